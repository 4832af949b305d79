"""What is said of the odds on a team's own weeks, of who carries the ratio and of a score that cannot matter."""

from __future__ import annotations

import pytest
from exhibits.snapshots import compare, stored
from exhibits.told_studies import Told, tell_study, without

from ssi_outcomes.base.errors import LANGUAGES
from ssi_outcomes.evidence.carriers import Carrier
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.odds import Odds, OwnOdds
from ssi_outcomes.evidence.scrutiny import Scrutiny
from ssi_outcomes.evidence.verdict import WORDS, Declared
from ssi_outcomes.exhibits.team.odds_here import find_odds_state, show_odds

PEOPLE = ("a1b2", "c3d4", "e5f6")
NO_LINK, OPEN = Slope(0.0, 0.1, 40.0), Told(0.97, 1.18)


def drawn(*shares, spread=5.0, unrefused=0.95, turned=NO_LINK, word="undetermined"):
    """Return what was drawn: the shares of useful, useless and undetermined at each truth."""
    shares = shares or ((0.012, 0.089, 0.899), (0.052, 0.043, 0.905), (0.12, 0.01, 0.87))
    odds = tuple(
        Odds(ratio, 1000, dict(zip(WORDS, each, strict=True)), unrefused)
        for ratio, each in zip((1.0, 1.0475, 1.0973), shares, strict=True)
    )
    carriers = tuple(
        Carrier(name, Slope(at, 0.1, 40.0), word) for name, at in zip(PEOPLE, (-0.1, 0, 0.1), strict=True)
    )
    return Scrutiny("phone_meetings", OwnOdds("phone_meetings", odds), carriers, turned)


def study(kept=None, told=OPEN, spread=5.0):
    found = tell_study(
        {
            "phone_meetings": Told(
                told.low, told.high, declared=told.declared, changes={"spread": spread, **told.changes}
            )
        }
    )
    vars(found).update(scrutiny=kept)
    return found


NEVER = ((0.0, 0.0, 1.0),) * 3
CASES = {
    "drawn": lambda: study(drawn()),
    "still": lambda: study(drawn(*NEVER), spread=0.4),
    "cannot": lambda: study(drawn((0.0, 0.01, 0.99), (0.01, 0.01, 0.98), (0.02, 0.0, 0.98))),
    "refused": lambda: study(drawn(*NEVER, unrefused=0.0)),
    "turned_useful": lambda: study(drawn(turned=Slope(0.3, 0.05, 40.0), word="useful")),
    "missing": lambda: study(),
    "picked_unsaid": lambda: study(told=Told(0.97, 1.18, declared=Declared(True, None, False))),
    "teams": lambda: study(
        Scrutiny("phone_meetings", OwnOdds("phone_meetings", silence="teams")),
        Told(0.97, 1.18, changes={"teams": 6}),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_what_is_said_of_the_odds_stays_what_was_read_and_approved(case, language):
    told = show_odds(CASES[case]()).tell(language)
    compare(f"odds_{case}.{language}", told)


def test_the_same_is_told_of_nothing_in_either_language():
    for found in (without("outcomes"), CASES["missing"]()):
        told = show_odds(found).tell("en")
        assert told["sentence"] and not told["table"] and not told["alt"] and not told["carriers"]
    assert find_odds_state(without("outcomes")) == "nothing"


def test_one_person_alone_is_told_in_the_notebook_only():
    found = without("outcomes", people=1)
    assert find_odds_state(found) == "alone" and show_odds(found).tell("fr")["odds_short"] == ""


@pytest.mark.parametrize("audience", ["shared", "private"])
def test_who_carries_the_ratio_is_a_number_for_others_and_pseudonyms_for_oneself(audience, monkeypatch):
    monkeypatch.setenv("AUDIENCE", audience)
    exhibit = show_odds(CASES["drawn"]())
    for language in LANGUAGES:
        said = " ".join(exhibit.tell(language).values())
        assert [name for name in PEOPLE if name in said] == (list(PEOPLE) if audience == "private" else [])
    assert not any(name in str(fact) for fact in exhibit.facts for name in PEOPLE)


def test_a_share_that_no_draw_or_every_draw_shows_has_its_exact_bound():
    facts = {fact.id: fact for fact in show_odds(CASES["still"]()).facts}
    assert "odds_none_useful_error" not in facts
    assert facts["odds_none_useful_bound"].value == pytest.approx(100 * (1 - 0.05 ** (1 / 1000)))
    assert facts["odds_none_undetermined_bound"].value == pytest.approx(100 * 0.05 ** (1 / 1000))


def test_nothing_is_stored_that_is_not_told():
    kept = {name for name in stored() if name.startswith("odds_")}
    assert kept == {f"odds_{name}.{language}" for name in (*CASES, "terminal") for language in LANGUAGES}
