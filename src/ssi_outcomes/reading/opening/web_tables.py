"""Cut the tables of a web page into sheets: many programs save reports as pages, and call them .xls.

Nothing of a page is executed or fetched. A table that only lays out others is none, nor is one of one row.
The parser of the standard library is enough: the tree that BeautifulSoup makes with it puts a cell that was
left open around those that follow, and what ends them is a package more (lxml, html5lib), for pandas too.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ssi_outcomes.reading.opening.limits import check_count, check_size, check_width
from ssi_outcomes.reading.opening.merged import Range, spread_merged
from ssi_outcomes.reading.parsed import Cell, Sheet

PAGE_BYTES = 50_000_000
_PAGE = re.compile(r"<(?:!doctype html|html|table|body|meta|style)\b", re.I)
_EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNSEEN = ("script", "style", "title", "template", "noscript")
_WIDEST = 1_000  # columns or rows that one cell may span


def is_page(text: str) -> bool:
    """Tell whether a text begins like a web page, or like a part of one."""
    head = text[:4096].lstrip("\ufeff \r\n\t")
    return head.startswith("<") and _PAGE.search(head) is not None


def unpack_page(content: bytes) -> bytes:
    """Return the pages in a page that was saved with all that belongs to it (MHTML), else the content."""
    if not re.match(rb"(?:MIME-Version|From|Subject|Date|Content-Type): ", content[:200], re.I):
        return content
    if b"multipart/related" not in content[:4096]:
        return content
    parts = email.message_from_bytes(content, policy=email.policy.default).walk()
    pages = [part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html"]
    return b"\n".join(pages) or content


def check_nesting(text: str, shown: str) -> None:
    """Refuse a page with more elements, or deeper ones, than a tree of them can be made and searched of."""
    check_count("page_tags", text.count("<"), shown)
    depth = _Depth()
    depth.feed(text)
    check_count("page_depth", depth.most, shown)


def cut_page(text: str, shown: str) -> list[Sheet]:
    """Return a sheet for each table of a page; those with the same header are one. Raises FileRefused."""
    check_size(len(text), PAGE_BYTES, shown)
    reader = _Reader(shown)
    reader.feed(text)
    reader.close()
    tables = [rows for table in reader.found if len(rows := table.cut()) > 1 and len(rows[0]) > 1]
    # Beside tables of several columns, those of two are lists of filters and the like.
    wide = [rows for rows in tables if len(rows[0]) > 2] or tables
    joined = list(_join_alike(wide))
    for rows in joined:
        check_width(rows, shown)
    remarks = (("page_tables", {"count": len(tables) - len(wide)}),) if len(tables) > len(wide) else ()
    return [
        Sheet(
            shown,
            str(number) if len(joined) > 1 else "",
            tuple(range(1, len(rows) + 1)),
            tuple(map(tuple, rows)),
            remarks=remarks if number == 1 else (),
        )
        for number, rows in enumerate(joined, 1)
    ]


def _join_alike(tables: Iterable[list[list[Cell]]]) -> Iterable[list[list[Cell]]]:
    """Return the tables, those that begin with the same row as one."""
    found: dict[tuple[Cell, ...], list[list[Cell]]] = {}
    for rows in tables:
        found.setdefault(tuple(rows[0]), []).extend(rows)
    return found.values()


@dataclass
class _Table:
    """A table while it is read: its cells by place, and what of them spans several."""

    file: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    spans: list[Range] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    row: int = -1
    column: int = 0
    text: list[str] | None = None
    holds_tables: bool = False

    def begin(self, across: int, down: int) -> None:
        """Begin a cell at the next free place."""
        self.row, self.text = max(self.row, 0), []
        while (self.row, self.column) in self.taken:
            self.column += 1
        if across > 1 or down > 1:
            self.spans.append((self.row, self.column, self.row + down - 1, self.column + across - 1))
            rows, columns = range(self.row, self.row + down), range(self.column, self.column + across)
            self.taken.update((row, column) for row in rows for column in columns)
            check_count("page_cells", len(self.taken), self.file)

    def end(self) -> None:
        """End the cell that was begun, if any."""
        if self.text is not None:
            self.cells[self.row, self.column] = " ".join("".join(self.text).split())
            self.taken.add((self.row, self.column))
            check_count("page_cells", len(self.taken), self.file)
            self.text = None

    def cut(self) -> list[list[Cell]]:
        """Return the rows, all of one width, or none of a table that holds others."""
        filled = [place for place, text in self.cells.items() if text]
        if self.holds_tables or not filled:
            return []
        height, width = (max(place) + 1 for place in zip(*filled, strict=True))
        check_count("page_cells", height * width, self.file)
        rows: list[list[Cell]] = [
            [self.cells.get((row, column)) or None for column in range(width)] for row in range(height)
        ]
        spread_merged(rows, self.spans)
        return rows


class _Reader(HTMLParser):
    """What finds the tables of a page."""

    def __init__(self, file: str):
        super().__init__(convert_charrefs=True)
        self._file = file
        self.found: list[_Table] = []
        self._open: list[_Table] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag == "table":
            for outer in self._open:
                outer.holds_tables = True
            self._open.append(_Table(self._file))
            self.found.append(self._open[-1])
        elif self._open and tag == "tr":
            self._open[-1].end()
            self._open[-1].row, self._open[-1].column = self._open[-1].row + 1, 0
        elif self._open and tag in ("td", "th"):
            self._open[-1].end()
            self._open[-1].begin(_span(attrs, "colspan"), _span(attrs, "rowspan"))
        elif tag in ("br", "p", "div", "li"):
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if self._open and tag in ("td", "th", "tr", "table"):
            self._open[-1].end()
        if self._open and tag == "table":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].text is not None and not self._unseen:
            self._open[-1].text.append(data)


class _Depth(HTMLParser):
    """What finds how deep the elements of a page lie in each other: one that is never ended holds all that
    follow it.
    """

    def __init__(self):
        super().__init__()
        self.most, self._open = 0, Counter()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag not in _EMPTY:
            self._open[tag] += 1
            self.most = max(self.most, self._open.total())

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        self._open[tag] -= self._open[tag] > 0


def _span(attrs: Iterable[tuple[str, str | None]], name: str) -> int:
    text = dict(attrs).get(name) or ""
    return min(int(text), _WIDEST) if re.fullmatch(r"[1-9][0-9]{0,6}", text) else 1
