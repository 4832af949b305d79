"""The protocol on one page, in plain words, to be printed and signed by those who take part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

import pandas as pd
from markupsafe import Markup

from ssi_outcomes.base.errors import message
from ssi_outcomes.base.grammar import show_day
from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.plan import Plan
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.report.render import render_page
from ssi_outcomes.trial.by_lot import ORDINARY, PUSH
from ssi_outcomes.trial.protocol import Protocol
from ssi_outcomes.trial.toml_keys import BY_BASELINE, PUSHES

_SIGNATURES = 3  # lines to sign on, beside those who take part
_JUDGED = ("assigned", "per_10", "looks", "lift", "loss", "honest")


def make_page(
    dataset: str, protocol: Protocol, schedule: pd.DataFrame, seal: tuple[str, int], language: str, plan: Plan
) -> str:
    """Return the page as one HTML file that needs nothing beside itself; `seal` is the fingerprint, and how
    many schedules could have been drawn.
    """
    said = _Said(dataset, protocol, plan, seal, language)
    parts = [
        said.section("question", [said.text("question_text")]),
        said.section("who", _who(said, schedule)),
        said.section("push", [said.push(), said.text("ordinary_text")]),
        said.section("note", said.items("note", ("reading", "outcomes", "time", "leaving"))),
        said.section("judged", said.items("judged", _how_judged(protocol))),
        said.section("sealed", [said.text("sealed_text"), Markup("<p><code>{}</code></p>").format(seal[0])]),
        said.section("signed", [_signatures(said)]),
    ]
    return render_page(str(said.head() + Markup("\n").join(parts)), language, "case")


class _Said:
    """The words of the page, with the numbers and days of one trial in them."""

    def __init__(self, dataset: str, protocol: Protocol, plan: Plan, seal: tuple[str, int], language: str):
        self.protocol, self.language, self._plan = protocol, language, plan
        self._values = {
            "dataset": dataset,
            "outcome": outcomes()[protocol.outcome].label[language],
            "people": len(protocol.people),
            "before": protocol.baseline_weeks,
            "weeks": protocol.trial_weeks,
            "first": self.day(protocol.first_week),
            "starts": self.day(protocol.starts),
            "ends": self.day(protocol.ends - timedelta(days=1)),
            "last_reading": self.day(protocol.ends),
            "period": protocol.period_weeks,
            "left_out": protocol.left_out_weeks,
            "grouping": protocol.grouping,
            "design": protocol.design,
            "looks": protocol.planned_looks,
            "lift": protocol.smallest_lift,
            "hours": protocol.hours,
            "loss": round(100 * plan.trial.loss_apart),
            "gain": round(100 * (plan.threshold - 1), 1),
            "claim": round(100 * (plan.claim_per_10 - 1), 1),
            "drawn": self.day(protocol.drawn_at.date()),
            "seed": protocol.seed,
            "schedules": seal[1],
        }  # fmt: skip

    def day(self, day: date) -> str:
        """Return a day in the language."""
        return show_day(day, "d MMMM yyyy", self.language)

    def plain(self, key: str, **more: object) -> str:
        """Return a sentence of the page."""
        return message(f"trial_page_{key}", self.language, **{**self._values, **more})

    def text(self, key: str) -> Markup:
        """Return a paragraph."""
        return Markup("<p>{}</p>").format(self.plain(key))

    def push(self) -> Markup:
        """Return what the push is: a protocol that is ready, or own words."""
        own = self.protocol.push
        return Markup("<p>{}</p>").format(
            message(f"trial_push_{own}", self.language) if own in PUSHES else own
        )

    def items(self, key: str, names: Iterable[str]) -> list[Markup]:
        """Return a list of sentences."""
        items = (Markup("<li>{}</li>").format(self.plain(f"{key}_{name}")) for name in names)
        return [Markup("<ul>{}</ul>").format(Markup("").join(items))]

    def head(self) -> Markup:
        """Return the title, and what the page is in a line."""
        return Markup('<h1>{}</h1>\n<p class="lede">{}</p>\n').format(self.plain("title"), self.plain("lede"))

    def section(self, key: str, parts: Iterable[Markup]) -> Markup:
        """Return a part of the page under its heading."""
        return Markup("<h2>{}</h2>\n{}").format(self.plain(key), Markup("\n").join(parts))


def _how_judged(protocol: Protocol) -> Iterator[str]:
    """Give the sentences that say how the trial is judged."""
    yield from (*_JUDGED, protocol.design)
    if protocol.estimator == BY_BASELINE:
        yield "by_baseline"
    if protocol.hours:
        yield "hours"


def _who(said: _Said, schedule: pd.DataFrame) -> list[Markup]:
    """Return who has drawn what from when to when, a row for the baseline and for each period."""
    spans = {person: list(_spans(rows)) for person, rows in schedule.groupby("person", sort=False)}
    heads = [said.plain("head_when"), *(said.plain(f"head_{arm}") for arm in (PUSH, ORDINARY))]
    rows = []
    for place, (_, first, last) in enumerate(next(iter(spans.values()))):
        drawn = {arm: [each for each in spans if spans[each][place][0] == arm] for arm in (PUSH, ORDINARY)}
        rows.append([_between(said, first, last), *(", ".join(drawn[arm]) or "–" for arm in drawn)])
    return [said.text("who_text"), _table(said.plain("caption"), heads, rows)]


def _spans(rows: pd.DataFrame) -> Iterator[tuple[str, date, date]]:
    """Give what a person does, from which Monday to which: a span for the baseline and for each period."""
    weeks = rows[["arm", "block", "week_start"]].itertuples(index=False, name=None)
    for (arm, _), group in groupby(weeks, key=lambda week: week[:2]):
        mondays = [week[2] for week in group]
        yield arm, mondays[0], mondays[-1]


def _between(said: _Said, first: date, last: date) -> str:
    end = last + timedelta(days=WEEK - 1)
    return said.plain("between", first=said.day(first), last=said.day(end))


def _table(caption: str, heads: list[str], rows: list[list[str]]) -> Markup:
    head = Markup("").join(Markup("<th>{}</th>").format(each) for each in heads)
    body = Markup("\n").join(
        Markup("<tr><th>{}</th>{}</tr>").format(
            first, Markup("").join(Markup("<td>{}</td>").format(each) for each in rest)
        )
        for first, *rest in rows
    )
    return Markup("<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
        caption, head, body
    )


def _signatures(said: _Said) -> Markup:
    heads = [said.plain(f"head_{each}") for each in ("name", "day", "signature")]
    rows = [[person, "", ""] for person in said.protocol.people] + [["\u00a0", "", ""]] * _SIGNATURES
    return _table(said.plain("signed_caption"), heads, rows)
