"""Each Python finds the same: the stored table is of today's code, and its recipe sees a fact that differs."""

from __future__ import annotations

import runpy
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MINORS = ("3.11", "3.12", "3.13")


@pytest.fixture(scope="module")
def recipe() -> dict:
    """What the recipe defines; its dataclass looks for its module."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(sys.modules, "pythons", type(sys)("pythons"))
        yield runpy.run_path(str(ROOT / "benchmarks" / "pythons.py"), run_name="pythons")


def test_each_python_that_is_promised_was_tried_on_todays_code(recipe):
    code, rows = recipe["read_table"]()
    assert code == recipe["hash_tried"](), "python benchmarks/pythons.py"
    assert [row["Python"].rpartition(".")[0] for row in rows] == list(MINORS)
    promised = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert promised == f">={MINORS[0]},<3.{int(MINORS[-1].partition('.')[2]) + 1}"
    assert len({row["facts"] for row in rows}) == 1 and int(rows[0]["facts"]) > 10_000
    assert all(float(row["most"]) <= recipe["MOST"] for row in rows)


def facts(recipe: dict, **changed: object) -> dict[str, object]:
    value = {"versions": {"Python": "3.11.7"}, "n": 3, "word": "useful", "ratio": {"low": 1.25, "high": 2.0}}
    return dict(recipe["flatten"](value | changed))


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
def test_a_fact_that_differs_is_named_and_a_version_is_not(recipe, changed, differ):
    assert recipe["compare"](facts(recipe), facts(recipe, **changed)).differ == differ


def test_a_last_digit_is_no_difference_and_is_told(recipe):
    moved = facts(recipe, ratio={"low": 1.25 * (1 + 2**-52), "high": 2.0})
    compared = recipe["compare"](facts(recipe), moved)
    assert compared.differ == () and 0 < compared.most < 1e-15 and compared.facts == 4
