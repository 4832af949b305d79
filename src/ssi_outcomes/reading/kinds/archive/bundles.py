"""Archives of one person, counted together: what two of them hold is there once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ssi_outcomes.base.spelling import same_name
from ssi_outcomes.reading.kinds.archive.conversations import Owner
from ssi_outcomes.reading.kinds.archive.counts import KIND, count_member, read_name, read_owner
from ssi_outcomes.reading.kinds.archive.last_day import LastDay, close_coverage, find_last_day
from ssi_outcomes.reading.kinds.archive.lines import Opened, Part, open_part, read_cells
from ssi_outcomes.reading.kinds.archive.members import INVITATIONS, PROFILE, Member
from ssi_outcomes.reading.parsed import Context, Parsed, Remark


@dataclass(frozen=True)
class Bundle:
    """One archive: its `name` or its folder's, its files that are read, the days that they bear, those that
    could not be read, how many were not opened.
    """

    name: str
    parts: Mapping[Member, list[Part]] = field(repr=False)
    context: Context = field(repr=False)
    stamps: tuple[date, ...] = ()
    refused: tuple[Parsed, ...] = ()
    unopened: int = 0

    @property
    def telling(self) -> tuple[list[Part], list[Part]]:
        """Return the files that say whose the archive is."""
        return self.parts.get(PROFILE, []), self.parts.get(INVITATIONS, [])


@dataclass(frozen=True)
class _Dated:
    """An archive with its files cut and dated, whose it is, and when it ends."""

    bundle: Bundle
    opened: Mapping[Member, list[Opened]]
    name: str | None
    last: LastDay | None


def count_bundles(bundles: Sequence[Bundle]) -> list[list[Parsed]]:
    """Return the counts per day of each archive, a Parsed for each of its files.

    Those of one owner are counted together, the later first: a day that was not over in the one is whole in
    the next.
    """
    results: dict[int, list[Parsed]] = {}
    for group in _by_owner(list(map(_date, bundles))):
        group = sorted(group, key=_how_late, reverse=True)
        results |= _count([place for place, _ in group], [each for _, each in group])
    return [results[place] for place in range(len(bundles))]


def _how_late(placed: tuple[int, _Dated]) -> tuple[date, int]:
    """Return what orders the archives of one owner: one without any day is the earliest."""
    place, each = placed
    return each.last.day if each.last else date.min, place


def _date(bundle: Bundle) -> _Dated:
    opened = {
        member: [open_part(part, member) for part in parts]
        for member, parts in bundle.parts.items()
        if member is not PROFILE
    }
    days = (row.day for parts in opened.values() for part in parts for row in part.rows)
    last = find_last_day(days, bundle.name, bundle.stamps, bundle.context.today)
    export = last.export if last else None
    opened = {member: [replace(part, export=export) for part in parts] for member, parts in opened.items()}
    return _Dated(bundle, opened, read_name(*bundle.telling), last)


def _by_owner(dated: Sequence[_Dated]) -> Iterable[list[tuple[int, _Dated]]]:
    """Return the archives, with their places, by whose they are; those that do not say it go with the only
    one that does.
    """
    groups: dict[str, list[tuple[int, _Dated]]] = defaultdict(list)
    for place, each in enumerate(dated):
        context = each.bundle.context
        owner = context.mapping.get("person") or context.owner or each.name
        groups[same_name(str(owner)) if owner else ""].append((place, each))
    if len(groups) == 2 and "" in groups:
        nameless = groups.pop("")
        next(iter(groups.values())).extend(nameless)
    return groups.values()


def _count(places: Sequence[int], group: Sequence[_Dated]) -> dict[int, list[Parsed]]:
    """Return the readings of one owner's archives by their places."""
    known = Owner()
    for each in group:
        known |= read_owner(*each.bundle.telling)
    found: list[dict[Member, list[Parsed]]] = [defaultdict(list) for _ in group]
    for member in dict.fromkeys(member for each in group for member in each.opened):
        opened = [
            (readings, part)
            for readings, each in zip(found, group, strict=True)
            for part in each.opened.get(member, [])
        ]
        counted = count_member(member, [part for _, part in opened], known)
        for (readings, _), parsed in zip(opened, counted, strict=True):
            readings[member].append(parsed)
    return {
        place: _finish(each, readings) for place, each, readings in zip(places, group, found, strict=True)
    }


def _finish(dated: _Dated, found: Mapping[Member, Sequence[Parsed]]) -> list[Parsed]:
    """Return the readings of one archive, closed, with whose it says that it is."""
    bundle = dated.bundle
    # Not by their labels: without the members' numbers two files may have the same.
    counted = [
        replace(parsed, source=part.source)
        for member, parts in bundle.parts.items()
        if member is not PROFILE
        for part, parsed in zip(parts, found[member], strict=True)
    ]
    closed = close_coverage(counted, dated.last)
    closed += [*(_of_profile(part) for part in bundle.parts.get(PROFILE, [])), *bundle.refused]
    if bundle.unopened and closed:
        closed[0] = replace(
            closed[0], notes=(*closed[0].notes, ("archive_unopened", {"count": bundle.unopened}))
        )
    if closed and (notes := tuple(_tell_again(bundle))):
        closed[0] = replace(closed[0], notes=(*closed[0].notes, *notes))
    return [replace(each, owner=dated.name) for each in closed]


def _tell_again(bundle: Bundle) -> Iterator[Remark]:
    """Yield what is said of files that lie there more than once, where no file tells whose they are: they may
    be of several people.
    """
    if read_name(*bundle.telling) is None:
        for member, parts in bundle.parts.items():
            if len(parts) > 1:
                yield "archive_again", {"member": member.title, "count": len(parts)}


def _of_profile(part: Part) -> Parsed:
    filled = sum(1 for _ in read_cells(part, PROFILE))
    notes = (("archive_profile", {}),)
    return Parsed(part.file, KIND, {}, 0, 0, ignored=filled, notes=notes, source=part.source)
