"""Tell the one who runs it what became of each file, whole, before anything is computed from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ssi_outcomes.base.errors import current_language, message
from ssi_outcomes.reading.dataset import Dataset, SourceFile
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.words.sentences import say_plain

FILES = ("shown", "file", "said")
REFUSAL = ("file", "line", "column", "value", "reason", "raw")
# The values of a message that quote a cell.
QUOTED = ("value", "other", "first", "second")
# Those that quote headers, or what else a file calls its parts and kinds.
HEADERS = (
    "header",
    "headers",
    "column",
    "columns",
    "fields",
    "choices",
    "paste",
    "sheet",
    "member",
    "stages",
    "types",
    "outcome",
)


def tell_files(data: Dataset, language: str) -> list[str]:
    """Return a line for each file: what it was taken for and the fate of its rows, or why it was not read;
    under it its refused rows by their reasons, with the remedy.

    Where a name was hidden, a last line says where it stands.
    """
    lines = []
    for file in data.files:
        lines.append(_tell_file(data, file, language))
        lines += [f"  {line}" for line in _tell_more(data, file, language)]
    if any(own != shown for own, shown in data.labels.items()):
        lines.append(message("files_in_full", language, dataset=data.name))
    return lines


def _tell_file(data: Dataset, file: SourceFile, language: str) -> str:
    if file.refusal:
        values = shown_values(data, {"file": file.name, **file.refusal.values}, page=False)
        return message("file_not_read", language, reason=message(file.refusal.key, language, **values))
    kind = say_plain(f"labels.kinds.{file.table}", language, {})
    counts = {name: getattr(file, name) for name in ("rows", "accepted", "rejected", "blank")}
    return message("file_read", language, file=file.name, kind=kind, **counts)


def _tell_more(data: Dataset, file: SourceFile, language: str) -> Iterator[str]:
    """Give what was decided on the way, and each reason for which rows were refused: how many, and the
    first.
    """
    for key, values in file.notes:
        yield message(key, language, **shown_values(data, {"file": file.name, **values}, page=False))
    groups: dict[tuple[str, str | None], list[Rejected]] = {}
    for each in data.rejected:
        if each.file == file.name and each.line is not None:
            groups.setdefault((each.key, each.column), []).append(each)
    for rows in groups.values():
        place, reason = _explain(data, rows[0], language)
        yield message("rows_refused", language, count=len(rows), place=place, reason=reason)


def _explain(data: Dataset, each: Rejected, language: str) -> tuple[str, str]:
    """Return where a refused row is, and why it was refused."""
    column = each.column or ""
    values = {"value": each.value, "file": each.file, "column": column, **each.values}
    shown = shown_values(data, values, page=False)
    place = [message("place_line", language, line=each.line)]
    if column:
        place.append(message("place_column", language, column=shown["column"]))
    return ", ".join(place), message(each.key, language, **shown)


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
            (file.name, name, "\n".join(message(key, **{"file": name, **values}) for key, values in said))
        )
    return rows


def list_refusals(data: Dataset) -> list[list[object]]:
    """Return each refused row or file with its reason and its text, in the columns of `REFUSAL`."""
    return [_refusal(each, current_language()) for each in data.rejected]


def _refusal(each: Rejected, language: str) -> list[object]:
    reason = message(each.key, language, **{"value": each.value, "file": each.file, **each.values})
    return [each.file, each.line, each.column, each.value, reason, each.raw]


def shown_values(data: Dataset, values: Mapping[str, object], *, page: bool = True) -> dict[str, object]:
    """Return the values of a message without anybody's name: a cell may hold any text;
    what is said in full stays on this machine.

    On a page, which travels, headers are shown where their words are known:
    in some tables the people are the columns.
    """
    if data.about.get("synthetic") or "statements" in data.tables:
        return dict(values)
    # Here, as they bring in each reader there is: a notebook that shows invented people needs none of them.
    from ssi_outcomes.reading.joining.hiding import HIDDEN, hide_cell, hide_names, is_known
    from ssi_outcomes.reading.tables.mapping import write_toml

    hide, cells = hide_names(data.names), {str(values[name]) for name in QUOTED if name in values}
    hide_headers = hide_names(data.names, is_neutral=is_known) if page else hide
    hidden = {cell: HIDDEN for cell in cells if hide_cell(cell) == HIDDEN} | {
        own: shown for own, shown in data.labels.items() if own != shown
    }
    # The lines to paste repeat the cell and the file.
    forms = {form: shown for own, shown in hidden.items() for form in (own, write_toml(own)[1:-1])}

    def show(name: str, text: str) -> str:
        for form in sorted(forms, key=len, reverse=True):
            text = text.replace(form, forms[form])
        return (hide_headers if name in HEADERS else hide)(text)

    return {name: show(name, value) if isinstance(value, str) else value for name, value in values.items()}
