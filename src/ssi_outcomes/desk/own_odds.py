"""`ssi odds acme`: how often the rule would be right on one's own data, and who carries the ratio."""

from __future__ import annotations

from ssi_outcomes.base.errors import UsageError, current_language, message
from ssi_outcomes.base.privacy import may_show_people
from ssi_outcomes.evidence.carriers import find_carriers, turn_round
from ssi_outcomes.evidence.judge import Finding
from ssi_outcomes.evidence.odds import TEAMS, Odds, find_hindrance
from ssi_outcomes.evidence.verdict import UNDETERMINED, USEFUL, USELESS, judge_interval
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.study import PanelStudy, open_study
from ssi_outcomes.words.sentences import say_plain

TRUTHS = ("none", "threshold", "claim")


def tell_odds(dataset: str) -> str:
    """Return, in the user's language, the odds on each real outcome of a dataset of weeks.

    Raises UsageError for described persons, or what reading it raises.
    """
    study = open_study(dataset, current_language())
    if not isinstance(study, PanelStudy):
        raise UsageError("odds_of_cases", dataset=dataset)
    real = study.findings.of_kind("real")
    told = [_tell_outcome(study, finding) for finding in real]
    return "\n\n".join([*(told or [message("odds_nothing")]), message("odds_how")])


def _tell_outcome(study: PanelStudy, finding: Finding) -> str:
    label = outcomes()[finding.outcome].label[current_language()]
    found = study.find_odds(finding.outcome)
    if not found.odds:
        return message("odds_teams" if found.silence == TEAMS else "odds_silent", outcome=label)
    lines = [message("odds_head", outcome=label, draws=found.odds[0].draws)]
    lines += [_tell_truth(name, odds) for name, odds in zip(TRUTHS, found.odds, strict=True)]
    if why := find_hindrance(found, finding.within.spread):
        lines += [message(f"odds_{why}", spread=finding.within.spread)]
    return "\n".join([*lines, *_tell_carriers(study, finding.outcome), _tell_placebo(study, finding.outcome)])


def _tell_truth(name: str, odds: Odds) -> str:
    shares = {word: round(100 * odds.words[word], 1) for word in (USEFUL, USELESS, UNDETERMINED)}
    return message(f"odds_{name}", gain=round(100 * (odds.ratio - 1), 1), **shares)


def _tell_carriers(study: PanelStudy, outcome: str) -> list[str]:
    carriers = find_carriers(study.findings.frame, outcome, study.plan)
    known = [each for each in carriers if each.slope]
    if not known:
        return []
    ratios = [each.slope.ratio for each in known]
    words = " / ".join(sorted({_word(each.word) for each in known}))
    # For oneself by pseudonym, for others as a number.
    who = ", ".join(each.person for each in known) if may_show_people() else ""
    shown = {"who": who, "count": len(known), "low": min(ratios), "high": max(ratios), "words": words}
    return [message("odds_carriers", **shown)]


def _tell_placebo(study: PanelStudy, outcome: str) -> str:
    turned = turn_round(study.findings.frame, outcome)
    if turned.slope is None:
        return message("odds_placebo_silent")
    word = _word(judge_interval(turned.slope, study.plan.threshold, study.plan))
    return message("odds_placebo", ratio=turned.slope.ratio, word=word)


def _word(word: str) -> str:
    return say_plain(f"verdict.words.{word}", current_language(), {})
