"""`mapping.toml`: what a user decides about files that do not speak for themselves, and the lines to paste
for those that ask.

["exports/sales.csv"]                  # the file, from the dataset's folder on, or its name alone
kind = "outcomes"                      # what it is: a name of a kind of file; "ignore" leaves it aside
columns = { person = "Rep", date = "Day", phone_meetings = "Calls ok" }
dates = "dmy"                          # or "mdy", "ymd"
carry_down = ["person"]                # a blank name means the one above it
["team.xlsx".sheets."Feuil2"]          # one sheet of a workbook
kind = "ignore"
["LinkedIn data"]                      # a folder: whose the files in it are
person = "Nora Exempla"
[people]                               # a name as files write it -> the person's
"N. Exempla" = "Nora Exempla"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import tomlkit

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.toml_text import parse_toml
from ssi_outcomes.reading.cells.dates import ORDERS
from ssi_outcomes.reading.parsed import Context, Sheet

# What may be decided, and the type of the answer. `columns`: our name -> the file's header.
KEYS: dict[str, type] = {
    "kind": str,
    "columns": dict,
    "ignore": list,  # headers to leave unread
    "headers": list,  # of a file whose first line is a reading already
    "blocks": list,  # whose the tables are that follow each other in one sheet, in their order
    "side_by_side": list,  # whose the columns are that stand side by side in one sheet, from left to right
    "carry_down": list,  # columns of ours whose blank cells mean what stands above them
    "dates": str,
    "decimal": str,
    "person": str,  # whose file it is
    "date": str,  # when the score was read or the calendar exported, for a file that does not say
    "year": int,  # of bare week numbers
    "currency": str,
    "outcome": str,  # what every row is
    "activity": str,
    "count": int,  # 1: each row of a log is one, whatever stands in a column without a header
    "names": dict,  # what a log calls an outcome or activity -> ours, "" for none
    "source_kind": str,
    "won": list,  # the stages of a deal that is won
    "done": list,  # the states of an activity that took place
    "all_done": bool,
    "types": dict,  # a CRM's kind of activity -> outcome
    "address": str,  # of a calendar's owner, among its guests
    "words": dict,  # a word of a calendar's titles -> outcome, "" for none
    "sheets": dict,
}
LEFT_OUT = "ignored "  # + a number: what a column is called that is to be left unread
IGNORE = "ignore"  # what it calls a file or sheet to leave aside
PEOPLE = "people"  # the table of names; no file is called so
_HIDDEN = "…"  # what a terminal shows in the place of a name: whoever pastes it says nothing of anybody
CHOICES = {"dates": ORDERS, "decimal": (",", "."), "count": (1,)}

Entry = Mapping[str, object]


def read_mapping(path: Path, shown: str, kinds: Sequence[str]) -> dict[str, dict[str, object]]:
    """Return what `mapping.toml` says by file; `kinds` are the names of the kinds of files.

    Raises FileRefused for what cannot be understood.
    """
    try:
        mapping = parse_toml(path.read_text("utf-8-sig"))
    except ValueError as fault:
        raise FileRefused("mapping_unreadable", file=shown, reason=str(fault)[:200]) from fault
    for name, entry in mapping.items():
        if name != PEOPLE:
            _check_entry(name, entry, shown, {**CHOICES, "kind": kinds})
        elif not isinstance(entry, dict) or not all(isinstance(each, str) for each in entry.values()):
            raise FileRefused("mapping_people", file=shown)
        elif any(_HIDDEN in each for names in entry.items() for each in names):
            raise FileRefused("mapping_hidden_name", file=shown)
    return mapping


def entry_for(mapping: Mapping[str, dict[str, object]], shown: str) -> dict[str, object]:
    """Return what the mapping says of the file `shown`: the entry whose
    name is the longest end of its path, or {}.
    """
    parts = shown.replace("\\", "/").split("/")
    for start in range(len(parts)):
        name = "/".join(parts[start:])
        if name in mapping and name != PEOPLE:
            return dict(mapping[name])
    return {}


def folder_entry(mapping: Mapping[str, dict[str, object]], shown: str) -> dict[str, object]:
    """Return whose the files of a folder are, as the mapping says of the innermost folder that it names."""
    folders = shown.replace("\\", "/").split("/")[:-1]
    found = (entry_for(mapping, "/".join(folders[:end])) for end in range(len(folders), 0, -1))
    return next(({"person": entry["person"]} for entry in found if "person" in entry), {})


def is_mapped(entry: Entry) -> bool:
    """Tell whether the mapping says of a file, or of a sheet of it, what table it is: a name then says
    nothing.
    """
    said = [entry, *(entry.get("sheets") or {}).values()]
    return any(key in each for each in said for key in ("kind", "columns"))


def entry_of(sheet: Sheet, context: Context | None) -> Entry:
    """Return what the context's mapping says of one sheet: the file's entry, overruled by the sheet's own."""
    entry = dict(context.mapping) if context else {}
    sheets = entry.pop("sheets", {})
    return {**entry, **(sheets.get(sheet.name, {}) if isinstance(sheets, dict) else {})}


