"""The values of messages without anybody's name, wherever they may travel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import PurePosixPath

from ssi_outcomes.reading.dataset import Dataset

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


class Unnamed:
    """What may be shown of the values of messages, and whether any had something to hide (`is_hidden`).

    A cell may hold any text; what is said in full stays on this machine.

    On a page, which travels, headers are shown where their words are known: in some tables the people are
    the columns.
    """

    def __init__(self, data: Dataset, *, page: bool = True):
        self.data, self._page, self.is_hidden = data, page, False
        self._is_open = bool(data.about.get("synthetic")) or "statements" in data.tables
        # Whoever keeps a pool knows who handed over what.
        self._is_open |= "pool" in data.tables and not page

    def of(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return the values without anybody's name."""
        if self._is_open:
            return dict(values)
        hide, hide_headers = self._hiders
        hide_forms = self._hide_forms(values)
        shown = {
            name: (hide_headers if name in HEADERS else hide)(hide_forms(value))
            if isinstance(value, str)
            else value
            for name, value in values.items()
        }
        self.is_hidden |= shown != dict(values)
        return shown

    @cached_property
    def _hiders(self):
        """Return what takes the names out of a text, and what does so of headers."""
        # Here, as they bring in each reader there is: a notebook of invented people needs none of them.
        from ssi_outcomes.reading.joining.hiding import hide_names
        from ssi_outcomes.reading.kinds.vocabulary import is_known

        neutral = is_known if self._page else lambda word: True
        return hide_names(self.data.names), hide_names(self.data.names, is_neutral=neutral, headers=True)

    @cached_property
    def _labels(self) -> dict[str, str]:
        """Return how the labels of files are shown that are shown otherwise, also as they are pasted."""
        return _with_pasted({own: shown for own, shown in self.data.labels.items() if own != shown})

    @cached_property
    def _parts(self) -> dict[str, str]:
        """Return the same of their parts: a remark may name a file, its sheet or its member alone."""
        return _with_pasted(_hidden_parts(self.data.labels))

    def _hide_forms(self, values: Mapping[str, object]):
        """Return what replaces, in a text of `values`, the cells and the files that they name."""
        from ssi_outcomes.reading.joining.hiding import HIDDEN, hide_cell

        cells = {str(values[name]) for name in QUOTED if name in values}
        hidden = {cell: HIDDEN for cell in cells if hide_cell(cell) == HIDDEN}
        # The lines to paste repeat the cell and the file.
        forms = {**self._parts, **_with_pasted(hidden), **self._labels}
        texts = [value for value in values.values() if isinstance(value, str)]
        longest = sorted(
            (form for form in forms if any(form in text for text in texts)), key=len, reverse=True
        )
        # Whole words only: a sheet may be called by a letter.
        found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?!\w)")
        return lambda text: found.sub(lambda match: forms[match[0]], text)


def shown_values(data: Dataset, values: Mapping[str, object], *, page: bool = True) -> dict[str, object]:
    """Return the values of one message about a dataset without anybody's name."""
    return Unnamed(data, page=page).of(values)


def _with_pasted(hidden: Mapping[str, str]) -> dict[str, str]:
    """Return how texts are shown, also as `mapping.toml` writes them."""
    from ssi_outcomes.reading.tables.mapping import write_toml

    return {form: shown for own, shown in hidden.items() for form in (own, write_toml(own)[1:-1])}


def _hidden_parts(labels: Mapping[str, str]) -> dict[str, str]:
    """Return how the parts of a label are shown that are shown otherwise: file, sheet, member, and what a
    file is called without its ending, which may be offered as a person's name.
    """
    pairs = (tuple(each.split(" › ") for each in pair) for pair in labels.items())
    parts = [pair for own, shown in pairs if len(own) == len(shown) for pair in zip(own, shown, strict=True)]
    files = (tuple(map(PurePosixPath, pair)) for pair in parts)
    stems = [(own.stem, shown.stem) for own, shown in files if own.suffix and own.suffix == shown.suffix]
    return {own: shown for own, shown in (*stems, *parts) if own != shown}
