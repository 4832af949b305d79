"""The answer of many teams: the word, what is ruled out, what is not known; the studies in one picture; the
word at the plan's other ratios.
"""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.figure import Figure

from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.looks import record_look
from ssi_outcomes.evidence.pool_judge import FEW_STUDIES, PoolFinding
from ssi_outcomes.evidence.verdict import USELESS
from ssi_outcomes.exhibits.frame.badges import shown_word, verdict_badge
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import change_fact, count_digits, name_change, say_span
from ssi_outcomes.exhibits.frame.teller import Table, Teller, label_outcome
from ssi_outcomes.exhibits.together.handed_over import headings, say_pooled
from ssi_outcomes.exhibits.together.joint_first_screen import joint_plain_facts, joint_plain_words
from ssi_outcomes.exhibits.together.pool_facts import (
    label_question,
    pool_facts,
    say_pool_word,
    shorten_numbers,
)
from ssi_outcomes.figures import draw_ratios
from ssi_outcomes.study import PoolStudy
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import cite

POOL_STATES = (
    *("nothing", "no_study", "one_study", "few_studies", "undetermined", "useful", "useless", "inverse"),
    *("drawn_undetermined", "drawn_useful", "drawn_useless", "drawn_inverse"),
)
MOST_DRAWN_STUDIES = 40  # lines of a picture that anybody looks through
WIDE = 0.025  # risk on each side of the wider interval that is drawn


def show_answer(study: PoolStudy) -> Exhibit:
    """Return the answer in words; on real data this is a look, and the register keeps it."""
    if not study.dataset.about.get("synthetic"):
        record_look(raw_folder(study.dataset.name), study.look)
    return Exhibit(
        "answer",
        study,
        (*pool_facts(study), *joint_plain_facts(study)),
        words=partial(_word_first, study),
        more=("plain", "unknown", "next_step", "looks"),
        voice="pool",
    )


def find_state(finding: PoolFinding | None) -> str:
    """Return which answer a question has: one of `POOL_STATES`."""
    if finding is None:
        return "nothing"
    verdict = finding.verdict
    if verdict.reason != "interval":
        return verdict.reason
    word = shown_word(verdict)
    if word == USELESS and "inverse" in verdict.notes:
        word = "inverse"
    return f"drawn_{word}" if finding.design == "drawn" else word


def _word_first(study: PoolStudy, teller: Teller) -> dict[str, object]:
    words = _word_answer(study, teller)
    return {**words, "screen": joint_plain_words(study, words, teller)}


def _word_answer(study: PoolStudy, teller: Teller) -> dict[str, object]:
    finding = study.findings.told
    notes = finding.verdict.notes if finding else ()
    return {
        "state": find_state(finding),
        "told": finding.name if finding else "",
        "told_label": label_question(finding, teller) if finding else "",
        "asked": teller.text(f"pool.questions.{finding.question}") if finding else "",
        "notes": [note for note in notes if note not in ("inverse", "exploratory")],
        "exploratory": "exploratory" in notes,
        "pooled": bool(finding and finding.pooled),
        "at_least": bool(finding and finding.pooled and finding.pooled.studies < FEW_STUDIES),
        "differ": bool(finding and finding.pooled and finding.pooled.tau2 > 0),
        "drawn": bool(finding and finding.design == "drawn"),
        "between": bool(finding and finding.question == "between"),
        "others": len(study.findings.questions) > 1,
        "missing": bool((~study.registered["heard_of"]).any()),
        "plan_changed": study.looks.plan_changed,
        "any_time": study.plan.any_time,
        "invented": bool(study.dataset.about.get("synthetic")),
    }


def show_forest(study: PoolStudy) -> Exhibit:
    """Return the studies of the question that is told of in one picture, and all questions in a table."""
    finding = study.findings.told
    shown = finding is not None and finding.pooled is not None
    return Exhibit(
        "forest",
        study,
        pool_facts(study),
        partial(_draw_forest, study, finding) if shown else None,
        partial(_tabulate_questions, study) if study.findings.questions else None,
        partial(_word_forest, finding if shown else None),
        voice="pool",
    )


