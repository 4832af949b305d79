"""People down and weeks across: read where it is said what is counted, and of which days; else asked."""

from __future__ import annotations

import tomllib
from datetime import date, datetime

import pytest
from reading.texts import TODAY, faults, outcomes, read, refusal
from reading.workbooks import read_made

from ssi_outcomes.base.errors import message
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.parsed import Context

W5, W6 = (date(2026, 1, 26), date(2026, 2, 1)), (date(2026, 2, 2), date(2026, 2, 8))
ANA = [("Ana Demo", "meetings", *W5, 3), ("Ana Demo", "meetings", *W6, 0)]


def counts(text: str, **mapping: object) -> list[tuple]:
    return outcomes(read(text, **mapping))


@pytest.mark.parametrize(
    "text",
    [
        "RDV;;\nNom;S5 2026;S6 2026\nAna Demo;3;0\n",
        "Suivi des RDV par commercial 2026;;\nCommercial;S5;S6\nAna Demo;3;0\n",
        "Number of meetings by rep;;\nSales rep;2026-W05;2026-W06\nAna Demo;3;0\n",
        "Meetings;26/01/2026;02/02/2026\nAna Demo;3;0\n",
        "Somme de RDV;Étiquettes de colonnes;\nÉtiquettes de lignes;2026-W05;2026-W06;Total général\nAna Demo;3;0;3\nTotal général;3;0;3\n",
        "RDV;;;;\nNom;Équipe;S5 2026;S6 2026;Total\nAna Demo;Nord;3;0;3\nTotal;;3;0;3\n",
        "RDV\n\nNom,Mon 26 Jan 2026,Mon 2 Feb 2026\nAna Demo,3,0\n",
    ],
)
def test_people_by_weeks_are_read_where_the_sheet_says_what_it_counts(text):
    parsed = read(text)
    assert (parsed.kind, outcomes(parsed), parsed.rejected) == ("weeks_across", ANA, ())
    assert parsed.tables["stated"] == [{"table": "outcomes"}] and "gaps" not in parsed.tables


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_dates_of_a_workbook_are_its_weeks(kind):
    rows = [
        ["Appels sortants"],
        ["Nom", datetime(2026, 1, 26), datetime(2026, 2, 2), "Total"],
        ["P01", 3, None, 3],
    ]
    parsed = read_sheet(read_made(kind, rows), Context(today=TODAY, mapping={"activity": "appels sortants"}))
    assert [(each["person"], each["start"], each["count"]) for each in parsed.tables["activity"]] == [
        ("P01", W5[0], 3)
    ]
    assert [(each["person"], each["start"]) for each in parsed.tables["gaps"]] == [("P01", W6[0])]


def test_days_whose_order_is_open_are_told_by_their_weekly_steps():
    text = "RDV;;;\nNom;05/01/2026;12/01/2026;19/01/2026\nAna Demo;1;2;3\n"
    assert [str(each[2]) for each in counts(text)] == ["2026-01-05", "2026-01-12", "2026-01-19"]
    asked = refusal("RDV;;\nNom;02/03/2026;09/03/2026\nAna Demo;1;2\n")
    assert asked.key == "asks_dates" and 'dates = "dmy"' in asked.values["paste"]


def test_months_and_days_count_for_themselves():
    months = counts("Contrats;;\nNom;janvier 2026;février 2026\nAna Demo;1;2\n")
    assert [each[1:] for each in months] == [
        ("contracts", date(2026, 1, 1), date(2026, 1, 31), 1),
        ("contracts", date(2026, 2, 1), date(2026, 2, 28), 2),
    ]
    days = counts("Contrats;;\nNom;29/01/2026;30/01/2026\nAna Demo;1;2\n")
    assert [each[2:4] for each in days] == [(date(2026, 1, 29),) * 2, (date(2026, 1, 30),) * 2]


def test_scores_across_are_read_on_their_day_or_at_the_end_of_their_week():
    days = read("SSI;;\nNom;26/01/2026;02/02/2026\nAna Demo;53;54,5\n").tables["ssi"]
    assert [(each["read_at"], each["ssi"]) for each in days] == [(W5[0], 53), (W6[0], 54.5)]
    weeks = read("Score SSI;;\nNom;S5 2026;S6 2026\nAna Demo;53;\n")
    assert [each["read_at"] for each in weeks.tables["ssi"]] == [W5[1]]
    assert [(each["table"], each["start"]) for each in weeks.tables["gaps"]] == [("ssi", W6[0])]


@pytest.mark.parametrize("cell", ["", "NC", "n/a", "~5", "-"])
def test_what_a_cell_does_not_state_is_unknown_and_never_zero(cell):
    parsed = read(f"RDV;;\nNom;S5 2026;S6 2026\nAna Demo;3;{cell}\nBob Demo;1;2\n")
    unknown = {(each["person"], each["name"]) for each in parsed.tables["gaps"]}
    assert unknown == {("Ana Demo", "meetings")}
    assert ("Ana Demo", "meetings", *W6, 0) not in outcomes(parsed)
    assert [each[0] for each in outcomes(parsed)].count("Bob Demo") == 2


def test_of_weeks_to_come_nothing_is_missing():
    assert "gaps" not in read("RDV;;\nNom;S5 2026;S52 2026\nAna Demo;3;\n").tables


