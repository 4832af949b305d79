"""Whether people did what they drew, who no longer tells results, and what else the push moved: attention."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.evidence.drawn.whole_trial import TrialFindings
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import count_digits, name_change, say_change, say_span
from ssi_outcomes.exhibits.frame.teller import Table, Teller, label_outcome
from ssi_outcomes.exhibits.team.choice import list_outcomes
from ssi_outcomes.exhibits.team.lot_answer import word_trial
from ssi_outcomes.exhibits.team.lot_facts import is_hidden, lot_facts, may_split
from ssi_outcomes.figures import draw_arms
from ssi_outcomes.reading.names.registry import activities
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.sentences import cite

_TOGETHER = 4  # weeks that share a point of the picture


def show_trial_arms(study: PanelStudy) -> Exhibit:
    """Return score, results and activity of each arm, before and during, and who was lost."""
    trial = study.trial
    shown = trial is not None and not is_hidden(study) and may_split(trial)
    return Exhibit(
        "trial_arms",
        study,
        lot_facts(study),
        partial(_draw, trial) if shown else None,
        partial(_tell_arms, trial) if shown else None,
        partial(word_trial, study),
    )


def show_trial_outcomes(study: PanelStudy) -> Exhibit:
    """Return each counted outcome as drawn: attention beside results."""
    trial = study.trial
    told = trial is not None and bool(trial.measured) and not is_hidden(study)
    return Exhibit(
        "trial_outcomes",
        study,
        lot_facts(study),
        table=partial(_tell_outcomes, trial) if told else None,
        words=lambda teller: {**word_trial(study, teller), **_word_attention(trial, teller), "told": told},
    )


def _draw(trial: TrialFindings, teller: Teller) -> Figure:
    return draw_arms(join_weeks(trial), np.datetime64(trial.protocol.starts), teller.text)


def join_weeks(trial: TrialFindings) -> pd.DataFrame:
    """Return the way of each arm with some weeks together, counted from where the trial begins: week, arm,
    score and results.
    """
    steps = pd.DataFrame([vars(step) for step in trial.path])
    together = pd.Timedelta(7 * _TOGETHER, "D")
    starts = pd.Timestamp(trial.protocol.starts)
    begins = starts + together * ((pd.to_datetime(steps["week"]) - starts) // together)
    joined = steps.assign(week=begins).groupby(["week", "arm"], as_index=False)
    return joined[["score", "results"]].mean()


def _tell_arms(trial: TrialFindings, teller: Teller) -> Table:
    names = sorted({name for arm in trial.arms for name in arm.activity})
    lines = [("score", teller.text("labels.ssi_axis")), *((each, _label(each, teller)) for each in names)]
    cells = [(arm, when) for arm in ("push", "ordinary") for when in ("before", "during")]
    rows = [
        (label, *(_cite(f"lot_{arm}_{name}_{when}", teller) for arm, when in cells)) for name, label in lines
    ]
    headings = ("compared", "push_before", "push_during", "ordinary_before", "ordinary_during")
    return Table(
        teller.say("exhibits.trial_arms_caption"),
        [teller.text(f"labels.columns.{name}") for name in headings],
        rows,
        "ledger",
    )


def _label(activity: str, teller: Teller) -> str:
    return activities()[activity].label[teller.language]


def _cite(name: str, teller: Teller) -> str | Markup:
    known = name in teller.facts
    return cite(teller.facts, name, teller.language, 1) if known else teller.text("labels.none")


def _tell_outcomes(trial: TrialFindings, teller: Teller) -> Table:
    names = [name_change(f"lot_{name}_ratio") for name in trial.measured]
    digits = count_digits(names, teller)
    rows = [
        (
            label_outcome(name, teller),
            teller.text(f"labels.outcome_kinds.{trial.kinds[name]}"),
            say_change(change, teller, digits),
            say_span(change, teller, digits),
            _cite(f"lot_{name}_counted", teller),
        )
        for name, change in zip(trial.measured, names, strict=True)
    ]
    columns = ("outcome", "kind", "change", "interval", "events")
    return Table(
        teller.say("exhibits.trial_outcomes_caption"),
        [teller.text(f"labels.columns.{name}") for name in columns],
        rows,
        "ledger",
    )


def _word_attention(trial: TrialFindings | None, teller: Teller) -> dict[str, object]:
    """Return which vanity outcomes rose on push: their interval lies above no change."""
    if trial is None:
        return {"rose": "", "flat": ""}
    risk = trial.verdict.risk
    vanity = [
        name for name, each in trial.measured.items() if each is not None and trial.kinds[name] == "vanity"
    ]
    rose = [name for name in vanity if trial.measured[name].slope.bounds(risk)[0] > 1]
    flat = [name for name in vanity if name not in rose]
    return {"rose": list_outcomes(rose, teller), "flat": list_outcomes(flat, teller)}
