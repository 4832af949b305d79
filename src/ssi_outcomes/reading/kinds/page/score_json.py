"""The JSON behind LinkedIn's page of the score, bare or wrapped by a tracker."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.base.ssi import MEANS, PILLARS, RANKS, READING
from ssi_outcomes.reading.cells.values import ValueFault, to_day
from ssi_outcomes.reading.gaps import GAPS, days_between, gap_record
from ssi_outcomes.reading.kinds.kind import WholeKind
from ssi_outcomes.reading.kinds.page.reading_day import date_of
from ssi_outcomes.reading.kinds.score.score_fields import column_of, find_field
from ssi_outcomes.reading.kinds.score.score_long import add_totals, score_record
from ssi_outcomes.reading.opening.encodings import decode
from ssi_outcomes.reading.parsed import Context, Parsed, Rejected

Answer = tuple[int, dict, object]  # its line, what holds `memberScore`, the date around it

_DATES = frozenset(
    "date day datetime time ts when readat readon timestamp fetchedat fetchedon createdat scrapedat "
    "capturedat recordedat retrievedat collectedat savedat updatedat lastupdated measuredat checkedat jour "
    "horodatage datum fecha data".split()
)
_DAY = re.compile(r"20[0-9]{2}-[01][0-9]-[0-3][0-9].{0,20}")
_GROUPS = {"INDUSTRY": "industry", "NETWORK": "network"}
_DEEP = 60
_NOTHING = dict.fromkeys(("role", "start", "end", "note"))  # that an answer says of a person
_UNREADABLE = "json_line_unreadable"


class ScoreJson(WholeKind):
    """The JSON answer behind the page, bare or wrapped by a tracker."""

    labels = ("ssi_json",)

    def begins(self, text: str) -> bool:
        """Tell whether a text is JSON: a bracket alone may open a table's first cell."""
        return re.match(r"[\[{]\s*[\[{\"\]}]", text) is not None

    def read(self, content: bytes, shown: str, context: Context) -> Parsed:
        """Return the readings in the file; raises FileRefused."""
        return read_score_json(content, shown, context)


def read_score_json(content: bytes, shown: str, context: Context) -> Parsed:
    """Return the readings in a JSON file, bare, wrapped, in a list, or one answer a line; raises FileRefused
    if there is none.
    """
    found, faults = _read_answers(content, shown)
    undated = [score for _, score, moment in found if moment is None]
    if len(undated) > 1 and any(score != undated[0] for score in undated):
        raise FileRefused("json_without_dates", file=shown, count=len(undated))
    # A line without a score is an answer that had none; one that is no JSON may have had any.
    lost = [each.line for each in faults if each.key == _UNREADABLE]
    parsed = gather_scores(found, shown, context, "ssi_json", "api_json", lost)
    return replace(parsed, rows=parsed.rows + len(faults), rejected=(*parsed.rejected, *faults))


