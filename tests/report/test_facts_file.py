"""All facts of a dataset in one file: its form is the documented one, and it says what it was computed from."""

from __future__ import annotations

import json
import re

import pytest
from jsonschema import Draft202012Validator

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.base.paths import root
from ssi_outcomes.report import export_facts
from ssi_outcomes.words.facts import Fact, write_facts

ABOUT = {"dataset": "acme", "dataset_hash": "a" * 64, "plan_hash": "b" * 64}
MONTHS = Fact("months", None, "months", "derivations", 7.0, 8.0, comparator="between")
RATE = Fact("rate", 1.0, "per month", "rate_interval", 0.43, 1.97, 0.95, 8)


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Write two notebooks' facts of one dataset; return its folder."""
    monkeypatch.delenv("AUDIENCE", raising=False)
    write_facts(tmp_path / "facts" / "01.json", [RATE, MONTHS], {"notebook": "01", **ABOUT})
    write_facts(tmp_path / "facts" / "03.json", [MONTHS], {"notebook": "03", **ABOUT})
    return tmp_path


def schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads((root() / "docs" / "facts.schema.json").read_text("utf-8")))


def problems(content: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in schema().iter_errors(content)]


def documented() -> dict:
    return json.loads(
        re.search(r"```json\n(.*?)```", (root() / "docs" / "facts.md").read_text("utf-8"), re.DOTALL)[1]
    )


def test_each_fact_is_there_once_with_every_notebook_that_wrote_it(written):
    content = json.loads(export_facts(written))
    assert [(fact["id"], fact["notebooks"]) for fact in content["facts"]] == [
        ("months", ["01", "03"]),
        ("rate", ["01"]),
    ]
    assert content["facts"][0] == {
        **{
            "id": "months",
            "value": None,
            "comparator": "between",
            "low": 7,
            "high": 8,
            "level": None,
            "n": None,
        },
        **{"unit": "months", "source": "derivations", "notebooks": ["01", "03"]},
    }
    assert {key: content[key] for key in ABOUT} == ABOUT and content["audience"] == "shared"
    assert content["versions"]["ssi-outcomes"] and problems(content) == []


def test_the_same_facts_are_the_same_bytes(written):
    assert export_facts(written) == export_facts(written)


def test_what_is_made_for_oneself_says_so(written, monkeypatch):
    monkeypatch.setenv("AUDIENCE", "private")
    assert json.loads(export_facts(written))["audience"] == "private"


def test_facts_of_different_data_are_not_put_together(written):
    write_facts(written / "facts" / "04.json", [], {"notebook": "04", **ABOUT, "dataset_hash": "c" * 64})
    with pytest.raises(DataRefused) as refused:
        export_facts(written)
    assert refused.value.key == "stale_facts"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_articles_file_is_as_documented(built_reports, language):
    content = json.loads(built_reports[language].with_name("article.facts.json").read_text("utf-8"))
    assert problems(content) == [] and len(content["facts"]) > 200


def test_the_example_is_of_the_documented_form_and_true(built_reports):
    example = documented()
    assert problems(example) == []
    real = {
        fact["id"]: fact
        for fact in json.loads(built_reports["en"].with_name("article.facts.json").read_text("utf-8"))[
            "facts"
        ]
    }
    assert len(example["facts"]) == 3 and all(real[fact["id"]] == fact for fact in example["facts"])


def test_every_key_is_explained():
    text = (root() / "docs" / "facts.md").read_text("utf-8")
    rules = schema().schema
    for key in (*rules["required"], *rules["$defs"]["fact"]["required"]):
        assert re.search(rf"^\|[^|]*`{key}`", text, re.MULTILINE), key


@pytest.mark.parametrize(
    "harm",
    [
        {"value": True},
        {"value": None, "low": None, "high": None},
        {"level": 95},
        {"n": -1},
        {"n": 1.5},
        {"comparator": "≈"},
        {"notebooks": []},
        {"extra": 1},
        {"low": "0.4"},
    ],
)
def test_the_schema_refuses_what_is_no_fact(harm):
    example = documented()
    example["facts"][0] |= harm
    assert problems(example) != []
