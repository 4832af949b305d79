"""What to track instead: which number, known on Monday, announces the week's real outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.evidence.race import SCORE, Candidate, Entry, Race, race
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.exhibits.team.answer import count_decimals
from ssi_outcomes.exhibits.team.choice import list_outcomes
from ssi_outcomes.exhibits.team.followed import follow, right_facts, say_followed
from ssi_outcomes.exhibits.team.person_weeks import counted_outcomes
from ssi_outcomes.figures import draw_race
from ssi_outcomes.panel.column_names import outcome_column
from ssi_outcomes.reading.names.registry import activities, outcomes
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import cite

BEST_SHOWN = 3  # of each outcome, in the table, beside the score
NEGLIGIBLE = 0.1  # per cent less error, or more


@dataclass(frozen=True)
class Races:
    """The race for each real outcome that was counted, the one to draw (most events of
    those that could be run), and the level.
    """

    every: tuple[Race, ...]
    drawn: Race | None
    level: float


def show_race(study: PanelStudy) -> Exhibit:
    """Return which number announces next week's real outcomes better than the person's own mean."""
    races = run_races(study)
    followed = follow(study, races.drawn, races.level)
    table = (lambda teller: _race_table(races, teller)) if races.drawn else None
    return Exhibit(
        "race",
        study,
        (*race_facts(races), *right_facts(followed)),
        partial(_draw_race, races.drawn) if races.drawn else None,
        table,
        lambda teller: _find_words(races, teller) | say_followed(followed, partial(_label, teller=teller)),
    )


def run_races(study: PanelStudy) -> Races:
    """Run the race for each real outcome of a panel, at the plan's level."""
    frame, level = study.panel.frame, 1 - 2 * study.plan.level_per_look
    real = [name for name in counted_outcomes(study) if outcomes()[name].kind == "real"]
    every = tuple(race(frame, name, level=level) for name in real)
    drawn = max(
        (each for each in every if each.run),
        key=lambda each: frame[outcome_column(each.outcome)].sum(),
        default=None,
    )
    return Races(every, drawn, level)


def race_facts(races: Races) -> tuple[Fact, ...]:
    """Return each gain as `race_<outcome>_<candidate>`, `…_common` on the
    weeks in common, and how many lie above zero.
    """
    run = [entry for each in races.every for entry in each.run]
    counts = {
        "race_n_outcomes": len(races.every),
        "race_n_raced": len(run),
        "race_n_above": sum(entry.above_zero for entry in run),
    }
    facts = [Fact(name, count, "numbers", "race") for name, count in counts.items()]
    facts += [Fact("race_level", 100 * races.level, "percent", "analysis-plan.toml")]
    # Were all of them noise, so many intervals would lie above zero: those that err on this side.
    facts += [Fact("race_by_chance", len(run) * (1 - races.level) / 2, "numbers", "race", n=len(run))]
    facts += [
        fact
        for each in races.every
        for fact in (*_gain_facts(each.outcome, each.run), *_gain_facts(each.outcome, each.field, "_common"))
    ]
    facts += [
        fact
        for each in races.every
        for entry in _pick(each, BEST_SHOWN)
        for fact in _size_facts(each.outcome, entry)
    ]
    return (*facts, *(_drawn_facts(races.drawn) if races.drawn else ()))


def _gain_facts(outcome: str, entries: Iterable[Entry], ending: str = "") -> list[Fact]:
    return [
        Fact(
            _name(outcome, entry, ending),
            gain.value,
            gain.unit,
            "race",
            gain.low,
            gain.high,
            gain.level,
            gain.n,
        )
        for entry in entries
        if (gain := entry.gain)
    ]


def _size_facts(outcome: str, entry: Entry) -> tuple[Fact, Fact]:
    people = Fact(_name(outcome, entry, "_people"), entry.people, "persons", "race")
    return people, Fact(_name(outcome, entry, "_events"), entry.events, "events", "race")


def _drawn_facts(drawn: Race) -> tuple[Fact, ...]:
    shown = _pick(drawn)
    return (
        Fact("race_events", max(entry.events for entry in shown), "events", "race"),
        Fact("race_people", max(entry.people for entry in shown), "persons", "race"),
        Fact("race_n_drawn", len(shown), "numbers", "race"),
        Fact("race_n_drawn_above", sum(entry.above_zero for entry in shown), "numbers", "race"),
    )


def _name(outcome: str, entry: Entry, ending: str = "") -> str:
    return f"race_{outcome}_{entry.candidate.name}{ending}"