def mapped_date(shown: str, context: Context) -> date | None:
    """Return the `date` that the mapping gives a file, or None; raises FileRefused for one that is none."""
    said = context.mapping.get("date")
    if not isinstance(said, str):
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise FileRefused("mapping_not_a_date", file=shown, value=said[:40]) from None


def apply_columns(entry: Entry, columns: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return spellings by column with the mapping's own columns in place of the usual ones.

    A mapped header means only what the mapping says: it comes last,
    and the last spelling wins in `find_table`.
    """
    mapped = {name: [header] for name, header in entry.get("columns", {}).items()}
    left_out = {f"{LEFT_OUT}{number}": [header] for number, header in enumerate(entry.get("ignore", ()))}
    return {
        **{name: list(spellings) for name, spellings in columns.items() if name not in mapped},
        **mapped,
        **left_out,
    }


def paste(file: str, sheet: str, entry: Entry, **answers: object) -> str:
    """Return the lines for `mapping.toml` that answer a question about a
    file: what is there already, and `answers` (None: what is said there does not hold, and is left out).
    """
    name = re.sub(r"^data/raw/[^/]+/", "", file)
    table = f"[{write_toml(name)}]" if not sheet else f"[{write_toml(name)}.sheets.{write_toml(sheet)}]"
    # Of columns side by side the reader knows each person's name by itself.
    dropped = {"person"} if "side_by_side" in entry else set()
    kept = {key: value for key, value in entry.items() if key not in dropped}
    said = {key: value for key, value in {**kept, **answers}.items() if value is not None}
    lines = [f"{key} = {write_toml(value)}" for key, value in said.items() if key != "sheets"]
    return "\n".join(["", table, *lines])


def _check_entry(name: str, entry: object, shown: str, choices: Mapping[str, Sequence[object]]) -> None:
    if not isinstance(entry, dict):
        raise FileRefused("mapping_not_a_file", file=shown, name=str(name)[:80])
    for option, value in entry.items():
        said = {"file": shown, "name": name[:80], "option": option[:80]}
        if option not in KEYS:
            raise FileRefused("mapping_key_unknown", **said, known=", ".join(KEYS))
        if not _fits(option, value):
            raise FileRefused("mapping_wrong_type", **said)
        if option in choices and value not in choices[option]:
            known = ", ".join(map(str, choices[option]))
            raise FileRefused("mapping_not_a_choice", **said, value=str(value)[:80], known=known)
        if option == "sheets":
            for sheet, part in value.items():
                _check_entry(f"{name} / {sheet}", part, shown, choices)


def _fits(option: str, value: object) -> bool:
    """Tell whether a value has its option's type, and holds nothing but texts if it holds several."""
    if not isinstance(value, KEYS[option]) or (KEYS[option] is int and isinstance(value, bool)):
        return False
    inner = (
        ()
        if option == "sheets" or not isinstance(value, dict | list)
        else value.values()
        if isinstance(value, dict)
        else value
    )
    return all(isinstance(each, str) for each in inner)


def write_toml(value: object) -> str:
    """Return a value as `mapping.toml` writes it, on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {write_toml(each)}" for key, each in value.items()) + " }"
    return _seen(tomlkit.item(value).as_string())


def _key(name: str) -> str:
    return _seen(tomlkit.key(name).as_string())


def _seen(written: str) -> str:
    """Escape what cannot be seen, so that a pasted line still means what it meant."""
    return "".join(
        f"\\U{ord(sign):08x}" if unicodedata.category(sign)[0] == "C" else sign for sign in written
    )
