"""`ssi odds acme`: how often the rule would be right on one's own data, and who carries the ratio."""

from __future__ import annotations

from ssi_outcomes.base.errors import UsageError, current_language, message
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.paths import reports_folder, shown
from ssi_outcomes.base.privacy import may_show_people
from ssi_outcomes.evidence.odds import SELDOM, TEAMS, Odds, OwnOdds
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.evidence.sample import STEP
from ssi_outcomes.evidence.scrutiny import Scrutiny, find_obstacle, find_told
from ssi_outcomes.evidence.verdict import UNDETERMINED, USEFUL, USELESS, judge_interval
from ssi_outcomes.exhibits.frame.teller import Teller, label_outcome
from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.exhibits.team.odds_here import TRUTHS, lay_shares
from ssi_outcomes.figures import draw_word_shares
from ssi_outcomes.figures.canvas import as_svg, style
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.study import PanelStudy, open_study
from ssi_outcomes.words.sentences import say_plain


def tell_odds(dataset: str) -> str:
    """Return, in the user's language, the odds on each real outcome of a dataset of weeks; those on the one
    that the answer tells of are drawn, too, into reports/<dataset>.odds.svg.

    Raises UsageError for described persons, or what reading it raises.
    """
    study = open_study(dataset, current_language())
    if not isinstance(study, PanelStudy):
        raise UsageError("odds_of_cases", dataset=dataset)
    real = study.findings.of_kind("real")
    if not real:
        return message("odds_nothing")
    main = find_told(study.findings).outcome
    found = {finding.outcome: _scrutinise(study, finding.outcome) for finding in real}
    told = [_tell_outcome(study, finding, found[finding.outcome]) for finding in real]
    drawn = [_draw(study, found[main].odds)] if found[main].odds.odds else []
    return "\n\n".join([*told, message("odds_how"), *drawn])


def _scrutinise(study: PanelStudy, outcome: str) -> Scrutiny:
    """Return what is drawn and left out of one outcome; of the one that the answer tells of, as a report has
    it.
    """
    kept = study.scrutiny
    return kept if kept and kept.outcome == outcome else study.scrutinise(outcome)


def _draw(study: PanelStudy, found: OwnOdds) -> str:
    """Write the figure, and return the line that says where."""
    told = Teller(current_language(), {fact.id: fact for fact in plan_facts(study)})
    path = reports_folder() / f"{study.dataset.name}.odds.svg"
    with style():
        write_whole(path, as_svg(draw_word_shares(lay_shares(found.odds, told), told.text)))
    return message("odds_drawn", outcome=label_outcome(found.outcome, told), file=shown(path))


def _tell_outcome(study: PanelStudy, finding: Finding, drawn: Scrutiny) -> str:
    label, found = outcomes()[finding.outcome].label[current_language()], drawn.odds
    if not found.odds:
        return message("odds_teams" if found.silence == TEAMS else "odds_silent", outcome=label)
    lines = [message("odds_head", outcome=label, draws=found.odds[0].draws)]
    lines += [_tell_truth(name, odds) for name, odds in zip(TRUTHS, found.odds, strict=True)]
    if why := find_obstacle(found, finding.within.spread):
        lines += [message(f"odds_{why}", spread=finding.within.spread, silent=round(100 * (1 - SELDOM)))]
    return "\n".join([*lines, *_tell_carriers(drawn), _tell_placebo(study, drawn)])


def _tell_truth(name: str, odds: Odds) -> str:
    shares = {word: round(100 * odds.words[word], 1) for word in (USEFUL, USELESS, UNDETERMINED)}
    return message(f"odds_{name}", step=STEP, gain=round(100 * (odds.ratio - 1), 1), **shares)


def _tell_carriers(drawn: Scrutiny) -> list[str]:
    known = [each for each in drawn.carriers if each.slope]
    if not known:
        return []
    ratios = [each.slope.ratio for each in known]
    words = " / ".join(sorted({_word(each.word) for each in known}))
    # For oneself by pseudonym, for others as a number.
    who = ", ".join(each.person for each in known) if may_show_people() else ""
    numbers = {"count": len(known), "low": min(ratios), "high": max(ratios)}
    return [message("odds_carriers", who=who, words=words, **numbers)]


def _tell_placebo(study: PanelStudy, drawn: Scrutiny) -> str:
    if drawn.turned is None:
        return message("odds_placebo_silent")
    word = _word(judge_interval(drawn.turned, study.plan.threshold, study.plan))
    risk = round(200 * study.plan.level_per_look)
    return message("odds_placebo", ratio=drawn.turned.ratio, word=word, risk=risk)


def _word(word: str) -> str:
    return say_plain(f"verdict.words.{word}", current_language(), {})