def _find_words(races: Races, teller: Teller) -> dict[str, object]:
    """Return what chooses between the sentences, and the names in them."""
    if not races.drawn:
        reasons = [
            (_label_outcome(each.outcome, teller), _say_reason(each.entries, teller)) for each in races.every
        ]
        return {"state": "nothing", "reasons": reasons}
    drawn, shown = races.drawn, _pick(races.drawn)
    best = shown[0]
    score = next((entry for entry in drawn.entries if entry.candidate.name == SCORE), None)
    told = score is not None and score.gain is not None
    return {
        "state": "run",
        "outcome": _label_outcome(drawn.outcome, teller),
        "the_outcome": list_outcomes([drawn.outcome], teller, "listed_the"),
        "score": _name(drawn.outcome, score) if told else "",
        "score_is": _place(score) if told else "unknown",
        "digits": max(
            count_decimals(entry.gain.low, entry.gain.high, 1)
            for entry in ([best, score] if told else [best])
        ),
        "reason": "" if told else _say_reason([score] if score else [], teller),
        "best": _name(drawn.outcome, best),
        "best_label": _label(best.candidate, teller),
        "best_kind": best.candidate.kind,
        "any_above": any(entry.above_zero for entry in shown),
    }


def _place(entry: Entry) -> str:
    """Return where an interval lies: above zero, below it, around it, or so close to it
    that there is nothing to gain or lose (nil).
    """
    if max(abs(entry.gain.low), abs(entry.gain.high)) < NEGLIGIBLE:
        return "nil"
    return "above" if entry.above_zero else "below" if entry.gain.high < 0 else "around"


def _say_reason(entries: Sequence[Entry], teller: Teller) -> str:
    """Return why there is no gain, in words: what holds for the best known of the candidates."""
    known = max(entries, key=lambda entry: entry.weeks, default=None)
    return teller.text(f"labels.race_reasons.{known.reason if known else 'not_counted'}")


def _draw_race(drawn: Race, teller: Teller) -> Figure:
    rows = [
        (
            _label(entry.candidate, teller),
            entry.candidate.kind,
            entry.gain.value,
            entry.gain.low,
            entry.gain.high,
        )
        for entry in _pick(drawn)
    ]
    return draw_race(pd.DataFrame(rows, columns=["label", "kind", "gain", "low", "high"]), teller.text)


def _race_table(races: Races, teller: Teller) -> Table:
    rows = [
        row
        for each in races.every
        for row in (_rows(each, teller) if each.run else [_empty_row(each, teller)])
    ]
    columns = ("outcome", "known_on_monday", "kind", "gain", "gain_in_common", "people", "events")
    headings = [teller.text(f"labels.columns.{name}") for name in columns]
    return Table(teller.say("exhibits.race_caption"), headings, rows, "ledger")


def _rows(each: Race, teller: Teller) -> list[tuple[str | Markup, ...]]:
    rows = []
    for entry in _pick(each, BEST_SHOWN):
        gain, common, people, events = (
            _name(each.outcome, entry, ending) for ending in ("", "_common", "_people", "_events")
        )
        shown = [_say_gain(name, teller) for name in (gain, common)]
        kind = teller.text(f"labels.race_kinds.{entry.candidate.kind}")
        sizes = [cite(teller.facts, name, teller.language) for name in (people, events)]
        rows.append(
            (_label_outcome(each.outcome, teller), _label(entry.candidate, teller), kind, *shown, *sizes)
        )
    return rows


def _say_gain(name: str, teller: Teller) -> Markup | str:
    if name not in teller.facts:
        return teller.text("labels.none")
    fact = teller.facts[name]
    return teller.say("labels.race_gain", id=name, digits=count_decimals(fact.low, fact.high, 1))


def _empty_row(each: Race, teller: Teller) -> tuple[str, ...]:
    none = teller.text("labels.none")
    return _label_outcome(each.outcome, teller), _say_reason(each.entries, teller), *[none] * 5


def _pick(each: Race, best: int | None = None) -> list[Entry]:
    """Return the entries to tell of, each on its own weeks: the `best` of those in the field (by default,
    all), and the score wherever it came in.
    """
    field = {entry.candidate for entry in each.field}
    ranked = [entry for entry in each.run if entry.candidate in field][:best]
    return [entry for entry in each.run if entry in ranked or entry.candidate.name == SCORE]


def _label(candidate: Candidate, teller: Teller) -> str:
    if candidate.kind in ("score", "pillar"):
        return teller.text(
            "labels.score_name" if candidate.kind == "score" else f"labels.pillars.{candidate.name}"
        )
    known = activities() if candidate.kind == "activity" else outcomes()
    return known[candidate.name].label[teller.language]


def _label_outcome(name: str, teller: Teller) -> str:
    return outcomes()[name].label[teller.language]
