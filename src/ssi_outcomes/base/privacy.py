"""Who is named where: pseudonyms, the table that undoes them (on this
computer only), and which groups may be shown.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import os
import re
import secrets
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.base.files import PART, make_way, write_whole
from ssi_outcomes.base.paths import processed_folder, root
from ssi_outcomes.base.spelling import same_name

YOU = "you"
SMALLEST_GROUP = 5
# Published on purpose: whoever runs a synthetic dataset gets the same
# pseudonyms, and there is nobody behind them.
SYNTHETIC_KEY = b"published key for synthetic data"

_KEY_BYTES = 32
_SHORTEST = 4
# Crockford's base32: no I, L, O, U, so that a pseudonym read aloud or copied
# by hand stays itself and spells no word.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_NUMBERED = re.compile(r"P\d{2,}")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
# What a spreadsheet takes for the start of a formula, full-width forms included.
_FORMULA = tuple("=+-@＝＋－＠")


# --- pseudonyms


def name_people(names: Iterable[str], *, you: Iterable[str] = (), synthetic: bool = False) -> dict[str, str]:
    """Return the pseudonym of each name of one dataset, for example "P-7KQ2"; names in `you` become "you".

    The same name, however it is spaced or capitalised, gets the same pseudonym in every dataset of this key.
    Two names whose short pseudonyms are alike both get longer ones. `synthetic`: P01, P02, ... stay, and the
    key is the published one. Raises ValueError for a blank name, UsageError for an unusable key.
    """
    own = {same_name(name) for name in you}
    people = {name: same_name(name) for name in names}
    if "" in people.values():
        raise ValueError("a person without a name has no pseudonym")
    kept = {
        name: name.strip().upper()
        for name in people
        if synthetic and _NUMBERED.fullmatch(name.strip().upper())
    }
    hidden = {person for name, person in people.items() if name not in kept and person not in own}
    key = (SYNTHETIC_KEY if synthetic else read_key()) if hidden else b""
    codes = _shorten({person: _encode(person, key) for person in hidden})
    return {
        name: kept.get(name) or (YOU if person in own else codes[person]) for name, person in people.items()
    }


def write_people(dataset: str, pseudonyms: Mapping[str, str]) -> Path:
    """Write who is who to data/processed/<dataset>/private/people.csv, for
    this computer only, and return that path.
    """
    return write_private(
        dataset,
        "private/people.csv",
        table_text(("person", "name"), sorted((person, name) for name, person in pseudonyms.items())),
    )


def write_private(dataset: str, name: str, text: str) -> Path:
    """Write what is for this computer only to `name` ("private/...") in data/processed/<dataset>, which
    others on it do not enter; return its path.
    """
    path = processed_folder(dataset) / name
    make_way(path)
    path.parent.chmod(0o700)
    write_whole(path, text.encode("utf-8"))
    return path


def table_text(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a CSV with the mark that lets a spreadsheet show accents, and no cell that it would run."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(
        text, lineterminator="\r\n"
    )  # with "\n" alone, a cell with a lone "\r" is not quoted, and begins a row of its own
    writer.writerow(columns)
    writer.writerows(map(safe_cell, row) for row in rows)
    return text.getvalue()


def _encode(person: str, key: bytes) -> str:
    number = int.from_bytes(
        hmac.new(key, person.encode("utf-8", "surrogatepass"), hashlib.sha256).digest(), "big"
    )
    return "".join(_LETTERS[number >> shift & 31] for shift in range(251, 0, -5))


def _shorten(codes: dict[str, str]) -> dict[str, str]:
    """Cut each code to the fewest letters that no other one begins with, and mark it as a pseudonym."""
    short, length = {}, _SHORTEST
    while codes:
        alike = defaultdict(list)
        for person, code in codes.items():
            alike[code[:length]].append(person)
        short |= {people[0]: f"P-{start}" for start, people in alike.items() if len(people) == 1}
        codes = {person: code for person, code in codes.items() if person not in short}
        length += 1
    return short


# --- the key


def key_file() -> Path:
    """Return where the key is: `SSI_KEY_FILE`, else in the user's own
    settings, never in the repository (UsageError).
    """
    asked = os.environ.get("SSI_KEY_FILE")
    path = (Path(asked) if asked else _settings() / "ssi-outcomes" / "key").absolute()
    if path.resolve().is_relative_to(root().resolve()):
        raise UsageError("key_in_repository", file=from_home(path))
    return path


def read_key() -> bytes:
    """Return the 32 bytes behind this user's pseudonyms; they are drawn and kept on first use.

    Raises UsageError where the file is not such a key: writing another one over it would rename everybody.
    """
    path = key_file()
    if not path.exists():
        _make_key(path)
    text = path.read_text("ascii", errors="replace").strip()
    if not re.fullmatch(rf"[0-9a-fA-F]{{{2 * _KEY_BYTES}}}", text):
        raise UsageError("key_unreadable", file=from_home(path))
    return bytes.fromhex(text)


def _make_key(path: Path) -> None:
    """Publish a new key whole and readable by its owner only; where two
    programs do so at once, the first one's stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{path.name}.{os.getpid()}{PART}")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(
            os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii", newline="\n"
        ) as stream:
            stream.write(secrets.token_hex(_KEY_BYTES) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(part, path)
        except FileExistsError:
            return
        except OSError:  # a disk without links
            os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _settings() -> Path:
    """Return the folder of this user's settings, where the system wants it.

    A key that is looked for elsewhere would be made anew, and give everyone another pseudonym. platformdirs
    looks elsewhere: by `XDG_CONFIG_HOME` on macOS, and not by `APPDATA` on Windows.
    """
    try:
        if sys.platform == "win32":
            return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Application Support"
        return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    except RuntimeError as error:  # no home folder
        raise UsageError("key_no_place") from error


def from_home(path: Path) -> str:
    """Return `path` without the user's name in it, where it lies in the home folder."""
    home = Path(os.path.expanduser("~"))
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)


# --- what may be shown, and to whom


def audience() -> str:
    """Return "shared" (the default) or "private": whom the report is for, by the variable `AUDIENCE`."""
    asked = os.environ.get("AUDIENCE", "").strip().lower() or "shared"
    if asked not in ("shared", "private"):
        raise UsageError("audience_unknown", name=asked[:80])
    return asked


def may_show_people() -> bool:
    """Tell whether single people may be shown: only in what somebody makes for themselves."""
    return audience() == "private"


def may_break_down(*sizes: int) -> bool:
    """Tell whether groups of these numbers of people may be shown apart: each of 5 or more.

    Give all the groups of a breakdown at once: a small one that is left out can be worked out from the total.
    """
    return bool(sizes) and min(sizes) >= SMALLEST_GROUP


# Options of xlsxwriter: nothing that is written becomes a formula, a link or a number by itself.
SAFE_WORKBOOK = MappingProxyType(
    {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
)


def safe_cell(value: object) -> object:
    """Return `value` so that a spreadsheet shows it and never runs it: text like a formula gets an
    apostrophe, numbers stay.
    """
    if not isinstance(value, str) or _NUMBER.fullmatch(value):
        return value
    visible = value.lstrip(
        "".join(
            letter
            for letter in set(value)
            if letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf")
        )
    )
    return f"'{value}" if visible.startswith(_FORMULA) or value[:1] in ("\t", "\r", "\n") else value
