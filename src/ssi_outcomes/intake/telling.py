"""Tell the one who runs it what became of each file, whole, before anything is computed from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from ssi_outcomes.base.errors import current_language, message, reason
from ssi_outcomes.intake.columns_taken import tell_columns
from ssi_outcomes.intake.put_aside import label_unknown
from ssi_outcomes.intake.reasons import sum_reasons
from ssi_outcomes.intake.unnamed import Unnamed
from ssi_outcomes.reading.dataset import Dataset, SourceFile
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.words.sentences import say_plain

FILES = ("shown", "file", "said")
REFUSAL = ("file", "line", "column", "value", "reason", "raw")
FEW = 3  # lines that are named for one reason
FEW_FILES = 5  # that are told the same
MOST_REASONS = 12  # of one file; a reason is one that holds for one column


def tell_files(
    data: Dataset, language: str, unknown: Mapping[tuple[str, str], int] = MappingProxyType({})
) -> list[str]:
    """Return a line for each file: what it was taken for and the fate of its rows, or why it was not read;
    under it what its columns were taken for, what was decided on the way, and its refused rows by reason and
    column, with the remedy.

    Then the weeks that are not known (`unknown`: how many by table and name). What many files share is told
    of the first few, and counted. Where a name was hidden, a last line says where it stands.
    """
    data = with_own_names(data) if "pool" in data.tables else data
    lines, rejected = [], _by_file(data.rejected)
    alike, shown = _Alike(data, language), Unnamed(data, page=False)
    for file in data.files:
        lines += alike.tell_once(_tell_file(shown, file, language), file.refusal and file.refusal.key)
        lines += tell_columns(shown, file, language)
        for key, values in file.notes:
            said = message(key, language, **shown.of({"file": file.name, **values}))
            lines += [f"  {line}" for line in alike.tell_once(said, (key, repr(_own(values))))]
        lines += [f"  {line}" for line in _tell_refused(shown, rejected.get(file.name, []), language)]
    if unknown:
        lines.append(_tell_unknown(unknown, language))
    if shown.is_hidden or any(own != label for own, label in data.labels.items()):
        lines.append(message("files_in_full", language, dataset=data.name))
    return lines


def with_own_names(data: Dataset) -> Dataset:
    """Return a pool with each file under its own name: for its keeper alone, who knows whose it is."""
    own = {shown: label for label, shown in data.labels.items()}
    files = tuple(replace(file, name=own.get(file.name, file.name)) for file in data.files)
    return replace(data, files=files, labels={})


def tell_left_out(data: Dataset, language: str) -> list[str]:
    """Return how much was refused or not read, one line a reason, and where all of it is listed; nothing
    where nothing was.
    """
    sums = [
        message(
            "left_out_line",
            language,
            rows=each.rows,
            files=each.files,
            reason=say_plain(f"labels.reasons.{each.reason}", language, {}),
        )
        for each in sum_reasons(data)
    ]
    head = message("left_out_head", language, dataset=data.name)
    foot = message(
        "left_out_foot", language, dataset=data.name, some=any(each.more for each in data.rejected)
    )
    return [head, *(f"  {line}" for line in sums), foot] if sums else []


def _tell_file(shown: Unnamed, file: SourceFile, language: str) -> str:
    if file.refusal:
        values = shown.of({"file": file.name, **file.refusal.values})
        return message("file_not_read", language, reason=message(file.refusal.key, language, **values))
    kind = say_plain(f"labels.kinds.{file.table}", language, {})
    counts = {name: getattr(file, name) for name in ("rows", "accepted", "rejected", "blank")}
    return message("file_read", language, file=file.name, kind=kind, **counts)


class _Alike:
    """What many files share: told of the first few of them, then counted."""

    def __init__(self, data: Dataset, language: str):
        self._data, self._language, self._told = data, language, Counter()
        self._all = Counter(file.refusal.key for file in data.files if file.refusal)
        self._all.update((key, repr(_own(values))) for file in data.files for key, values in file.notes)

    def tell_once(self, said: str, key: object) -> list[str]:
        """Return the lines that say `said` (`key`: what it has in common with others; None: nothing), or
        none where enough was told.
        """
        self._told[key] += key is not None
        more = self._all[key] - FEW_FILES
        if key is None or self._told[key] < FEW_FILES or more <= 0 and self._told[key] == FEW_FILES:
            return [said]
        if self._told[key] > FEW_FILES:
            return []
        return [said, message("files_more", self._language, count=more, dataset=self._data.name)]


def _own(values: Mapping[str, object]) -> dict[str, object]:
    """Return what a remark says beside the name of its file, which its lines to paste repeat."""
    return {name: value for name, value in values.items() if name not in ("file", "paste")}


def _by_file(rejected: Iterable[Rejected]) -> dict[str, list[Rejected]]:
    """Return the refused rows of each file, in their order."""
    rows: dict[str, list[Rejected]] = {}
    for each in rejected:
        if each.line is not None:
            rows.setdefault(each.file, []).append(each)
    return rows


def _tell_refused(shown: Unnamed, rejected: Iterable[Rejected], language: str) -> Iterator[str]:
    """Give each reason for which rows of a file were refused, by column: how many, their first lines, and
    one of them in words; where there are many reasons, those of most rows.
    """
    groups: dict[tuple[str, str | None], list[Rejected]] = {}
    for each in rejected:
        groups.setdefault((each.key, each.column), []).append(each)
    largest = sorted(groups.values(), key=_count, reverse=True)
    for rows in largest[:MOST_REASONS]:
        where, why = _explain(shown, rows, language)
        yield message("rows_refused", language, count=_count(rows), where=where, reason=why)
    rest = sum(map(_count, largest[MOST_REASONS:]))
    if rest:
        yield message("rows_more", language, count=rest, dataset=shown.data.name)


def _count(rows: Iterable[Rejected]) -> int:
    """Return how many rows they are, with those that are not listed."""
    return sum(1 + each.more for each in rows)


def _explain(shown: Unnamed, rows: list[Rejected], language: str) -> tuple[str, str]:
    """Return where the rows are that were refused for one reason, and the reason as it is of the first."""
    first, column = rows[0], rows[0].column or ""
    values = {"value": first.value, "file": first.file, "column": column, **first.values}
    values = shown.of(values)
    lines = list(dict.fromkeys(each.line for each in rows))
    place = message(
        "place_lines",
        language,
        lines=", ".join(map(str, lines[:FEW])),
        count=len(lines),
        more=len(lines) > FEW,
    )
    where = f"{values['column']} ({place})" if column else place
    return where, reason(first.key, language, **values)


def _tell_unknown(unknown: Mapping[tuple[str, str], int], language: str) -> str:
    """Return of which outcomes and activities, and of the score, how many person-weeks are not known."""
    named = [
        message(
            "weeks_unknown_of",
            language,
            count=count,
            name=label_unknown(table, name)[language],
        )
        for (table, name), count in unknown.items()
    ]
    return message("weeks_unknown", language, named=named)


def list_files(data: Dataset) -> list[tuple[str, str, str]]:
    """Return how each file is shown, its own name, and what was said of
    it, ready to paste: for this computer only.
    """
    own = {shown: label for label, shown in data.labels.items()}
    rows = []
    for file in data.files:
        said = [(file.refusal.key, file.refusal.values)] if file.refusal else file.notes
        name = own.get(file.name, file.name)
        rows.append(
            (file.name, name, "\n".join(reason(key, **{"file": name, **values}) for key, values in said))
        )
    return rows


def list_refusals(data: Dataset) -> list[list[object]]:
    """Return each refused row or file with its reason and its text, in the columns of `REFUSAL`."""
    return [_refusal(each, current_language()) for each in data.rejected]


def _refusal(each: Rejected, language: str) -> list[object]:
    why = reason(each.key, language, **{"value": each.value, "file": each.file, **each.values})
    return [each.file, each.line, each.column, each.value, why, each.raw]
