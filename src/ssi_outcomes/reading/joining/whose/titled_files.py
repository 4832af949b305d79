"""Files and sheets that are called as people are, one each, where no row names anybody: theirs, or one's own?

One file with a name may be one's own. Of several that are called differently ("Noa.csv" and "Ida.csv", a
sheet a person), whose each is is asked, and of what stands beside them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePath

from ssi_outcomes.base.spelling import fold, same_name
from ssi_outcomes.reading.joining.whose.person_questions import SHOWN, Notes, Origin
from ssi_outcomes.reading.kinds.vocabulary import is_known
from ssi_outcomes.reading.tables.mapping import paste, write_toml

_WORD = re.compile(r"[^\W\d_]+")
_TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".ics"})


def find_titled(files: Iterable[str], origins: Mapping[str, Origin]) -> dict[str, str]:
    """Return by file (or sheet) what it is called that may be a person's name; nothing, unless they are
    called by several.
    """
    titles = {file: _title(file, origins[file].path) for file in files if file in origins}
    found = {file: title for file, title in titles.items() if title and _may_be_person(title)}
    return found if len(set(map(same_name, found.values()))) > 1 else {}


def ask_titled(
    notes: Notes, asked: Collection[str], titled: Mapping[str, str], origins: Mapping[str, Origin]
) -> None:
    """Ask once, at the first of the files, whose each of them is, with the name that it is called by."""
    files = sorted(titled) + sorted(set(asked) - titled.keys())
    lines = "\n".join(_line(file, titled.get(file), origins[file]) for file in files[:SHOWN])
    names = sorted({same_name(title): title for title in titled.values()}.values())
    notes[files[0]].append(("asks_titled", {"people": ", ".join(names[:SHOWN]), "paste": lines}))


def _line(file: str, title: str | None, origin: Origin) -> str:
    """Return the entry of a file or sheet that gives its rows to nobody, and the line that names somebody."""
    sheet = file.removeprefix(origin.path).removeprefix(" › ")
    entry = origin.entry.get("sheets", {}).get(sheet, {}) if sheet else origin.entry
    lines = paste(origin.path, sheet, entry, person="team")
    return lines + f"\n# person = {write_toml(title or '…')}"


def _title(file: str, path: str) -> str | None:
    """Return what a table is called: its sheet, else its file; None for what is no table of one's own."""
    if PurePath(path).suffix.lower() not in _TABLES or not file.startswith(path):
        return None
    return file.removeprefix(path).removeprefix(" › ") or PurePath(path).stem


def _may_be_person(title: str) -> bool:
    words = _WORD.findall(title)
    own = [word for word in words if not is_known(word)]
    numbered = [fold(word) for word in words] == ["p"] and any(map(str.isdigit, title))
    return numbered or bool(own) and all(word[:1].isupper() for word in own)
