"""What the lot says: the word on a trial and what it rests on, beside what watching the same people says."""

from __future__ import annotations

from functools import partial

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.evidence.any_time import bounds
from ssi_outcomes.evidence.drawn.contrast import find_per_ten
from ssi_outcomes.evidence.drawn.whole_trial import TrialFindings
from ssi_outcomes.evidence.drawn.word_by_lot import FEWER, LOT_GATES, MORE, PASSING
from ssi_outcomes.evidence.verdict import UNDETERMINED, USEFUL, USELESS
from ssi_outcomes.exhibits.frame.badges import status_badge
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.possible_gains import word_change
from ssi_outcomes.exhibits.frame.teller import Table, Teller, label_outcome
from ssi_outcomes.exhibits.team.findings import WIDE
from ssi_outcomes.exhibits.team.lot_facts import NO_TRIAL, is_hidden, lot_facts, may_split
from ssi_outcomes.exhibits.team.lot_plainly import lot_plain_facts, lot_plain_words
from ssi_outcomes.figures import draw_changes
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.trial.toml_keys import PUSHES
from ssi_outcomes.words.sentences import cite

# The words of a trial have the looks of the statuses that they amount to.
_LOOKS = {USEFUL: "supported", MORE: "supported", **dict.fromkeys((USELESS, PASSING, FEWER), "refuted")}
# What may be said of a trial first: a word, or why there is none.
UNTOLD_STATES = ("none", "hidden")
LOT_STATES = (
    *"none hidden gate useful useless passing more fewer interval alone silent".split(),
    *("lot_unread", "lot_not_moved"),
)


def show_trial(study: PanelStudy) -> Exhibit:
    """Return what the lot says of the push, and what it leaves open."""
    told = study.trial is not None and not is_hidden(study)
    facts = (*lot_facts(study), *(lot_plain_facts(study, study.trial) if told else ()))
    more = ("plain", "trial_draw", "trial_doubt")
    return Exhibit("trial", study, facts, words=partial(_word_first, study), more=more)


def _word_first(study: PanelStudy, teller: Teller) -> dict[str, object]:
    words = word_trial(study, teller)
    if words["state"] in UNTOLD_STATES:
        return words
    return {**words, "screen": lot_plain_words(study.trial, study.plan, words, teller)}


def show_trial_beside(study: PanelStudy) -> Exhibit:
    """Return what the lot says per ten points beside what watching the weeks without a push says."""
    trial = study.trial
    drawn = trial is not None and trial.deciding is not None and not is_hidden(study)
    lines = _lay_lines(study, trial) if drawn else None
    picture = partial(_draw_beside, study, lines) if lines is not None and len(lines) else None
    return Exhibit(
        "trial_beside",
        study,
        lot_facts(study),
        picture,
        partial(_tell_ratios, study) if drawn and trial.verdict.sensitivity else None,
        partial(word_trial, study),
        narrow=partial(_draw_beside, study, lines, narrow=True) if picture else None,
    )


def word_trial(study: PanelStudy, teller: Teller) -> dict[str, object]:
    """Return the words of each sentence about a trial."""
    trial = study.trial
    state = "hidden" if is_hidden(study) else find_state(trial)
    if trial is None or state == "hidden":
        return {"state": state, "told": False}
    known = set(teller.facts)
    return {
        "state": state,
        "shown": may_split(trial),
        "alone": study.n_people == 1,
        "reason": trial.verdict.reason,
        "notes": [note for note in trial.verdict.notes if note != "exploratory"],
        "exploratory": "exploratory" in trial.verdict.notes,
        "faults": [f"lot.faults.{fault}" for fault in trial.faults],
        "looked": not study.looks.planned(trial.protocol.planned_looks),
        "outcome": label_outcome(trial.protocol.outcome, teller),
        "push": _say_push(trial, teller),
        "design": trial.protocol.design,
        "orders": trial.orders is not None,
        "exact": trial.orders is not None and trial.orders.exact,
        "lifted": "lot_lift" in known,
        "ten": "lot_ten" in known,
        "own_ten": "lot_own_ten" in known,
        "all_ten": "lot_all_ten" in known,
        "decides_by_baseline": trial.decides_by_baseline,
        "hours": "lot_per_hour" in known,
        "lot_word": trial.verdict.word,
        "watched": "lot_watched" in known,
        "watched_word": trial.watched.verdict.word,
        "differ": trial.verdict.decided
        and UNDETERMINED not in (trial.verdict.word, trial.watched.verdict.word)
        and trial.verdict.word != trial.watched.verdict.word,
        "unmet": trial.unmet,
        "strangers": trial.strangers,
    }


def find_state(trial: TrialFindings | None) -> str:
    """Return what is said first of a trial: its word, or why it has none (one of `LOT_STATES`)."""
    if trial is None:
        return NO_TRIAL
    word, reason = trial.verdict.word, trial.verdict.reason
    if word != UNDETERMINED:
        return word
    if reason in LOT_GATES:
        return "gate"
    if reason == "lot_interval":
        return "alone" if trial.alone else "interval"
    return reason if reason in LOT_STATES else "silent"


def _say_push(trial: TrialFindings, teller: Teller) -> str:
    push = trial.protocol.push
    return teller.text(f"lot.pushes.{push}") if push in PUSHES else push


def _lay_lines(study: PanelStudy, trial: TrialFindings) -> pd.DataFrame:
    """Return a line of the picture for what was drawn and one for what was watched, where there are any."""
    risk, rows = trial.verdict.risk, []
    narrow, wide = find_per_ten(trial.deciding, risk), find_per_ten(trial.deciding, min(WIDE, risk))
    if narrow and wide:
        rows.append(("drawn", *narrow, *wide[1:]))
    slope = trial.watched.comparison.slope
    if slope is not None:
        rows.append(("watched", slope.ratio, *bounds(slope, study.plan), *slope.bounds(WIDE)))
    return pd.DataFrame(rows, columns=["kind", "ratio", "low", "high", "widest_low", "widest_high"])


def _draw_beside(study: PanelStudy, lines: pd.DataFrame, teller: Teller, *, narrow: bool = False) -> Figure:
    trial, plan = study.trial, study.plan
    words = {
        "drawn": ("lot_ten_change", f"lot.words.{trial.verdict.word}"),
        "watched": ("lot_watched_change", f"verdict.words.{trial.watched.verdict.word}"),
    }
    told = [
        {
            "label": label_outcome(trial.protocol.outcome, teller),
            "counted": "",
            **word_change(name, plan, teller),
            "word": teller.text(word),
        }
        for name, word in map(words.get, lines["kind"])
    ]
    rows = pd.concat([lines, pd.DataFrame(told)], axis="columns")
    return draw_changes(rows, plan.claim_per_10, plan.threshold, teller.text, narrow=narrow)


def _tell_ratios(study: PanelStudy, teller: Teller) -> Table:
    """Return the word at each of the plan's ratios."""
    rows = [
        (cite(teller.facts, f"lot_at_{place}_change", teller.language, 1), say_lot_word(word, teller))
        for place, (_, word) in enumerate(study.trial.verdict.sensitivity)
    ]
    headings = [teller.text(f"labels.columns.{name}") for name in ("gain_asked", "verdict")]
    return Table(teller.say("exhibits.trial_beside_caption"), headings, rows, "ledger")


def say_lot_word(word: str, teller: Teller) -> Markup:
    """Return the word of a trial, for the style sheet to dress."""
    return status_badge(teller, _LOOKS.get(word, "not testable"), teller.say(f"lot.words.{word}"))
