"""Each refusal has a reason in a few words, and no row is counted for two of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ssi_outcomes.reading
from ssi_outcomes.base.catalogues import MESSAGES, read_catalogue
from ssi_outcomes.intake.reasons import REASONS, LeftOut, reason_of, sum_reasons
from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.reading.parsed import Rejected

READING = Path(ssi_outcomes.reading.__file__).parent
# How a reader says that something is not taken.
REFUSES = re.compile(
    r"(?:FileRefused|ValueFault|Rejected\(\s*[\w.]+,|_?faults?\([\w. ]*,?[\w. ]*,?|RowFault\(\s*(?:\"\w+\"|\w+),)\(?\s*\"([a-z_]+)\""
)


def refusing(*rejected: Rejected) -> Dataset:
    return Dataset("acme", {}, {}, {}, (), "0", rejected)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("week_not_monday", "not_monday"),
        ("pool_rule_other", "pool_rule"),
        ("pool_twice_copy", "pool_twice"),
        ("pool_in_team", "pool_in_team"),
        ("pool_file_document", "pool_document"),
        ("pool_form_seal", "pool_form"),
        ("asks_reading_date", "question"),
        ("rule_no_date", "no_date"),
        ("date_ambiguous", "date"),
        ("rule_score_range", "range"),
        ("rule_readings_contradict", "contradiction"),
        ("rule_repeated", "repeated"),
        ("number_unreadable", "number"),
        ("panel_days_range", "number"),
        ("panel_days_missing", "nothing_counted"),
        ("person_missing", "person"),
        ("row_short", "damaged_row"),
        ("page_without_score", "no_table"),
        ("archive_broken", "unopened"),
        ("something_new", "other"),
    ],
)
def test_a_refusal_has_the_reason_that_its_key_says(key, reason):
    assert reason_of(key) == reason


def test_no_refusal_of_a_reader_is_left_without_a_reason():
    code = "\n".join(path.read_text("utf-8") for path in READING.rglob("*.py"))
    keys = set(REFUSES.findall(code)) & read_catalogue("en", MESSAGES).keys()
    assert len(keys) > 40
    assert sorted(key for key in keys if reason_of(key) == "other") == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_reason_has_its_words(language):
    named = {key for key in read_catalogue(language, "labels") if key.startswith("reasons.")}
    assert named == {f"reasons.{reason}" for reason in REASONS}


def test_reasons_are_counted_by_row_and_by_file_most_first():
    refused = [Rejected("a.csv", "week_not_monday", line, "week") for line in (2, 3, 4)]
    late = [
        Rejected("a.csv", "rule_future", 9),
        Rejected("b.csv", "file_empty"),
        Rejected("c.csv", "file_empty"),
    ]
    assert sum_reasons(refusing(*late, *refused)) == [
        LeftOut("not_monday", 3, 0),
        LeftOut("unopened", 0, 2),
        LeftOut("impossible_date", 1, 0),
    ]


def test_a_row_that_breaks_two_rules_counts_once():
    row = [
        Rejected("a.csv", "number_unreadable", 2, "posts"),
        Rejected("a.csv", "date_unreadable", 2, "week"),
    ]
    assert sum_reasons(refusing(*row)) == [LeftOut("number", 1, 0)]
