"""What watching says stands once in a report on a trial: under what the lot says, with a link from where it would stand else."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import say

WATCHED = "answer/sentence"
FACTS = {name: Fact(name, 7, "", "") for name in ("n_people", "n_weeks", "n_real_events", "plan_step")}


def told(section: str, reader: str, language: str, trial: bool) -> str:
    """Return a section in which each sentence, table and picture says its name alone."""
    data = SimpleNamespace(title={language: "A team"}, about={"synthetic": True})
    return say(
        section,
        language,
        FACTS,
        story=SimpleNamespace(dataset=data, has_trial=trial, reader=reader),
        sentence=lambda name, part="sentence": Markup(f"{name}/{part}"),  # noqa: S704
        exhibit=lambda name: Markup(f"{name}/exhibit"),  # noqa: S704
        picture=lambda name: Markup(f"{name}/picture"),  # noqa: S704
        table=lambda name: Markup(f"{name}/table"),  # noqa: S704
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", ["team", "alone"])
@pytest.mark.parametrize("trial", [True, False])
def test_the_watched_weeks_are_told_once(reader, language, trial):
    answer, compare = (
        told(f"{reader}/{name}.html", reader, language, trial) for name in ("answer", "compare")
    )
    if trial:
        assert answer.partition('id="watched"')[2].count(WATCHED) == 1 and WATCHED not in compare
        assert 'href="#watched"' in compare
    else:
        assert compare.count(WATCHED) == 1 and WATCHED not in answer and "#watched" not in answer + compare
    if reader == "team":
        assert (answer if trial else compare).count("verdict/table") == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", ["team", "alone"])
def test_no_heading_ends_in_a_colon(reader, language):
    sections = (told(f"{reader}/{name}.html", reader, language, True) for name in ("answer", "compare"))
    headings = re.findall(r"<h[1-4][^>]*>(.*?)</h[1-4]>", "".join(sections), re.DOTALL)
    assert len(headings) > 5 and not [text for text in headings if text.rstrip().endswith(":")]
