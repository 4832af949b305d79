"""What was left out is told by reason and count, each number a fact, and nobody is named."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from exhibits.heard import cited, facts_of, said
from exhibits.told_studies import Told, tell_study

from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.omitted import show_omitted
from ssi_outcomes.reading.dataset import SourceFile
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.study import open_study

LATE = [Rejected("P-7KQ2.csv", "week_not_monday", line, "week", "2026-03-03") for line in (2, 3)]
UNREAD = Rejected("c.csv", "file_without_table")
LOG = SourceFile("P-7KQ2.csv", "outcomes", 10, 8, 2, 0, 100, "0")
FILES = (LOG, SourceFile("c.csv", "refused", 0, 0, 0, 0, 9, "0", refusal=UNREAD))
GOOD = SourceFile("a.csv", "outcomes", 8, 8, 0, 0, 100, "0")


def omitted(
    files=FILES, rejected=(*LATE, UNREAD), people: str = "", defined: bool = True, **about
) -> Exhibit:
    study = tell_study({"meetings": Told(0.9, 1.2)}, invented=True)
    tables = {
        "people": pd.DataFrame({"person": list(people)}),
        "ssi": pd.DataFrame({"person": list("ABC")}),
        "outcomes": pd.DataFrame({"person": ["A"]}),
        "activity": pd.DataFrame({"person": []}),
    }
    said_of = {"meaning": "x", "counted_in": "y"} if defined else {}
    data = replace(
        study.dataset,
        files=files,
        rejected=tuple(rejected),
        tables=tables,
        about={"synthetic": True, "definitions": {"meetings": said_of}, **about},
    )
    return show_omitted(replace(study, dataset=data))


def test_refused_rows_and_unread_files_are_told_by_reason_and_count():
    exhibit = omitted()
    assert said(exhibit).startswith("Of 10 rows read, 2 were refused; 1 file or sheet was not read at all.")
    table = said(exhibit, part="table")
    assert "a week that does not begin on a Monday2 rows" in table
    assert "no table or score in it that is known1 file or sheet" in table


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_number_is_a_fact_and_no_file_or_cell_is_named(language):
    exhibit = omitted(people="ABX")
    told = exhibit.tell(language)
    everything = told["sentence"] + told["table"]
    assert cited(everything) <= facts_of(exhibit).keys() and "refused_not_monday_rows" in cited(everything)
    assert not {"P-7KQ2", "c.csv", "2026-03-03"} & set(everything.replace("<", " ").replace(">", " ").split())


def test_where_nothing_was_left_out_one_short_line_says_so():
    exhibit = omitted((GOOD,), ())
    assert said(exhibit) == "No row was left out: rows read, 8; rows taken, 8."
    assert exhibit.tell("en")["table"] == ""
    assert said(exhibit, "fr").startswith("Aucune ligne n’a été laissée de côté")


def test_a_blank_row_is_neither_taken_nor_left_out_and_is_told():
    exhibit = omitted((replace(GOOD, rows=10, blank=2),), ())
    assert said(exhibit) == "No row was left out: rows read, 10; rows taken, 8; blank rows, 2."


def test_the_score_is_listed_among_what_is_not_known(monkeypatch):
    monkeypatch.setattr("ssi_outcomes.exhibits.frame.omitted.count_unknown", lambda *_: {("ssi", "ssi"): 10})
    exhibit = omitted()
    assert "SSI: weeks that are not known10 person-weeks" in said(exhibit, part="table")
    assert "unknown_ssi" in facts_of(exhibit)


def test_the_article_leaves_nothing_out():
    assert said(show_omitted(open_study())).startswith("No row was left out: rows read, ")


def test_who_is_listed_is_told_beside_who_has_data():
    text = said(omitted((GOOD,), (), people="ABXYZ"))
    assert "In the list of people: 5; with data: 3, of whom 1 is not in the list;" in text
    assert "in the list and without data: 3." in text
    assert "list of people" not in said(omitted((GOOD,), ()))


@pytest.mark.parametrize(
    ("place", "english", "french"),
    [
        ("sheet", "in the sheet About.", "dans la feuille À propos."),
        ("file", "in dataset.toml.", "dans dataset.toml."),
    ],
)
def test_an_undefined_outcome_is_named_with_the_place_that_is_in_use(place, english, french):
    exhibit = omitted((GOOD,), (), defined=False, said_in=place)
    assert "Counted, but not defined: meetings (how is not stated)." in said(exhibit)
    assert english in said(exhibit) and french in said(exhibit, "fr")
    assert "not defined" not in said(omitted((GOOD,), (), said_in=place))


def test_set_aside_rows_are_listed_though_nothing_was_refused():
    once = replace(GOOD, notes=(("archive_repeated", {"count": 500}),))
    assert "in two sources, and counted once500" in said(omitted((once,), ()), part="table")
