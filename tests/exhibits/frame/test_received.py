"""What came in: the fate of each file's rows adds up, and what was refused says where, why and what to do."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from exhibits.heard import facts_of, said
from exhibits.told_studies import Told, tell_study

from ssi_outcomes.exhibits.frame.received import REFUSALS_SHOWN, show_files, show_refused
from ssi_outcomes.reading.dataset import SourceFile
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.study import PanelStudy

UNREAD = Rejected("c.csv", "file_without_table")
FILES = (
    SourceFile("a.xlsx › Outcomes", "outcomes", 10, 7, 2, 1, 100, "0" * 64),
    SourceFile("a.xlsx › SSI", "ssi", 4, 4, 0, 0, 100, "0" * 64),
    SourceFile("c.csv", "refused", 0, 0, 0, 0, 9, "0" * 64, refusal=UNREAD),
)


def received(files: tuple[SourceFile, ...] = (), rejected: tuple[Rejected, ...] = ()) -> PanelStudy:
    study = tell_study({"meetings": Told(0.9, 1.2)}, invented=True)
    return replace(study, dataset=replace(study.dataset, files=files, rejected=rejected))


def test_the_rows_of_all_files_add_up_and_two_sheets_are_one_file():
    facts = {name: fact.value for name, fact in facts_of(show_files(received(FILES))).items()}
    counts = [facts[f"n_{name}"] for name in ("rows", "accepted", "rejected", "blank")]
    assert counts == [14, 11, 2, 1] and (facts["n_files"], facts["n_unread"]) == (2, 1)
    assert (facts["file_0_rejected"], facts["file_1_rows"]) == (2, 4)


def test_a_file_that_was_not_read_says_why_and_what_to_do():
    table = said(show_files(received(FILES)), part="table")
    assert "c.csv: this file has no table" in table and "Add it, or take the file away." in table
    assert "Remarks" in table and "Remarks" not in said(show_files(received(FILES[:2])), part="table")


def test_a_seal_is_told_where_fingerprints_were_compared_and_nowhere_else():
    study = received(FILES[:2])
    assert said(show_files(study)) in said(show_files(study, sealed=True)) != said(show_files(study))


@pytest.mark.parametrize(("refused", "shown"), [(1, 1), (REFUSALS_SHOWN + 5, REFUSALS_SHOWN)])
def test_the_first_refusals_are_listed_and_all_are_counted(refused, shown):
    exhibit = show_refused(
        received(
            rejected=tuple(Rejected("a.csv", "file_without_table", line) for line in range(1, refused + 1))
        )
    )
    facts = facts_of(exhibit)
    assert (facts["n_refusals"].value, facts["n_refusals_shown"].value) == (refused, shown)
    assert len(re.findall("<tr>", exhibit.tell("en")["table"])) == 1 + shown


def test_where_nothing_was_refused_that_is_said_without_a_table():
    exhibit = show_refused(received())
    assert exhibit.table is None and said(exhibit).startswith("Nothing was refused")
    assert said(exhibit, "fr") != said(exhibit)
