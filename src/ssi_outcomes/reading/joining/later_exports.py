"""Exports of the same counts whose days overlap: late numbers are revised, so the later export holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.gaps import GAPS
from ssi_outcomes.reading.joining.whose.person_questions import Origin
from ssi_outcomes.reading.parsed import Parsed

_Matter = tuple[str, object, object, object, object]


def keep_later(parsed: Sequence[Parsed]) -> list[Parsed]:
    """Return what was read without the counts of which a later export of the same series has the days too.

    Their rows are left aside and said, no longer accepted. Two exports that end on the same day are not
    ranked: what they contradict each other in is refused like any other contradiction.
    """
    latest: dict[_Matter, date] = {}
    for each in parsed:
        for record in _counts(each):
            matter, last = _matter(each, record), each.series[1]
            latest[matter] = max(latest.get(matter, last), last)
    return [_without_earlier(each, latest) if each.series else each for each in parsed]


def claim_members(parsed: Sequence[Parsed], origins: Mapping[str, Origin]) -> dict[str, Origin]:
    """Return where the files come from, the exports of several members with the name that their files have,
    where nothing else says whose they are: what is two people's is not one's.
    """
    nameless = [each for each in parsed if each.series and not any(row["person"] for row in _counts(each))]
    members = {_same(each.series[0]): each.series[0] for each in nameless if each.series[0]}
    if len(members) < 2:
        return dict(origins)
    claimed = {
        each.file: replace(origins[each.file], owner=members[_same(each.series[0])])
        for each in nameless
        if each.series[0]
    }
    return {**origins, **claimed}


def relabel(parsed: Parsed, label: str) -> Parsed:
    """Return what was read under another label, wherever it names its file."""
    tables = dict(parsed.tables)
    if "coverage" in tables:
        spans = [each | {"source": label} for each in tables["coverage"]]
        tables["coverage"] = spans
    rejected = tuple(replace(each, file=label) for each in parsed.rejected)
    return replace(parsed, file=label, tables=tables, rejected=rejected)


def _counts(parsed: Parsed) -> Sequence[dict[str, object]]:
    return parsed.tables.get("outcomes", ()) if parsed.series else ()


def _matter(parsed: Parsed, record: dict[str, object], name: str = "outcome") -> _Matter:
    return (_same(parsed.series[0]), *(record[each] for each in ("person", name, "start", "end")))


def _without_earlier(parsed: Parsed, latest: dict[_Matter, date]) -> Parsed:
    if gaps := parsed.tables.get(GAPS):  # what another export knows is known
        left = [each for each in gaps if _matter(parsed, each, "name") not in latest]
        parsed = replace(parsed, tables={**parsed.tables, GAPS: left})
    kept = [each for each in _counts(parsed) if latest[_matter(parsed, each)] == parsed.series[1]]
    if len(kept) == len(_counts(parsed)):
        return parsed
    lines = {each["source_line"] for each in _counts(parsed)}
    gone = len(lines - {each["source_line"] for each in kept})
    return replace(
        parsed,
        tables={**parsed.tables, "outcomes": kept},
        rows=parsed.rows - gone,
        accepted=parsed.accepted - gone,
        ignored=parsed.ignored + gone,
        notes=(*parsed.notes, ("rows_in_later_export", {"count": gone})),
    )


def _same(member: str) -> str:
    return fold(member).replace(" ", "")