def _word_forest(finding: PoolFinding | None, teller: Teller) -> dict[str, object]:
    return {
        "shown": finding is not None,
        "told": finding.name if finding else "",
        "told_label": label_question(finding, teller) if finding else "",
        "change": name_change(f"{finding.name}_ratio") if finding else "",
        "cut": finding is not None and len(finding.studies) > MOST_DRAWN_STUDIES,
        "drawn": finding is not None and finding.design == "drawn",
    }


def _draw_forest(study: PoolStudy, finding: PoolFinding, teller: Teller) -> Figure:
    risk, short = study.plan.level_per_look, shorten_numbers([*study.estimates["study"]])
    heaviest = finding.studies.sort_values("se", kind="stable")[:MOST_DRAWN_STUDIES]
    rows = []
    for row in heaviest.sort_values("b", kind="stable").itertuples():
        slope = Slope(row.b, row.se, row.freedom)
        rows.append((short[row.study], "study", slope.ratio, *slope.bounds(risk), *slope.bounds(WIDE)))
    pooled = finding.pooled
    label = teller.text("pool.together")
    verdict = finding.verdict
    rows.append((label, "pooled", pooled.ratio, verdict.low, verdict.high, *pooled.widest(WIDE).bounds(WIDE)))
    rows.append(
        (teller.text("pool.next_team"), "next_study", pooled.ratio, *pooled.next_study, *pooled.next_study)
    )
    columns = ["label", "kind", "ratio", "low", "high", "widest_low", "widest_high"]
    return draw_ratios(
        pd.DataFrame(rows, columns=columns), study.plan.claim_per_10, study.plan.threshold, teller.text
    )


def _tabulate_questions(study: PoolStudy, teller: Teller) -> Table:
    rows = []
    for finding in study.findings.questions:
        name, pooled = finding.name, finding.pooled
        told = [teller.text("labels.none")] * 4
        if pooled is not None:
            told = [
                say_pooled(f"{name}_ratio", teller),
                _say_next(f"{name}_next", teller),
                cite(teller.facts, f"{name}_apart", teller.language, 1),
                cite(teller.facts, f"{name}_not_chance", teller.language, 0),
            ]
        rows.append(
            (
                label_question(finding, teller),
                teller.text(f"pool.questions.{finding.question}"),
                cite(teller.facts, f"{name}_studies", teller.language),
                *told,
                say_pool_word(finding, teller),
            )
        )
    columns = ("outcome", "comparison", "studies", "change", "next_team", "apart", "share_apart", "verdict")
    return Table(teller.say("pool.forest_caption"), headings(columns, teller), rows, "ledger")


def _say_next(name: str, teller: Teller):
    name = name_change(name)
    if teller.facts[name].low is None or teller.facts[name].high is None:
        return teller.text("labels.none")
    return say_span(name, teller, count_digits([name], teller))


def show_sensitivity(study: PoolStudy) -> Exhibit:
    """Return the word at each of the plan's ratios, for each question."""
    plan, questions = study.plan, [each for each in study.findings.questions if each.pooled is not None]
    gains = [
        change_fact(Fact(f"at_{place}", ratio, "rate ratio", "analysis-plan.toml"))
        for place, ratio in enumerate(plan.sensitivity)
    ]
    words = {"any": bool(questions)}
    return Exhibit(
        "sensitivity",
        study,
        (*pool_facts(study), *gains),
        table=partial(_tabulate_words, questions, len(gains)) if questions else None,
        words=lambda teller: words,
        voice="pool",
    )


def _tabulate_words(questions: list[PoolFinding], count: int, teller: Teller) -> Table:
    rows = [
        (
            label_outcome(finding.outcome, teller),
            teller.text(f"pool.questions.{finding.question}"),
            *(verdict_badge(teller, word) for _, word in finding.verdict.sensitivity),
        )
        for finding in questions
    ]
    at = [teller.say("pool.at_ratio", id=name_change(f"at_{place}")) for place in range(count)]
    return Table(
        teller.say("pool.sensitivity_caption"),
        [*headings(("outcome", "comparison"), teller), *at],
        rows,
        "ledger",
    )
