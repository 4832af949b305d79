"""Facts: written whole, read back the same, refused when they are of other data or contradict each other."""

from __future__ import annotations

import json
import math

import pytest

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.words.facts import Fact, number, read_facts, write_facts

ABOUT = {"dataset": "article", "dataset_hash": "a", "plan_hash": "b"}
RATE = Fact("rate", 1.0, "per month", "rate_interval", 0.43, 1.97, 0.95, 8)
MONTHS = Fact("months", None, "months", "derivations", 7, 8, comparator="between")


def test_facts_come_back_as_they_were_written(tmp_path):
    assert write_facts(tmp_path / "01.json", [RATE, MONTHS], ABOUT) == 2
    assert read_facts(tmp_path, ABOUT) == {"rate": RATE, "months": MONTHS}


def test_the_same_facts_make_the_same_bytes_in_any_order(tmp_path):
    write_facts(tmp_path / "a.json", [RATE, MONTHS], ABOUT)
    write_facts(tmp_path / "b.json", [MONTHS, RATE], ABOUT)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_a_fact_without_a_value_is_cited_by_its_bounds_only():
    assert MONTHS.parts() == {"months.low": 7, "months.high": 8}
    assert RATE.parts() == {"rate": 1, "rate.low": 0.43, "rate.high": 1.97}


def test_without_facts_the_reader_is_told_what_to_run(tmp_path):
    with pytest.raises(DataRefused) as refused:
        read_facts(tmp_path, ABOUT)
    assert "make report" in refused.value.text("fr") and "make report" in refused.value.text("en")


@pytest.mark.parametrize("key", ["dataset_hash", "plan_hash"])
def test_facts_of_other_data_or_another_plan_are_refused(tmp_path, key):
    write_facts(tmp_path / "01.json", [RATE], ABOUT | {key: "other"})
    with pytest.raises(DataRefused) as refused:
        read_facts(tmp_path, ABOUT)
    assert refused.value.key == "stale_facts"


def test_two_notebooks_that_disagree_are_refused(tmp_path):
    write_facts(tmp_path / "01.json", [RATE], ABOUT)
    write_facts(tmp_path / "02.json", [Fact("rate", 2.0, "per month", "rate_interval")], ABOUT)
    with pytest.raises(DataRefused) as refused:
        read_facts(tmp_path, ABOUT)
    assert "rate" in refused.value.text("en")


def test_an_infinite_number_never_reaches_a_file(tmp_path):
    assert number(math.inf) is None and number(math.nan) is None and number(3) == 3.0
    with pytest.raises(ValueError):
        write_facts(tmp_path / "01.json", [Fact("x", math.inf, "", "test")], ABOUT)
    assert not (tmp_path / "01.json").exists()


def test_a_facts_file_says_what_it_was_computed_from(tmp_path):
    write_facts(tmp_path / "01.json", [RATE], {"notebook": "01", **ABOUT})
    assert json.loads((tmp_path / "01.json").read_text())["plan_hash"] == "b"


def test_the_last_digits_of_a_fact_are_those_that_every_processor_gives():
    first, second = (
        Fact("r", value, "", "correlate", low=value - 1, level=0.9)
        for value in (-0.999946581273895, -0.9999465812738948)
    )
    assert first == second and first.value == pytest.approx(-0.9999465812738948, abs=1e-11)
