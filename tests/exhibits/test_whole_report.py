"""Whatever a team has, and has not, its report keeps every rule of a page, in both languages: no state of a sentence is left unread."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from examples import few
from exhibits.snapshots import plain
from exhibits.told_studies import PLAN, without, world_study
from exhibits.whole_report import SECTIONS, lay_out, tell_sections

from ssi_outcomes.base.paths import notebooks_folder
from ssi_outcomes.reading.dataset import SourceFile
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.report.page_rules import check_html, compare_languages
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.worlds import find_scenario, simulate

PILLARS = ("brand", "find", "engage", "build")


def changed(name: str, people: int, weeks: int, table: str, change) -> PanelStudy:
    """Return a study of a world of which one table was changed by a function."""
    frame = simulate(find_scenario(name), people, weeks, 3, PLAN)[table]
    return world_study(name, people, weeks, {table: change(frame)})


def of_nobody() -> PanelStudy:
    """Return a study of a team whose outcomes were counted together, with nothing that names a person."""
    tables = simulate(find_scenario("nothing"), 6, 8, 3, PLAN)
    tables = {name: frame if name == "coverage" else frame.head(0) for name, frame in tables.items()} | {
        "outcomes": tables["outcomes"].assign(person=None)
    }
    return world_study("nothing", 6, 8, {**tables, "coverage": tables["coverage"].assign(person=None)})


STUDIES = {
    "nobody": of_nobody,
    "one person": lambda: world_study("nothing", 1, 20),
    "one person, one week": lambda: world_study("nothing", 1, 2),
    "two people": lambda: world_study("nothing", 2, 6),
    "a workshop": lambda: world_study("nothing", 5, 6),
    "a small team": lambda: world_study("nothing", 12, 8),
    "useful": lambda: world_study("useful", 60, 26),
    "thermometer": lambda: world_study("thermometer", 80, 20),
    "the score follows": lambda: world_study("feedback", 30, 16),
    "read on Fridays": lambda: world_study("friday", 30, 12),
    "no score": lambda: without("ssi"),
    "no outcome": lambda: without("outcomes"),
    "no activity": lambda: without("activity"),
    "no pillars": lambda: changed(
        "nothing", 12, 8, "ssi", lambda ssi: ssi.assign(**dict.fromkeys(PILLARS, np.nan))
    ),
    "one reading": lambda: changed(
        "nothing", 12, 8, "ssi", lambda ssi: ssi[ssi["read_at"] == ssi["read_at"].min()]
    ),
    "a score that never moves": lambda: changed("nothing", 12, 8, "ssi", lambda ssi: ssi.assign(ssi=50)),
    "attention only": lambda: changed(
        "nothing",
        12,
        8,
        "outcomes",
        lambda rows: rows[rows["outcome"].isin(["impressions", "profile_views"])],
    ),
    "nothing ever came": lambda: changed("nothing", 12, 8, "outcomes", lambda rows: rows.assign(count=0)),
}
PRIVATE = ("one person", "a workshop", "a small team", "no pillars", "nothing ever came")


@cache
def find_study(name: str) -> PanelStudy:
    """Return one of `STUDIES`, whose findings are computed once for all that is told of it."""
    return STUDIES[name]()


TOLD = [*((name, "shared") for name in STUDIES), *((name, "private") for name in PRIVATE)]
# With many people, with one, with nothing to draw, pictures are drawn each time; all the others in the long part only.
DRAWN = (("useful", "shared"), ("one person", "private"), ("no score", "shared"))


# What is told in `make test`: nobody, one, and nothing that is counted of them; many people are told in the demo team's
# report. All are told with pictures in the long part, and the sentences of each state are held in the snapshots.
BRIEF = few([*DRAWN, ("nobody", "shared"), ("no outcome", "shared")], [*DRAWN[1:], ("nobody", "shared")])


@pytest.mark.parametrize(("name", "audience"), BRIEF)
def test_every_page_keeps_every_rule(name, audience, tmp_path, monkeypatch):
    monkeypatch.setenv("AUDIENCE", audience)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        told = tell_sections(find_study(name), tmp_path, pictures=(name, audience) in DRAWN)
    check_pages(*told)


@pytest.mark.long
@pytest.mark.parametrize(("name", "audience"), [each for each in TOLD if each not in DRAWN])
def test_every_page_keeps_every_rule_with_its_pictures(name, audience, tmp_path, monkeypatch):
    monkeypatch.setenv("AUDIENCE", audience)
    check_pages(*tell_sections(find_study(name), tmp_path, pictures=True))


def check_pages(sections: dict[str, list[str]], facts: dict[str, float | str]) -> None:
    pages = lay_out(sections)
    for language, page in pages.items():
        assert check_html(page, facts, language) == []
        assert len(page.encode()) < 1_000_000
        # What was not found, or is no number, would be shown as Python calls it.
        assert re.findall(r">\W*(?:None|nan|inf|True|False)\W*<", page) == []
    assert compare_languages(pages["fr"], pages["en"]) == []


@pytest.mark.parametrize(
    ("unread", "told"),
    [
        pytest.param(0, (), marks=pytest.mark.long),
        (1, ("1 file or sheet was not read", "1 fichier ou feuille n’a pas été lu")),
        pytest.param(2, ("2 files or sheets were",), marks=pytest.mark.long),
    ],
)
def test_a_file_that_was_not_read_is_said_right_under_the_answer(unread, told, tmp_path):
    study = find_study("two people")
    files = (
        SourceFile(
            f"{place}.csv",
            "refused",
            0,
            0,
            0,
            0,
            9,
            "0" * 64,
            refusal=Rejected(f"{place}.csv", "file_without_table"),
        )
        for place in range(unread)
    )
    sections, _ = tell_sections(replace(study, dataset=replace(study.dataset, files=tuple(files))), tmp_path)
    first = plain(sections["en"][1] + sections["fr"][1]).replace("\u00a0", " ")
    assert all(sentence in first for sentence in told) and ("not read at all" in first) == (unread > 0)


def test_the_sections_are_those_of_the_notebook_in_its_order():
    told = re.findall(
        r'h\.tell\(story, \\"([a-z-]+)\\"\)', (notebooks_folder() / "08-report.ipynb").read_text("utf-8")
    )
    assert tuple(told) == SECTIONS
