"""A receipt says what was read and stored; one that is damaged is none, and a new one takes away what only the last one had."""

from dataclasses import replace

import pytest
from intake.acme import folder

from ssi_outcomes.intake.receipt import RECORD, find_receipt, tell_reasons, tell_receipt, write_receipt
from ssi_outcomes.intake.step import read_stored


def test_files_of_an_earlier_reading_that_are_none_of_this_one_are_deleted(home):
    receipt = read_stored("acme")
    extra, outside = folder(home) / "tables" / "gone.parquet", home / "kept.txt"
    extra.write_text("x"), outside.write_text("x")
    more = {"tables/gone.parquet": "0", "../../../kept.txt": "0"}
    write_receipt(replace(receipt, outputs={**receipt.outputs, **more}))
    assert read_stored("acme") == receipt
    assert not extra.exists() and outside.exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"inputs": 1, "kind": 2, "cases": ["../x"], "outputs": {}}']
)
def test_a_damaged_record_is_none(home, text):
    read_stored("acme")
    (folder(home) / RECORD).write_text(text)
    assert find_receipt("acme") is None


def test_each_file_is_told_with_its_reasons_in_both_languages(home, monkeypatch):
    receipt = read_stored("acme")
    file, refused, hidden, weeks = tell_receipt(receipt).splitlines()
    assert file == "calls.csv: outcomes; rows read: 2, accepted: 1, refused: 1, blank: 0"
    assert refused.startswith("  1 x count (line 3): “…” is not a number of events. Not counted?")
    assert hidden.startswith("What may be a name is hidden (…).")
    assert weeks == "Weeks read: 2026-W02 to 2026-W02 (1)."
    monkeypatch.setenv("SSI_LANG", "fr")
    assert "1 x count (ligne 3)" in tell_receipt(receipt)
    assert "Semaines lues\u00a0: 2026-W02 à 2026-W02 (1)." in tell_receipt(receipt)


def test_what_was_left_out_is_told_one_line_a_reason_with_the_place_of_the_list(home, monkeypatch):
    receipt = read_stored("acme")
    assert tell_reasons(receipt).splitlines() == [
        "Refused or not read in “acme”, by reason:",
        "  1 row: a number that cannot be used",
        "Each of them, with the text of its row: data/processed/acme/rejected.csv",
    ]
    monkeypatch.setenv("SSI_LANG", "fr")
    assert "1 ligne\u00a0: un nombre qui ne peut pas servir" in tell_reasons(receipt)
    assert tell_reasons(read_stored("article")) == ""


def test_rows_after_somebodys_last_day_are_told_where_the_files_are(home):
    team = home / "data" / "raw" / "acme" / "team.csv"
    team.write_text("Personne,Fonction,Arrivée,Départ\nA,seller,,2025-04-12\nB,seller,,\n", "utf-8")
    outside = tell_receipt(read_stored("acme")).splitlines()[-1]
    assert "after the last day in the list of people, 2025-04-12 (team.csv, line 2)" in outside
    assert outside.endswith("Correct that day, or the row: calls.csv, line 2")


def test_what_columns_were_taken_for_and_a_number_out_of_proportion_are_told(home):
    weeks = home / "data" / "raw" / "acme" / "weeks.csv"
    rows = [f"A,2026-01-{day},{count},1" for day, count in (("05", 1), (12, 2), (19, 12000))]
    weeks.write_text("\n".join(["Person,Week,Meetings booked,Deals won", *rows, ""]))
    told = tell_receipt(read_stored("acme"))
    assert (
        "  columns taken for: Meetings booked → meetings (how is not stated); Deals won → contracts\n" in told
    )
    assert "12,000 in one row (weeks.csv, line 4), at most 2 elsewhere" in told.splitlines()[-1]
