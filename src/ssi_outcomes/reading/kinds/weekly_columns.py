"""What the columns of a sheet of weeks are called, and which headers could be two things."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.ssi import PILLARS
from ssi_outcomes.reading.gaps import PERSON
from ssi_outcomes.reading.kinds.bare_words import bare_columns, has_numbers
from ssi_outcomes.reading.kinds.score.score_fields import COLUMNS, score_columns
from ssi_outcomes.reading.kinds.score.score_long import FETCHED
from ssi_outcomes.reading.names.registry import activities, aliases, ambiguous_words, header_forms, outcomes
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.periods import WHEN
from ssi_outcomes.reading.tables.search import Search

_UNSURE = "unsure "  # + the word: a header that could be one thing or another
_FOURTH = _UNSURE + "relations"


@cache
def known_columns() -> dict[str, list[str]]:
    """Return the headers of each column that a sheet of weeks may have."""
    usual = aliases("columns")
    columns = {
        name: usual[name]
        for name in (
            *PERSON,
            *WHEN,
            "time",
            "year",
            "currency",
            "source_kind",
            "note",
            "drawn",
            "role",
            *FETCHED,
        )
    }
    columns |= score_columns() | bare_columns()
    for each in (*outcomes().values(), *activities().values()):
        columns[each.id] = [
            form
            for spelling in sorted(each.spellings - ambiguous_words().keys())
            for form in header_forms(spelling)
        ]
    # Last, for the last spelling wins: an id such as "comments" is unsure as a header.
    return {**columns, **{_UNSURE + word: header_forms(word) for word in ambiguous_words()}}


def measures() -> list[str]:
    """Return the columns of which a sheet of weeks has at least one."""
    return [*COLUMNS, *outcomes(), *activities(), *(_UNSURE + word for word in ambiguous_words())]


def label_of(table: Anchored) -> str:
    """Return what a table is called by what it has columns for."""
    found = table.columns.keys()
    parts = [bool(found & set(COLUMNS)), bool(found & outcomes().keys()), bool(found & activities().keys())]
    if sum(parts) > 1:
        return "weekly"
    return "ssi" if parts[0] else "outcomes" if parts[1] else "activity"


def is_unsure(name: str) -> bool:
    """Tell whether a column is one whose header could be one thing or another."""
    return name.startswith(_UNSURE)


def with_fourth_pillar(table: Anchored) -> Anchored:
    """Take « Relations » beside the three other pillars for the fourth: a
    sum that does not fit would tell otherwise.
    """
    columns, headers = dict(table.columns), dict(table.headers)
    if "build" in columns or _FOURTH not in columns or not {"ssi", *PILLARS[:3]} <= columns.keys():
        return table
    columns["build"], headers["build"] = columns.pop(_FOURTH), headers.pop(_FOURTH)
    return replace(table, columns=columns, headers=headers)


def settle_unsure(table: Anchored, search: Search) -> Anchored:
    """Refuse headers that could be two things, if numbers stand under them; return the table with those over
    mere text among the columns that are not read.
    """
    unsure = [name for name in table.columns if is_unsure(name)]
    numeric = [name for name in unsure if has_numbers(table.column(name))]
    if numeric:
        meant = {table.headers[name]: ambiguous_words()[name.removeprefix(_UNSURE)] for name in numeric}
        columns = dict(search.entry.get("columns", {}))
        for header, ids in meant.items():
            # Of two headers with one meaning, the second must find another.
            columns[
                next((name for name in ids if name not in columns and name not in table.columns), ids[0])
            ] = header
        choices = "; ".join(f"{header}: {' | '.join(ids)}" for header, ids in meant.items())
        lines = search.paste(columns=columns)
        raise FileRefused(
            "asks_columns",
            file=search.sheet.file,
            columns=", ".join(meant)[:300],
            choices=choices[:600],
            paste=lines,
        )
    columns = {name: place for name, place in table.columns.items() if name not in unsure}
    texts = [table.headers[name] for name in unsure]
    return replace(table, columns=columns, unknown=(*table.unknown, *texts)) if unsure else table
