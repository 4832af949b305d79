"""Each Python finds the same: the stored table is of today's code, and its recipe sees a fact that differs."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from benchmark_recipe import recipe, table

ROOT = Path(__file__).resolve().parents[1]
MINORS = ("3.11", "3.12", "3.13")


@pytest.fixture(scope="module")
def pythons() -> dict:
    return recipe("pythons")


def test_each_python_that_is_promised_was_tried_on_todays_code(pythons):
    code, rows = table("pythons")
    assert code == pythons["hash_tried"](), "python benchmarks/pythons.py"
    assert [row["Python"].rpartition(".")[0] for row in rows] == list(MINORS)
    promised = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert promised == f">={MINORS[0]},<3.{int(MINORS[-1].partition('.')[2]) + 1}"
    assert len({row["facts"] for row in rows}) == 1 and int(rows[0]["facts"]) > 10_000
    assert all(float(row["most"]) <= pythons["MOST"] for row in rows)


def facts(pythons: dict, **changed: object) -> dict[str, object]:
    value = {"versions": {"Python": "3.11.7"}, "n": 3, "word": "useful", "ratio": {"low": 1.25, "high": 2.0}}
    return dict(pythons["flatten"](value | changed))


@pytest.mark.parametrize(
    ("changed", "differ"),
    [
        ({"n": 4}, ("/n",)),
        ({"n": 3.0000001}, ("/n",)),
        ({"word": "useless"}, ("/word",)),
        ({"ratio": {"low": 1.25 * (1 + 1e-8), "high": 2.0}}, ("/ratio/low",)),
        ({"ratio": {"low": 1.25}}, ("/ratio/high",)),
        ({"more": 1}, ("/more",)),
        ({"versions": {"Python": "3.13.0"}}, ()),
    ],
)
def test_a_fact_that_differs_is_named_and_a_version_is_not(pythons, changed, differ):
    assert pythons["compare"](facts(pythons), facts(pythons, **changed)).differ == differ


def test_a_last_digit_is_no_difference_and_is_told(pythons):
    moved = facts(pythons, ratio={"low": 1.25 * (1 + 2**-52), "high": 2.0})
    compared = pythons["compare"](facts(pythons), moved)
    assert compared.differ == () and 0 < compared.most < 1e-15 and compared.facts == 4