def _read_answers(content: bytes, shown: str) -> tuple[list[Answer], list[Rejected]]:
    """Return the answers with their lines, and the lines that hold none; raises FileRefused."""
    try:
        text = decode(content, shown).removeprefix("\ufeff")
        whole = json.loads(text, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as fault:
        if isinstance(fault, RecursionError) or len(lines := text.splitlines()) < 2:
            raise FileRefused("json_unreadable", file=shown) from fault
        return _read_lines(lines, shown)
    found = list(find_scores(whole, None))
    if not found:
        raise FileRefused("json_without_score", file=shown)
    return [(number, *answer) for number, answer in enumerate(found, start=1)], []


def _read_lines(lines: Sequence[str], shown: str) -> tuple[list[Answer], list[Rejected]]:
    found: list[Answer] = []
    faults: list[Rejected] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            answers = list(find_scores(json.loads(line, parse_constant=refuse_constant), None))
            key = "json_line_without_score"
        except (ValueError, RecursionError):
            answers, key = [], _UNREADABLE
        found += [(number, *answer) for answer in answers]
        faults += [] if answers else [Rejected(shown, key, number, raw=line[:2000])]
    if not found:
        # Not a single line is an answer: it is one JSON, and a broken one.
        unread = all(each.key == _UNREADABLE for each in faults)
        raise FileRefused("json_unreadable" if unread else "json_without_score", file=shown)
    return found, faults


def gather_scores(
    found: Sequence[Answer],
    shown: str,
    context: Context,
    kind: str,
    source_kind: str,
    lost: Iterable[int] = (),
) -> Parsed:
    """Return the readings of answers, each with the line on which it stands, and what is not known for those
    that cannot be taken, nor can the lines that are `lost`.
    """
    person, ssi, rejected = context.mapping.get("person") or context.owner, [], []
    # By line and place on it: a line may hold several answers.
    days: dict[tuple[int, int], date | None] = {(line, 0): None for line in lost}
    refused: list[tuple[int, int]] = []
    for place, (number, score, moment) in enumerate(found):
        days[number, place] = None
        try:
            read_at = date_of(moment, shown, context)
            days[number, place] = to_day(read_at)
            record = score_record(_read_score(score), person, read_at, source_kind)
            if record is None:
                raise ValueFault("json_score_empty")
            ssi.append({**record, "source_line": number})
        except ValueFault as fault:
            refused.append((number, place))
            rejected.append(Rejected(shown, fault.key, number, values={"value": "", **fault.values}))
    seat = _read_seat(score for _, score, _ in found) if ssi else None
    people = [] if seat is None else [{"person": person, **_NOTHING, "seat": seat, "source_line": 1}]
    tables = {"ssi": ssi, "people": people, GAPS: _find_gaps(person, days, refused)}
    lines = {line for line, _, _ in found}
    parsed = Parsed(
        shown,
        kind,
        {name: records for name, records in tables.items() if records},
        rows=len(lines),
        accepted=len(lines - {each.line for each in rejected}),
        rejected=tuple(rejected),
    )
    return add_totals(parsed)


def _find_gaps(
    person: str | None, days: Mapping[tuple[int, int], date | None], refused: Iterable[tuple[int, int]]
) -> list[dict[str, object]]:
    """Return what is not known for answers that were not taken: of their day, or, where that is lost, of
    those between the answers beside it.
    """
    told = {each: (days[each], days[each]) for each in refused if days[each]}
    return [
        gap_record(person, "ssi", None, between)[1] | {"source_line": line}
        for (line, _), between in {**told, **days_between(days)}.items()
    ]


def _read_seat(scores: Iterable[dict]) -> bool | None:
    """Return whether there is a Sales Navigator seat, if all answers say the same: it goes with the score and
    with the outcomes alike, and is kept beside the person.
    """
    seats = {seat for score in scores if isinstance(seat := score.get("activeSeat"), bool)}
    return seats.pop() if len(seats) == 1 else None


def find_scores(node: object, moment: object, depth: int = 0) -> Iterator[tuple[dict, object]]:
    """Yield each object with a `memberScore`, or with the score's fields under a tracker's own names, and the
    nearest date around it.
    """
    if depth > _DEEP:
        return
    if isinstance(node, dict):
        dated = [value for key, value in node.items() if fold(key).replace(" ", "") in _DATES]
        moment = next(filter(_is_moment, dated), moment)
        if isinstance(node.get("memberScore"), dict) or _flat_fields(node):
            yield node, moment
            return
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        # Some keep their answers by day: {"2026-01-31": {"memberScore": ...}}.
        day = key if isinstance(key, str) and _DAY.fullmatch(key) else moment
        yield from find_scores(child, day, depth + 1)


def _is_moment(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _flat_fields(node: dict) -> dict[str, object]:
    """Return the total and pillars that a tracker keeps under names of its own, {} unless it keeps two."""
    named = {name: value for key, value in node.items() if (name := column_of(str(key))) in READING}
    found = {name: value for name, value in named.items() if value is None or _is_number(value)}
    return found if len(found) > 1 and found.keys() & set(PILLARS) else {}


def _read_flat(score: dict) -> dict[str, object]:
    fields = {name: _number(value) for name, value in _flat_fields(score).items()}
    for key, value in score.items():
        name = column_of(str(key))
        if name in MEANS + RANKS and (value is None or _is_number(value)):
            fields[name] = _number(value)
        elif isinstance(value, dict) and (group := fold(str(key))) in _GROUPS.values():
            fields |= {f"{group}_mean": _number(value.get("score"))}
            fields |= {f"{group}_rank_pct": _number(value.get("rank"))}
    return fields


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _read_score(score: dict) -> dict[str, object]:
    member = score.get("memberScore")
    if not isinstance(member, dict):
        return _read_flat(score)
    fields = {"ssi": _number(member.get("overall")), **_pillars(member)}
    groups = score.get("groupScore")
    for group in groups if isinstance(groups, list) else ():
        # A TEAM is a group too; no column is kept for it.
        name = _GROUPS.get(str(group.get("groupType", "")).upper()) if isinstance(group, dict) else None
        if name:
            inner = group.get("score")
            fields[f"{name}_mean"] = _number(inner.get("overall")) if isinstance(inner, dict) else None
            fields[f"{name}_rank_pct"] = _number(group.get("rank"))
    return fields


def _pillars(member: dict) -> dict[str, object]:
    found: dict[str, object] = {}
    parts = member.get("subScores")
    for part in parts if isinstance(parts, list) else ():
        name = find_field("", str(part.get("pillar", ""))) if isinstance(part, dict) else None
        if name not in PILLARS:
            continue
        if name in found:
            raise ValueFault("json_pillar_twice", pillar=name)
        found[name] = _number(part.get("score"))
    return found


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e9:
        raise ValueFault("number_unreadable", value=str(value)[:80])
    return float(value)


def refuse_constant(name: str):
    """Raise ValueError for NaN and the infinities, which are no JSON."""
    raise ValueError(name)
