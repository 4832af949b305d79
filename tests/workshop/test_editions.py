"""The editions: the trainer's runs through, the participants' stops only where something is left to complete, solved it passes."""

from __future__ import annotations

import json
import re

import nbformat
import pytest
from waiting import HANGS
from workshop.run_cells import run

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import message
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.workshop.blind_worlds import draw_key
from ssi_outcomes.workshop.editions import (
    CHECK,
    EDITIONS,
    EXERCISE,
    SOLUTION,
    list_sittings,
    make_edition,
    solve_edition,
    tags_of,
)
from ssi_outcomes.workshop.exercises import QUESTIONS
from ssi_outcomes.workshop.sittings import SITTINGS, StillToDo

SOURCES = list_sittings()
IDS = [path.stem for path in SOURCES]


def cells(text: str) -> list[dict]:
    return json.loads(text)["cells"]


def test_there_is_a_notebook_for_each_sitting_and_a_question_for_each_check():
    told = "\n".join(path.read_text("utf-8") for path in SOURCES)
    opened = re.findall(r"open_sitting\(\\\"(\w+)\\\"", told)
    assert tuple(opened) == SITTINGS
    asked = set()
    for path, name in zip(SOURCES, opened, strict=True):
        asked |= {
            f"{name}_{each}" for each in re.findall(r"sitting\.check\(\\\"(\w+)\\\"", path.read_text("utf-8"))
        }
    assert asked == set(QUESTIONS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("source", SOURCES, ids=IDS)
def test_the_trainers_edition_runs_from_top_to_bottom(source, language):
    ran = run(make_edition(source, language, "trainer"))
    # An exercise that is left open stands before its solution.
    assert [error for _, _, error in ran if error] == []
    checked = [value for tags, value, _ in ran if CHECK in tags]
    right = message("sitting_right_guess_luck", language).partition(" ")[0]
    assert checked and all(str(value) for value in checked) and right


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("source", SOURCES, ids=IDS)
def test_the_participants_edition_fails_only_where_something_is_left_to_complete_with_its_hint(
    source, language
):
    ran = run(make_edition(source, language, "participant"))
    failed = [(tags, error) for tags, _, error in ran if error]
    assert failed and all(tags == [CHECK] for tags, _ in failed)
    assert (
        len(failed) == sum(CHECK in tags for tags, _, _ in ran) == sum(EXERCISE in tags for tags, _, _ in ran)
    )
    left = message("sitting_left", language, hint="")
    for _, error in failed:
        assert isinstance(error, StillToDo) and error.text(language).startswith(left)
    assert len({error.text(language) for _, error in failed}) == len(failed)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("source", SOURCES, ids=IDS)
def test_solved_by_the_solutions_the_participants_edition_passes(source, language):
    assert [error for _, _, error in run(solve_edition(source, language)) if error] == []


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("source", SOURCES, ids=IDS)
def test_an_edition_is_a_valid_notebook_in_one_language_of_which_nothing_was_run(source, edition):
    for language in LANGUAGES:
        text = make_edition(source, language, edition)
        nbformat.validate(nbformat.reads(text, as_version=4))
        assert f'report_lang: str = "{language}"' in "".join(cells(text)[1]["source"])
        assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells(text))
        words = "\n".join("".join(cell["source"]) for cell in cells(text) if cell["cell_type"] == "markdown")
        assert ("**Vous obtenez**" in words) == (language == "fr") == ("**You get**" not in words)
        assert edition == "trainer" or not any(SOLUTION in tags_of(cell) for cell in cells(text))


@pytest.mark.parametrize("source", SOURCES, ids=IDS)
def test_the_participants_edition_gives_no_solution_away(source):
    trainer = make_edition(source, "en", "trainer")
    answers = ["".join(cell["source"]) for cell in cells(trainer) if SOLUTION in tags_of(cell)]
    participant = make_edition(source, "en", "participant")
    told = "\n".join("".join(cell["source"]) for cell in cells(participant))
    assert answers and not any(answer in told for answer in answers)


def test_the_trainers_own_number_is_solved_by_what_the_key_says():
    text = SOURCES[SITTINGS.index("world")].read_text("utf-8")
    number = int(re.search(r"number: int = (\d+)", text)[1])
    assert f'name = \\"{draw_key()[number - 1]}\\"' in text


def test_the_rule_of_the_last_sitting_is_the_plans():
    plan, text = read_plan(), SOURCES[SITTINGS.index("report")].read_text("utf-8")
    assert set(re.findall(r"\b1[.,]\d{2,}\b(?=[\\.])", text)) == {
        f"{plan.threshold:.4f}",
        f"{plan.threshold:.4f}".replace(".", ","),
    }
    gates = re.search(r">= (\d+)\) & \(report\[\\\"events\\\"\] >= (\d+)", text)
    assert [int(each) for each in gates.groups()] == [plan.gates.people_with_events, plan.gates.events]


@pytest.mark.parametrize("source", SOURCES, ids=IDS)
def test_each_exercise_is_followed_by_its_solution_and_its_check(source):
    tagged = [
        tags_of(cell)
        for cell in json.loads(source.read_text("utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]
    places = [place for place, tags in enumerate(tagged) if EXERCISE in tags]
    assert places and all(
        tagged[place + 1] == [SOLUTION] and tagged[place + 2] == [CHECK] for place in places
    )


@pytest.mark.parametrize("source", SOURCES, ids=IDS)
def test_prose_stands_in_both_languages_and_cells_are_short(source):
    notebook = json.loads(source.read_text("utf-8"))["cells"]
    prose = [cell for cell in notebook if cell["cell_type"] == "markdown"]
    for here, there in zip(prose[::2], prose[1::2], strict=True):
        assert {*tags_of(here)} ^ {*tags_of(there)} == {"lang-en", "lang-fr"}
        english, french = ("".join(cell["source"]) for cell in (here, there))
        for mark in (r"^# ", r"^## ", r"\*\*", "`"):
            assert len(re.findall(mark, english, re.M)) == len(re.findall(mark, french, re.M)), english
        bare = re.sub(r"`[^`]*`", "", french)
        assert re.findall(r"[ \w][;?!%»]|«(?!\u00a0)| :|'", bare) == [], french
        assert there["metadata"]["jupyter"] == {"source_hidden": True}
    for cell in notebook:
        if cell["cell_type"] == "code":
            lines = [line for line in "".join(cell["source"]).splitlines() if line.strip()]
            assert len(lines) <= (12 if "idea" in tags_of(cell) else 5), lines
            assert cell["outputs"] == []


# A loaded machine slows a kernel and fails none.
PATIENT = {"startup_timeout": HANGS, "timeout": HANGS, "iopub_timeout": HANGS}
# One in `make test`: the process above runs all of them.
IN_KERNELS = [
    pytest.param(source, language, id=f"{source.stem}-{language}", marks=[pytest.mark.long] * (place > 0))
    for place, (source, language) in enumerate(
        (source, language) for source in SOURCES for language in LANGUAGES
    )
]


@pytest.mark.parametrize(("source", "language"), IN_KERNELS)
def test_a_real_kernel_runs_the_trainers_edition_and_stops_the_participants_at_the_first_hint(
    source, language
):
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    NotebookClient(
        nbformat.reads(make_edition(source, language, "trainer"), 4), kernel_name="python3", **PATIENT
    ).execute()
    with pytest.raises(CellExecutionError) as stopped:
        NotebookClient(
            nbformat.reads(make_edition(source, language, "participant"), 4), kernel_name="python3", **PATIENT
        ).execute()
    assert message("sitting_left", language, hint="").strip() in str(stopped.value)
