"""A copy of the plan that is older than some keys is told which lines it lacks, and pasting them is enough."""

from __future__ import annotations

import re

import pytest

from ssi_outcomes.base.errors import LANGUAGES, DataRefused
from ssi_outcomes.base.paths import root
from ssi_outcomes.base.plan import PLAN_FILE, read_plan
from ssi_outcomes.intake.contents import read_contents
from ssi_outcomes.intake.older_plan import with_lines


def without(text: str, *names: str) -> str:
    """Return a plan without some sections (a name alone) or keys (section.key)."""
    for name in names:
        section, _, key = name.partition(".")
        start = re.search(rf"^\[{section}\].*\n", text, re.M)
        end = re.search(r"^\[", text[start.end() :], re.M)
        stop = start.end() + end.start() if end else len(text)
        body = re.sub(rf"^{key}\s*=.*\n", "", text[start.end() : stop], flags=re.M) if key else ""
        text = text[: start.start()] + (start[0] + body if key else "") + text[stop:]
    return text


def paste(text: str, said: str) -> str:
    """Do what a message says, as somebody would who copies its lines."""
    for block in re.split(r"\n  (?=\S)", said)[1:]:
        words, *lines = block.split("\n")
        found = re.search(r"(?:below its line|sous sa ligne) (\[\w+\])", words)
        text = (
            text.replace(f"{found[1]}\n", "\n".join([found[1], *lines, ""]))
            if found
            else "\n".join([text, *lines, ""])
        )
    return text


def refusal(folder) -> DataRefused:
    with pytest.raises(DataRefused) as refused:
        read_plan(folder)
    return with_lines(refused.value)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "names",
    [
        ("teams", "joining", "scale"),
        ("joining",),
        ("teams.least",),
        ("scale.jump", "teams", "falsification.activity_known"),
        ("variants.at_most", "joining"),
    ],
)
def test_each_missing_key_is_named_and_its_lines_work_where_they_are_to_be_pasted(tmp_path, names, language):
    whole = (root() / PLAN_FILE).read_text()
    older = without(whole, *names)
    (tmp_path / PLAN_FILE).write_text(older)
    said = refusal(tmp_path).text(language)
    assert all(name in said for name in names), said
    (tmp_path / PLAN_FILE).write_text(paste(older, said))
    read = read_plan(tmp_path)
    assert vars(read) | {"hash": "", "file": ""} == vars(read_plan()) | {"hash": "", "file": ""}


def test_what_else_is_wrong_is_still_told_and_so_is_what_the_repository_does_not_say_either(tmp_path):
    whole = (root() / PLAN_FILE).read_text()
    text = without(whole, "joining").replace("planned_looks = 1", 'planned_looks = 0\nlooks = "any"')
    (tmp_path / PLAN_FILE).write_text(text)
    said = refusal(tmp_path).text("en")
    assert "ramp_up_weeks = 8" in said and "planned_looks" in said and "planning.people" in said


def test_the_repositorys_own_plan_is_brought_back_by_git_as_before(tmp_path, monkeypatch):
    whole = (root() / PLAN_FILE).read_text()
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    (tmp_path / PLAN_FILE).write_text(without(whole, "joining"))
    with pytest.raises(DataRefused) as refused:
        read_plan()
    assert with_lines(refused.value) is refused.value
    own = tmp_path / "own"
    own.mkdir()
    (own / PLAN_FILE).write_text(without(whole, "joining"))
    assert "joining.ramp_up_weeks" in refusal(own).text("en")


def test_whoever_reads_a_dataset_is_told_so(home):
    folder = home / "data" / "raw" / "acme"
    (folder / PLAN_FILE).write_text(without((home / PLAN_FILE).read_text(), "scale"))
    with pytest.raises(DataRefused, match=r"\[scale\]"):
        read_contents(folder)
