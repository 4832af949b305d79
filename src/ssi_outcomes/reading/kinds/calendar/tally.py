"""What was counted of a calendar, and all that is told about it: by which words, what was left out, up to
which day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ssi_outcomes.reading.gaps import Days
from ssi_outcomes.reading.kinds.calendar.zones import Zones
from ssi_outcomes.reading.names.happenings import event_spellings
from ssi_outcomes.reading.parsed import Context, Rejected
from ssi_outcomes.reading.tables.mapping import paste

Note = tuple[str, dict[str, object]]
_WORDS_TOLD = 30


@dataclass
class Tally:
    """What has been counted so far: times by day and outcome with the line of the
    first event, the fate of each event, and how many were told apart.
    """

    days: Counter[tuple[date, str]] = field(default_factory=Counter)
    lines: dict[tuple[date, str], int] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    gaps: list[dict[str, object]] = field(default_factory=list)
    words: Counter[tuple[str, str]] = field(default_factory=Counter)  # which made an event count as what
    against: Counter[str] = field(default_factory=Counter)  # which kept an event from counting
    accepted: int = 0
    ignored: int = 0
    again: int = 0
    declined: int = 0
    unanswered: int = 0
    untitled: int = 0
    doubtful: int = 0  # somebody declined, and nothing tells whose calendar it is
    endless: int = 0  # series without an end
    planned: int = 0  # times after the export
    times: int = 0  # of series, whether or not they are kept

    def forget(self, outcome: str | None, days: Days, line: int) -> None:
        """Note that an outcome (None: any) is not known of some days, which the event on a line tells."""
        start, end = days
        self.gaps.append({"name": outcome, "start": start, "end": end, "source_line": line})


def tell(tally: Tally, export: date | None, zones: Zones, shown: str, context: Context) -> tuple[Note, ...]:
    """Return the notes of a calendar: what was counted by which word, and all that was left out or is in
    doubt, with the lines for `mapping.toml`.
    """
    outcomes = ", ".join(sorted({outcome for _, outcome in tally.days}))
    counted = {"accepted": tally.accepted, "ignored": tally.ignored, "outcomes": outcomes or "–"}
    return (
        ("events_counted", counted),
        *_tell_words(tally),
        *_tell_doubts(tally, zones, shown, context),
        *_tell_series(tally, export, shown, context),
    )


def _tell_words(tally: Tally) -> Iterator[Note]:
    if tally.words:
        told = [
            f"{_written(word)} → {outcome} ({count})"
            for (word, outcome), count in tally.words.most_common(_WORDS_TOLD)
        ]
        yield "calendar_words", {"words": ", ".join(told)}
    against = Counter({word: count for word, count in tally.against.items() if count})
    if against:
        told = [f"{_written(word)} ({count})" for word, count in against.most_common(_WORDS_TOLD)]
        yield "calendar_words_against", {"words": ", ".join(told)}


def _written(word: str) -> str:
    return event_spellings().get(word, word)


def _tell_doubts(tally: Tally, zones: Zones, shown: str, context: Context) -> Iterator[Note]:
    for key, count in (
        ("calendar_repeated", tally.again),
        ("calendar_declined", tally.declined),
        ("calendar_unanswered", tally.unanswered),
        ("calendar_untitled", tally.untitled),
    ):
        if count:
            yield key, {"count": count}
    if tally.doubtful:
        lines = _paste(shown, context, address="…@…")
        yield "calendar_declined_by_whom", {"count": tally.doubtful, "paste": lines}
    if zones.unknown:
        named = ", ".join(f'"{zone}"' for zone in sorted(zones.unknown)[:10])
        yield "calendar_zones", {"zones": named}


def _tell_series(tally: Tally, export: date | None, shown: str, context: Context) -> Iterator[Note]:
    if tally.endless and export is None:
        lines = _paste(shown, context, date=context.today.isoformat())
        yield "calendar_endless", {"count": tally.endless, "day": context.today.isoformat(), "paste": lines}
    elif tally.endless and export < context.today:
        lines = _paste(shown, context, date=export.isoformat())
        yield "calendar_endless_until", {"count": tally.endless, "day": export.isoformat(), "paste": lines}
    if tally.planned:
        yield "calendar_planned", {"count": tally.planned, "day": export.isoformat()}


def _paste(shown: str, context: Context, **answers: object) -> str:
    return paste(file_of(shown), "", context.mapping, **answers)


def file_of(shown: str) -> str:
    """Return the file that `mapping.toml` knows: of a calendar in a zip, the zip."""
    before, zip_end, _ = shown.partition(".zip/")
    return before + zip_end.rstrip("/")
