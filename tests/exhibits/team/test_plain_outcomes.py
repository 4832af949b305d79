"""What a first screen says outcome by outcome, and where one sentence stands for all of them."""

from __future__ import annotations

import re

import pytest
from exhibits.heard import said
from exhibits.snapshots import plain
from exhibits.test_verdict_sentences import say_all
from exhibits.told_studies import Told, tell_study
from exhibits.verdict_cases import THERMOMETER

from ssi_outcomes.evidence.falsify import LeadTest
from ssi_outcomes.exhibits.team import answer
from ssi_outcomes.exhibits.team.answer import show_answer
from ssi_outcomes.exhibits.team.plain_outcomes import find_line

NAMES = ("phone_meetings", "contracts", "orders")


@pytest.fixture(autouse=True)
def no_register(monkeypatch):
    monkeypatch.setattr(answer, "record_look", lambda folder, look: None)


def screen(name: str, language: str = "en") -> str:
    return say_all(name, language)["plain"]


@pytest.mark.parametrize("name", ["several_none_after_holm", "several_one_not_after_holm"])
def test_what_may_be_luck_excludes_no_lower_gain_and_is_told_as_taken_alone(name):
    for language, words in {
        "en": ("no gain", "one may rise by luck: conclude nothing from", "this is of each taken alone"),
        "fr": ("absence de gain", "l’un peut monter par chance : pour les", "chacun est pris à part ici"),
    }.items():
        page = screen(name, language).replace("\u00a0", " ")
        excluded, possible = re.findall("<dd>(.*?)</dd>", page, re.DOTALL)[:2]
        assert words[0] not in excluded and "30" in excluded
        assert words[1] in possible and words[2] in possible


def test_several_outcomes_have_a_line_each_with_the_word_first():
    lines = re.findall("<li>(.*?)</li>", screen("several_partly"), re.DOTALL)
    assert len(lines) == 2 and all(line.startswith('<span class="badge"') for line in lines)
    assert [plain(line) for line in lines] == [
        "undetermined Phone meetings: these weeks cannot tell",
        "practically useless Contracts: no noticeable gain at a higher score",
    ]
    assert "Phone meetings: −3% to +18%" in plain(screen("several_partly"))
    assert not re.findall("<li>", screen("open"))


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (Told(1.08, 1.21, adjusted=(1.06, 1.2)), "beyond"),
        (Told(1.08, 1.21, adjusted=(0.98, 1.09)), "thermometer"),
        (Told(1.08, 1.21), "unknown"),
        (Told(0.96, 1.03), "useless"),
        (Told(0.82, 0.93), "inverse"),
        (Told(0.97, 1.18), "interval"),
        (Told(1.08, 1.21, changes={"events": 12}), "gate"),
    ],
)
def test_each_finding_has_its_line(found, line):
    study = tell_study({"phone_meetings": found})
    assert find_line(study.findings.outcomes["phone_meetings"]) == line


def test_what_is_alike_is_said_once_and_each_outcome_has_its_range():
    many = {"phone_meetings": Told(0.8, 1.2), "contracts": Told(0.7, 1.3), "orders": Told(1.1, 1.3)}
    exhibit = show_answer(tell_study(many))
    lines = [plain(line) for line in re.findall("<li>(.*?)</li>", exhibit.tell("en")["plain"], re.DOTALL)]
    assert sorted(lines)[0] == "undetermined Phone meetings and contracts: these weeks cannot tell"
    assert len(lines) == 2 and sorted(lines)[1].startswith("useful as a sign Orders:")
    page = said(exhibit, part="plain")
    for told in ("Phone meetings: −20% to +20%.", "Contracts: −30% to +30%.", "Orders: +10% to +30%."):
        assert told in page
    assert "for each of these results" not in page, "they do not all include the same"


def test_what_the_ranges_of_many_outcomes_have_in_common_is_said_once():
    wide = {name: Told(0.8, 1.2) for name in ("phone_meetings", "contracts", "orders")}
    page = said(show_answer(tell_study(wide)), part="plain")
    assert (
        "Possible A loss, no gain at all, or the +10% that LinkedIn claims, for each of these results" in page
    )
    assert page.count("that LinkedIn claims") == 1 and "−20%" not in page
    assert (
        "Only gains above the range that the figure has of each result: for phone meetings, those above +20%"
        in page
    )


@pytest.mark.parametrize(
    ("found", "told"),
    [
        # LinkedIn's claim is excluded of each, which one sentence on all would leave unsaid.
        ([Told(0.96, 1.02)] * 3, "Orders: above +2% (so LinkedIn’s +10% is excluded, too)."),
        # What is compared with the same work is not what the others are.
        ([THERMOMETER] * 3, "Orders, with the same work: "),
        # One without an answer has no range in the figure.
        ([Told(0.8, 1.2), Told(0.8, 1.2), Told(1.3, 1.6, lead=LeadTest(None, 0.001, 500))], "−20% to +20%"),
    ],
)
def test_one_sentence_stands_for_many_only_where_it_leaves_nothing_unsaid(found, told):
    page = said(show_answer(tell_study(dict(zip(NAMES, found, strict=True)))), part="plain")
    assert told in page and "for each of these results" not in page and "and so on" not in page
