"""How often the rule would say each word on these very weeks, who carries the ratio, and what a score that
cannot matter says: beside the verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.base.privacy import may_show_people
from ssi_outcomes.evidence.any_time import bounds
from ssi_outcomes.evidence.odds import Odds
from ssi_outcomes.evidence.rates import UNSEEN
from ssi_outcomes.evidence.scrutiny import LARGE, NO_OUTCOME, TEAMS, Scrutiny, find_obstacle, find_silence
from ssi_outcomes.evidence.verdict import UNDETERMINED, USEFUL, USELESS, WORDS, judge_interval
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import with_change
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.exhibits.team.choice import list_outcomes
from ssi_outcomes.exhibits.team.drawn_shares import say_share, share_facts
from ssi_outcomes.exhibits.team.findings import finding_facts, ratio_fact
from ssi_outcomes.figures import draw_word_shares
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact

# What is supposed to be true, in the order of the draws.
TRUTHS = ("none", "threshold", "claim")
_STATES = {NO_OUTCOME: "nothing", TEAMS: "teams", LARGE: "large", "": "drawn"}


def show_odds(study: PanelStudy) -> Exhibit:
    """Return how often the rule says each word on data like these, by what is true, or why that is not said;
    with who carries the ratio (by pseudonym for oneself alone) and the ratio of scores turned round.
    """
    state, drawn = find_odds_state(study), study.scrutiny
    odds = drawn.odds.odds if drawn and state == "drawn" else ()
    return Exhibit(
        "odds",
        study,
        (*finding_facts(study), *odds_facts(study, odds, drawn)),
        partial(_draw_odds, odds) if odds else None,
        partial(_lay_odds, odds) if odds else None,
        partial(_word_odds, study, state, drawn),
        more=("odds_short", "carriers", "placebo"),
    )


def find_odds_state(study: PanelStudy) -> str:
    """Return what is told of the odds: drawn, or why they are not (alone, nothing, silent, teams, large, or
    missing: they could not be drawn).
    """
    if study.reader == "alone":
        return "alone"
    state = _STATES.get(find_silence(study.findings), "silent")
    return "missing" if state == "drawn" and study.scrutiny is None else state


def odds_facts(study: PanelStudy, odds: Sequence[Odds], drawn: Scrutiny | None) -> Iterator[Fact]:
    """Yield each share in per cent with its Monte-Carlo error in points (of none or all draws, a bound), the
    ratios without one of those who carry it, and that of the turned scores.
    """
    yield Fact("odds_seen_level", 100 * (1 - UNSEEN), "percent", "find_odds")
    yield Fact("odds_risk_both", 200 * study.plan.level_per_look, "percent", "analysis-plan.toml")
    for name, each in zip(TRUTHS, odds, strict=False):
        for word in WORDS:
            share = each.words[word]
            told = share, each.error(share), each.unseen, each.draws
            yield from share_facts(f"odds_{name}_{word}", *told, "find_odds")
    if odds:
        yield Fact("odds_truths", len(odds), "truths", "find_odds")
        yield Fact("odds_draws", odds[0].draws, "draws", "find_odds")
        yield Fact(
            "odds_spread", study.findings.outcomes[drawn.outcome].within.spread, "points", "Sample.spread"
        )
    ratios = [each.slope.ratio for each in drawn.carriers if each.slope] if drawn else []
    if ratios:
        yield Fact("odds_carriers", len(ratios), "persons", "find_carriers")
        without = Fact("odds_without", None, "rate ratio", "find_carriers", min(ratios), max(ratios))
        yield from with_change(without)
    if drawn and drawn.turned:
        events = study.findings.outcomes[drawn.outcome].within.events
        turned = ratio_fact("odds_turned", drawn.turned, study.plan, events, "turn_round")
        yield from with_change(turned)


def lay_shares(odds: Sequence[Odds], teller: Teller) -> pd.DataFrame:
    """Return the shares to draw, in per cent: one row for each truth."""
    return pd.DataFrame(
        [
            {"label": teller.text(f"labels.odds.{name}"), **{word: 100 * each.words[word] for word in WORDS}}
            for name, each in zip(TRUTHS, odds, strict=True)
        ]
    )


def _draw_odds(odds: Sequence[Odds], teller: Teller) -> Figure:
    return draw_word_shares(lay_shares(odds, teller), teller.text)


def _lay_odds(odds: Sequence[Odds], teller: Teller) -> Table:
    columns = {"said_useful": USEFUL, "said_undetermined": UNDETERMINED, "said_useless": USELESS}
    rows = [
        (
            teller.say(f"labels.odds.{name}"),
            *(say_share(f"odds_{name}_{word}", teller) for word in columns.values()),
        )
        for name, _ in zip(TRUTHS, odds, strict=True)
    ]
    headings = [teller.text(f"labels.columns.{name}") for name in ("supposed", *columns)]
    return Table(teller.say("exhibits.odds_caption"), headings, rows, "ledger")


def _word_odds(study: PanelStudy, state: str, drawn: Scrutiny | None, teller: Teller) -> dict[str, object]:
    known = [each for each in drawn.carriers if each.slope] if drawn else []
    turned = drawn.turned if drawn else None
    turned_word = judge_interval(turned, study.plan.threshold, study.plan) if turned else ""
    obstacle, reason = "", find_silence(study.findings)
    if state == "drawn":
        told = study.findings.outcomes[drawn.outcome]
        obstacle, reason = find_obstacle(drawn.odds, told.within.spread), told.verdict.reason
    named = state == "silent" or (obstacle == "refused" and reason != "interval")
    return {
        "state": state,
        "dataset": study.dataset.name,
        "outcome": list_outcomes([drawn.outcome] if drawn else [], teller),
        "why": teller.say(f"verdict.short.{reason}") if named else "",
        "obstacle": obstacle,
        "carried": bool(known),
        # For oneself by pseudonym, for others as a number.
        "who": [Markup("<code>{}</code>").format(each.person) for each in known] if may_show_people() else [],
        "carried_words": _list_words(sorted({each.word for each in known}, key=WORDS.index), teller),
        "turned": bool(turned),
        "turned_word": turned_word,
        # To say “practically useless” of a score that does nothing is right, unless it excludes just that.
        "strange": turned_word == USEFUL or bool(turned and bounds(turned, study.plan)[1] < 1),
    }


def _list_words(words: Sequence[str], teller: Teller) -> Markup:
    quoted = [teller.say("exhibits.odds_word", word=teller.text(f"verdict.words.{word}")) for word in words]
    return teller.say("verdict.listed", parts=quoted)
