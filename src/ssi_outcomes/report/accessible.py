"""Make tables readable by ear, by keyboard and on a phone: scopes, a scrolling
frame with a name, labels for stacked rows.
"""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from ssi_outcomes.base.errors import message
from ssi_outcomes.base.tame import one_line

# Tables of this class stack their rows on a phone. The stacking takes the table
# roles away from some browsers: say them.
STACKED = "ledger"
# There, what is no longer than this stands on the line of its label; what is goes below it.
_SHORT = 18  # characters
# How notebooks set words and numbers (exhibits/frame/teller.py).
_LEFT, _RIGHT = ("text-align: left",), ("text-align: right", "white-space: nowrap")
_ROLES = {
    "table": "table",
    "thead": "rowgroup",
    "tbody": "rowgroup",
    "tr": "row",
    "td": "cell",
}


def prepare_tables(body: BeautifulSoup, language: str) -> None:
    """Add to each table of `body`, in place, what a reader without eyes, mouse or width needs."""
    # Landmarks need names that differ: two tables may stand under one heading.
    taken: set[str] = set()
    for number, table in enumerate(body.find_all("table"), 1):
        _scope_headers(table)
        _align_cells(table)
        if STACKED in table.get("class", ()):
            _label_cells(table)
        name = _name(table, language)
        _frame(body, table, f"{name} ({number})" if name in taken else name)
        if STACKED in table.get("class", ()) and table.caption and table.caption.data:
            _lift_caption(table, f"caption-{number}")
        taken.add(name)


def _align_cells(table: Tag) -> None:
    """Say once, in the style sheet, what notebooks have to say on each cell."""
    for cell in table.find_all(["th", "td"], style=True):
        kept = [
            part.strip() for part in cell["style"].split(";") if part.strip() not in ("", *_LEFT, *_RIGHT)
        ]
        if _RIGHT[0] in cell["style"]:
            cell["class"] = [*cell.get("class", ()), "number"]
        if kept:
            cell["style"] = "; ".join(kept)
        else:
            del cell["style"]


def _scope_headers(table: Tag) -> None:
    for cell in table.find_all("th"):
        if not cell.get_text(strip=True):
            cell.name = "td"  # pandas' corner: an empty header announces nothing
        elif not cell.get("scope"):
            cell["scope"] = "col" if cell.find_parent("thead") else "row"


def _label_cells(table: Tag) -> None:
    head = table.select_one("thead tr")
    labels = [_text(cell) for cell in head.find_all(["th", "td"], recursive=False)] if head else []
    for row in table.select("tbody tr"):
        for cell, label in zip(row.find_all(["th", "td"], recursive=False), labels, strict=False):
            cell["data-label"] = label
            if len(_text(cell)) <= _SHORT:
                cell["class"] = [*cell.get("class", ()), "short"]
    for tag in [table, *table.find_all([*_ROLES, "th"])]:
        tag["role"] = _ROLES.get(tag.name) or ("columnheader" if tag.get("scope") == "col" else "rowheader")


def _name(table: Tag, language: str) -> str:
    named = table.find("caption") or table.find_previous(["h2", "h3", "h4", "h1"])
    return _text(named) if named else message("page_table", language)


def _lift_caption(table: Tag, anchor: str) -> None:
    """Set a caption with numbers above its table: they become links, which a table whose role is said may not
    hold but in its cells.
    """
    caption = table.caption.extract()
    caption.name, caption["class"], caption["id"] = "p", "caption", anchor
    table.insert_before(caption)
    table["aria-labelledby"] = anchor


def _text(tag: Tag) -> str:
    """Return what a tag says on one line; no-break spaces stay, as French needs them."""
    return one_line(tag.get_text())


def _frame(body: BeautifulSoup, table: Tag, name: str) -> None:
    parent = table.parent
    frame = (
        parent
        if parent and "scroll" in parent.get("class", ())
        else table.wrap(body.new_tag("div", attrs={"class": "scroll"}))
    )
    frame["tabindex"], frame["role"], frame["aria-label"] = "0", "region", name
