"""What a user decides in mapping.toml, and the lines that are offered for pasting."""

import tomllib
from datetime import date

import pytest
from reading.texts import read, refusal, sheet

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.kinds.recognition import mapped_kinds, read_sheet
from ssi_outcomes.reading.parsed import Context, Sheet
from ssi_outcomes.reading.tables.mapping import entry_for, paste, read_mapping

STRANGE = "Rep;Day;Calls ok\nP01;26/01/2026;3\n"


def test_a_table_that_nobody_knows_is_asked_about():
    refused = refusal("Foo;Bar\n1;2\n")
    assert refused.key == "asks_kind"
    assert "Foo, Bar" in refused.text("en")


def test_the_lines_offered_for_an_unknown_table_make_nothing_up_when_pasted_unread():
    lines = refusal("Foo;Bar\n1;2\n").values["paste"]
    entry = tomllib.loads(lines)["file.csv"]
    assert entry == {"kind": "ignore"}
    parsed = read("Foo;Bar\n1;2\n", **entry)
    assert (parsed.kind, parsed.rows, parsed.ignored, parsed.tables) == ("ignored", 0, 2, {})


def test_mapped_columns_are_read_as_they_say():
    parsed = read(
        STRANGE,
        kind="weekly",
        columns={"person": "Rep", "date": "Day", "phone_meetings": "Calls ok"},
        dates="dmy",
    )
    (record,) = parsed.tables["outcomes"]
    assert (record["person"], record["outcome"], record["start"], record["count"]) == (
        "P01",
        "phone_meetings",
        date(2026, 1, 26),
        3,
    )


def test_a_mapped_header_loses_its_usual_meaning():
    parsed = read("Personne;Semaine;RDV\nP01;2026-W05;3\n", columns={"physical_meetings": "RDV"})
    assert [each["outcome"] for each in parsed.tables["outcomes"]] == ["physical_meetings"]


def test_a_header_can_be_left_out():
    parsed = read("Personne;Semaine;RDV;Contacts\nP01;2026-W05;3;9\n", ignore=["Contacts"])
    assert [each["outcome"] for each in parsed.tables["outcomes"]] == ["meetings"]


def test_a_log_of_one_outcome_needs_no_column_for_it():
    parsed = read("Vendeur;Jour\nP01;26/01/2026\n", kind="outcomes", outcome="contracts")
    assert [(each["outcome"], each["count"]) for each in parsed.tables["outcomes"]] == [("contracts", 1)]


def test_the_mapping_says_whose_file_it_is():
    assert read("Date;SSI\n26/01/2026;53\n", person="P09").tables["ssi"][0]["person"] == "P09"


def test_a_sheet_s_entry_overrules_its_file_s():
    rows = (("Week", "Meetings"), ("2026-W05", 2))
    book = [Sheet("team.xlsx", name, (1, 2), rows) for name in ("P01", "Old")]
    mapping = {"person": "P01", "sheets": {"Old": {"kind": "ignore"}}}
    kinds = [read_sheet(each, Context(today=date(2026, 3, 1), mapping=mapping)).kind for each in book]
    assert kinds == ["outcomes", "ignored"]


def test_lines_to_paste_are_toml_and_say_again_what_was_said_before():
    lines = paste(
        'data/raw/acme/P01/a "b".csv',
        "Feuil 1",
        {"person": "P\\01", "sheets": {}},
        dates="dmy",
        columns={"date": "Jour « x »"},
        won=["a", "b"],
    )
    entry = tomllib.loads(lines)['P01/a "b".csv']["sheets"]["Feuil 1"]
    assert entry == {"person": "P\\01", "dates": "dmy", "columns": {"date": "Jour « x »"}, "won": ["a", "b"]}


def test_what_cannot_be_seen_is_escaped_in_lines_to_paste_and_means_the_same():
    header = "Jour\u202e\x7f\x1b[2J\U000e0041 du\u00a0mois"
    lines = paste("a.csv", "", {}, columns={"date": header})
    assert all(sign.isprintable() or sign in "\n\u00a0" for sign in lines)
    assert tomllib.loads(lines)["a.csv"]["columns"] == {"date": header}


def test_any_answer_pasted_as_offered_is_accepted_by_the_mapping(tmp_path):
    asked = [
        "Date;SSI\n05/01/2026;53\n",
        "Foo;Bar\n1;2\n",
        "Personne;Semaine;Contacts\nP01;2026-W05;3\n",
        "person;outcome;date;count\nP01;views;2026-01-28;1.000\n",
    ]
    for text in asked:
        path = tmp_path / "mapping.toml"
        path.write_text(refusal(text).values["paste"], "utf-8")
        mapping = read_mapping(path, "mapping.toml", mapped_kinds())
        entry = entry_for(mapping, "data/raw/acme/file.csv")
        read_sheet(sheet(text), Context(today=date(2026, 3, 1), mapping=entry))


def test_a_file_is_named_by_the_end_of_its_path_the_longest_first():
    mapping = {"crm.csv": {"kind": "deals"}, "P01/crm.csv": {"kind": "ignore"}}
    assert entry_for(mapping, "data/raw/acme/P01/crm.csv") == {"kind": "ignore"}
    assert entry_for(mapping, "data/raw/acme/P02/crm.csv") == {"kind": "deals"}
    assert entry_for(mapping, "data/raw/acme/other-crm.csv") == {}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[", "mapping_unreadable"),
        ('[people]\n"…" = "Ann Lee"\n', "mapping_hidden_name"),
        ('[people]\n"A. Lee" = "… Lee"\n', "mapping_hidden_name"),
        ('["a.csv"]\nkind = "ssi"\n["a.csv"]\n', "mapping_unreadable"),
        ('kind = "ssi"', "mapping_not_a_file"),
        ('["a.csv"]\nkid = "ssi"', "mapping_key_unknown"),
        ('["a.csv"]\nkind = "sssi"', "mapping_not_a_choice"),
        ('["a.csv"]\ndates = "jma"', "mapping_not_a_choice"),
        ('["a.csv"]\ncolumns = "Jour"', "mapping_wrong_type"),
        ('["a.csv"]\ncolumns = { date = 1 }', "mapping_wrong_type"),
        ('["a.csv"]\nyear = true', "mapping_wrong_type"),
        ('["a.csv"]\nwon = [1]', "mapping_wrong_type"),
        ('["a.csv".sheets.x]\nkid = 1', "mapping_key_unknown"),
        ('["a.csv".sheets]\nx = 1', "mapping_not_a_file"),
    ],
)
def test_a_mapping_that_cannot_be_understood_is_refused(tmp_path, text, key):
    path = tmp_path / "mapping.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(FileRefused) as refused:
        read_mapping(path, "mapping.toml", mapped_kinds())
    assert refused.value.key == key
    assert refused.value.text("fr") and refused.value.text("en")
