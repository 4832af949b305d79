"""From the archive's files to counts per day: all that leaves is how many, of what, on which day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ssi_outcomes.base.spelling import fold, same_name
from ssi_outcomes.reading.gaps import gap_record
from ssi_outcomes.reading.kinds.archive.conversations import (
    Message,
    Owner,
    find_owner,
    name_of,
    profiles_in,
    sort_messages,
)
from ssi_outcomes.reading.kinds.archive.lines import Opened, Part, Row, drop_repeated, read_cells
from ssi_outcomes.reading.kinds.archive.lost import OPENED, SENT, Lost, find_doubtful
from ssi_outcomes.reading.kinds.archive.members import INVITATIONS, MESSAGES, PROFILE, Member, table_of
from ssi_outcomes.reading.kinds.archive.moments import order_of
from ssi_outcomes.reading.parsed import Parsed, Rejected

KIND = "archive"
Dated = tuple[int, date]  # a line, and the day that it bears


def read_owner(profiles: Sequence[Part], invitations: Sequence[Part]) -> Owner:
    """Return who the archive belongs to, as far as Profile.csv and Invitations.csv say."""
    owner = Owner()
    for part in profiles:
        for cells in read_cells(part, PROFILE):
            owner |= Owner(frozenset({name_of(cells.get("first", ""), cells.get("last", ""))} - {""}))
    for part in invitations:
        for cells in read_cells(part, INVITATIONS):
            side = {"outgoing": ("from", "inviter"), "incoming": ("to", "invitee")}.get(
                fold(cells.get("direction", ""))
            )
            if side:
                name, profile = side
                owner |= Owner(
                    frozenset({name_of(cells.get(name, ""))} - {""}),
                    frozenset(profiles_in(cells.get(profile, ""))),
                )
    return owner


def read_name(profiles: Sequence[Part], invitations: Sequence[Part]) -> str | None:
    """Return whose archive it is, as it writes the name: in Profile.csv, else as the one who sent all the
    invitations that went out; None where neither tells one person.
    """
    said = [
        " ".join(filter(None, (cells.get("first", "").strip(), cells.get("last", "").strip())))
        for part in profiles
        for cells in read_cells(part, PROFILE)
    ]
    sent = (
        cells.get("from", "").strip()
        for part in invitations
        for cells in read_cells(part, INVITATIONS)
        if fold(cells.get("direction", "")) == "outgoing"
    )
    for names in (said, sent):
        found = {same_name(name): name for name in names if name}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def count_member(member: Member, opened: Sequence[Opened], owner: Owner) -> list[Parsed]:
    """Return the counts per day of one file of the archive, a Parsed for each of its parts; what two of them
    hold is counted once.
    """
    opened = drop_repeated(opened)
    if member is MESSAGES:
        return _count_messages(opened, owner)
    return [_count_rows(part, member) for part in opened]


def _count_rows(part: Opened, member: Member) -> Parsed:
    dated = [(row.line, row.day) for row in part.rows]
    column, wanted = member.only or ("", "")
    counted = [
        each
        for row, each in zip(part.rows, dated, strict=True)
        if not column or fold(row.cells[column]) == wanted
    ]
    return _parsed(part, member, {member.counts[0]: counted}, dated)


def _count_messages(parts: Sequence[Opened], known: Owner) -> list[Parsed]:
    everything = [_message(number, row) for number, part in enumerate(parts) for row in part.rows]
    # A conversation may begin again, whole, in the next archive: the day of an export says nothing.
    messages = [each for each in everything if each.day != parts[each.part].export]
    owner = find_owner(everything, known)
    if everything and owner is None:
        return [_unowned(part) for part in parts]
    found = sort_messages(messages, owner or known)
    # Without the senders' addresses, advertisements cannot be told from
    # people: nothing is said of who opened what.
    addressed = any(message.profile is not None for message in everything)
    counts = {SENT: found.sent} | ({OPENED: found.opened_by_others} if addressed else {})
    results = []
    for number, part in enumerate(parts):
        left_out = sum(message.part == number for message in found.left_out) if addressed else 0
        notes = (
            [("archive_left_out", {"count": left_out})]
            if left_out
            else [("archive_no_addresses", {})]
            if part.rows and not addressed
            else []
        )
        counted = {
            name: [(message.line, message.day) for message in these if message.part == number]
            for name, these in counts.items()
        }
        dated = [(row.line, row.day) for row in part.rows]
        results.append(_parsed(replace(part, notes=(*part.notes, *notes)), MESSAGES, counted, dated))
    return results


def _message(part: int, row: Row) -> Message:
    cells = row.cells
    profiles = profiles_in(cells.get("profile", ""))
    return Message(
        part=part,
        line=row.line,
        day=row.day,
        moment=order_of(row.moment),
        thread=cells["thread"] or f"{part}/{row.line}",
        sender=name_of(cells["from"]),
        profile=profiles[0] if profiles else None,
        recipient=name_of(cells.get("to", "")),
        recipients=profiles_in(cells.get("recipients", "")),
        draft=bool(
            {"yes", "true", "1"}
            & {fold(cells.get("message_draft", "")), fold(cells.get("conversation_draft", ""))}
        ),
        spam=fold(cells.get("folder", "")) == "spam",
    )


def _unowned(part: Opened) -> Parsed:
    """Say that nothing tells whose messages these are: all counts would be guesses."""
    rejected = (*part.rejected, Rejected(part.file, "archive_owner_unknown"))
    refused = len({each.line for each in part.rejected if each.line is not None})
    return Parsed(
        part.file,
        KIND,
        {},
        refused + part.blank,
        0,
        part.blank,
        part.ignored + len(part.rows),
        rejected,
        part.notes,
    )


def _parsed(
    part: Opened, member: Member, counted: Mapping[str, Sequence[Dated]], dated: Sequence[Dated]
) -> Parsed:
    """Return the counts per day, the span that the file covers, its first to its last day, whatever happened
    on it, and what is not known of it.
    """
    doubtful = find_doubtful((row.line, row.day, row.cells) for row in part.rows)
    tables: dict[str, list[dict[str, object]]] = defaultdict(list)
    person = part.person
    for name, these in counted.items():
        table = table_of(name)
        tables[table] += _per_day(table, name, these, person)
        if part.span and member.history:
            start, end = part.span
            span = {
                "source": part.file,
                "person": person,
                "table": table,
                "name": name,
                "start": start,
                "end": end,
            }
            tables["coverage"].append(span | {"source_line": part.first_line})
    tables["gaps"] = [gap for lost in (*part.lost, *doubtful) for gap in _gaps(lost, counted, person)]
    refused = len({each.line for each in part.rejected if each.line is not None})
    notes = part.notes if member.history or not part.span else (*part.notes, ("archive_recent_only", {}))
    return Parsed(
        part.file,
        KIND,
        {name: rows for name, rows in tables.items() if rows},
        len(dated) + refused + part.blank,
        len(dated),
        part.blank,
        part.ignored,
        part.rejected,
        notes,
    )


def _gaps(lost: Lost, names: Iterable[str], person: str | None) -> list[dict[str, object]]:
    return [
        gap_record(person, table_of(name), name, lost.days)[1] | {"source_line": lost.line}
        for name in names
        if lost.counts is None or name in lost.counts
    ]


def _per_day(table: str, name: str, dated: Iterable[Dated], person: object) -> list[dict[str, object]]:
    counts, lines = Counter(), {}
    for line, day in dated:
        counts[day] += 1
        lines[day] = min(line, lines.get(day, line))
    money = {"value": None, "currency": None} if table == "outcomes" else {}
    kind = "outcome" if table == "outcomes" else "activity"
    return [
        {
            "person": person,
            kind: name,
            "start": day,
            "end": day,
            "count": counts[day],
            **money,
            "source_line": lines[day],
        }
        for day in sorted(counts)
    ]