@pytest.mark.parametrize(
    ("header", "days"),
    [
        ("Nom;S5 2026;;S7 2026", (date(2026, 2, 2), date(2026, 2, 8))),
        ("Nom;S5 2026;#REF!;S7 2026", (date(2026, 2, 2), date(2026, 2, 8))),
        ("Nom;S5 2026;S6 2026;2026-W0X", (date(2026, 2, 9), None)),
        ("Nom;;S6 2026;S7 2026", (None, date(2026, 2, 1))),
    ],
)
def test_of_a_column_whose_week_is_lost_nobodys_week_is_zero(header, days):
    (gap,) = read(f"RDV;;;\n{header}\nAna Demo;3;1;2\n").tables["gaps"]
    assert (gap["person"], gap["name"], (gap["start"], gap["end"])) == (None, "meetings", days)


@pytest.mark.parametrize(
    ("text", "missing", "answer", "said"),
    [
        ("Nom;S5 2026;S6 2026\nAna Demo;3;0\n", "counted", {"outcome": "meetings"}, ANA),
        ("Objectifs RDV;;\nNom;S5 2026;S6 2026\nAna Demo;3;0\n", "counted", {"outcome": "RDV"}, ANA),
        ("RDV annulés;;\nNom;S5 2026;S6 2026\nAna Demo;3;0\n", "counted", {"outcome": "meetings"}, ANA),
        ("RDV et contrats;;\nNom;S5 2026;S6 2026\nAna Demo;3;0\n", "counted", {"outcome": "meetings"}, ANA),
        ("RDV;;\nNom;S5;S6\nAna Demo;3;0\n", "no_year", {"year": 2026}, ANA),
    ],
)
def test_what_is_not_said_surely_is_asked_and_the_lines_answer_it(text, missing, answer, said):
    asked = refusal(text)
    assert (asked.key, asked.values["missing"]) == ("asks_across", missing)
    for language in ("en", "fr"):
        lines = message(asked.key, language, **asked.values).split("\n\n")[1]
        pasted = tomllib.loads(lines)["file.csv"]
        assert read(text, **pasted).kind == "ignored"
        opened = "\n".join(line.removeprefix("# ") for line in lines.split("\n") if line != 'kind = "ignore"')
        assert tomllib.loads(opened)["file.csv"]["kind"] == "weeks_across"
    assert counts(text, kind="weeks_across", **answer) == said


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        ("S51;S52;S1", "order"),
        ("30/01/2026;06/02/2026;13/02/2026", "unclear"),
        ("1-7 mars;8-14 mars;2-8 mars 2026", "span"),
    ],
)
def test_weeks_that_cannot_be_told_are_asked_with_their_reason(header, missing):
    asked = refusal(f"RDV 2026;;;\nNom;{header}\nAna Demo;3;0;1\n")
    assert (asked.key, asked.values["missing"]) == ("asks_across", missing)


def test_things_that_are_counted_are_never_taken_for_people():
    assert refusal("Nom;S5 2026;S6 2026\nRDV;3;0\nContrats;1;1\n").key == "asks_kind"


def test_a_week_that_stands_twice_is_asked_about():
    text = "RDV;;;\nNom;S5 2026;S6 2026;S6 2026\nAna Demo;3;0;1\n"
    asked = refusal(text)
    assert (asked.key, asked.values["columns"]) == ("asks_twice", "S6 2026 (2)")
    assert counts(text, ignore=["S6 2026 (2)"]) == ANA


def test_a_row_without_a_name_is_refused():
    parsed = read("RDV;;\nNom;S5 2026;S6 2026\nAna Demo;3;0\n;1;2\n")
    assert faults(parsed) == [(4, "person_blank")]
    assert {each["person"] for each in parsed.tables["gaps"]} == {None}


@pytest.mark.parametrize(
    ("title", "said"),
    [("RDV", {"fr": "« rendez-vous (", "en": "“meetings ("}), ("SSI", {"fr": "« SSI »", "en": "“SSI”"})],
)
def test_what_the_numbers_were_taken_for_is_said_as_each_language_calls_it(title, said):
    (note, *_) = read(f"{title};;\nNom;2026-W05;2026-W06\nAna Demo;3;0\n").notes
    for language, words in said.items():
        assert words in message(note[0], language, **note[1]).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text",
    [
        "Subject,Start Date,Start Time,End Date\nClient call,3/4/2026,9:00 AM,3/4/2026\nCall,3/24/2026,9:00 AM,3/24/2026\n",
        "Objet;Début le;Fin le\nRDV;04/02/2026;04/02/2026\n",
        "Geschäft;Erstellt;Geschlossen\nA;2026-02-02;2026-02-20\nB;2026-02-03;2026-02-25\n",
    ],
)
def test_days_under_headers_of_their_own_are_no_headers(text):
    asked = refusal(text)
    assert asked.key not in ("asks_twice", "asks_across")
    assert text.split("\n")[0].replace(";", ", ").replace(",", ", ").split(", ")[0] in str(
        asked.values["headers"]
    )


def test_a_title_or_other_weeks_over_the_weeks_leave_them_headers():
    title = "RDV;RDV;RDV\nNom;2026-W05;2026-W06\nAna Demo;3;0\n"
    twice = "RDV;S5 2026;S6 2026\nNom;26/01/2026;02/02/2026\nAna Demo;3;0\n"
    assert counts(title) == counts(twice) == ANA
