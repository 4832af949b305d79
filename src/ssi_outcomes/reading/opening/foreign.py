"""Files that hold no table, and never will: links, texts, pictures; each with the one step to take."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.opening.limits import BROKEN_ZIP

_HEAD = 4096
_LINKS = frozenset(
    {".gsheet", ".gdoc", ".gslides", ".gslide", ".gform", ".gdraw", ".gtable", ".gmap", ".gsite"}
)
_SHORTCUTS = frozenset({".url", ".webloc", ".lnk", ".desktop", ".website"})
# By what is in a zip: each of these is one.
_PACKED = (
    ("word/document.xml", "foreign_text"),
    ("ppt/presentation.xml", "foreign_text"),
    ("Index/Document.iwa", "foreign_iwork"),
    ("Index.zip", "foreign_iwork"),
    ("index.apxl", "foreign_iwork"),
    ("index.xml", "foreign_iwork"),
)
_TEXTS = (b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.presentation")
_BITMAP = b"BM"
_SIGNS = (
    (b"%PDF", "foreign_pdf"),
    (b"\x89PNG", "foreign_picture"),
    (b"\xff\xd8\xff", "foreign_picture"),
    (b"GIF8", "foreign_picture"),
    (_BITMAP, "foreign_picture"),
    (b"II*\0", "foreign_picture"),
    (b"MM\0*", "foreign_picture"),
    (b"{\\rtf", "foreign_text"),
    (b"Rar!", "foreign_packed"),
    (b"7z\xbc\xaf\x27", "foreign_packed"),
    (b"\x1f\x8b", "foreign_packed"),
    (b"SQLite format 3\0", "foreign_base"),
    (b"PAR1", "foreign_parquet"),
)
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE)


def check_foreign(path: Path, shown: str) -> None:
    """Raise FileRefused, with the step to take, for a file that is no table by its content or, where that
    says nothing, by its ending; do nothing for any other.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    key = _find_key(path, head)
    if key:
        raise FileRefused(key, file=shown, ending=path.suffix)


def sign_of(head: bytes, ending: str = "") -> str | None:
    """Return the message for a file that begins with the sign of a picture and the like, or None. Two signs
    begin a text as well as a bitmap: there the ending has to say so, too.
    """
    return next(
        (key for sign, key in _SIGNS if head.startswith(sign) and (sign != _BITMAP or ending == ".bmp")), None
    )


def _find_key(path: Path, head: bytes) -> str | None:
    ending = path.suffix.casefold()
    if path.name.casefold().endswith((".numbers", ".pages", ".key")) and (head.startswith(b"PK") or not head):
        return "foreign_iwork"
    if head.startswith(b"PK"):
        return _of_zip(path)
    if key := sign_of(head, ending):
        return key
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif") or (
        head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    ):
        return "foreign_picture"
    return _of_link(ending, head)


def _of_zip(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = (
                archive.read("mimetype")[:80]
                if "mimetype" in names and archive.getinfo("mimetype").file_size < 200
                else b""
            )
    except (*BROKEN_ZIP, KeyError):
        return None
    if kind.startswith(_TEXTS):
        return "foreign_text"
    return next((key for name, key in _PACKED if name in names), None)


def _of_link(ending: str, head: bytes) -> str | None:
    """Return what a file is that only says where something else lies."""
    text = head.decode("utf-8-sig", errors="replace")
    if ending in _LINKS or _is_drive_link(text):
        return "foreign_link"
    shortcut = text.lstrip().casefold()
    if (
        ending in _SHORTCUTS
        or shortcut.startswith(("[internetshortcut]", "[desktop entry]"))
        or (shortcut.startswith("<?xml") and "<plist" in shortcut and "<key>url</key>" in shortcut)
        or (len(head) < _HEAD and _ADDRESS.fullmatch(text))
    ):
        return "foreign_link"
    return None


def _is_drive_link(text: str) -> bool:
    """Tell whether a text is what Google Drive leaves of a document: where it lies, and whose it is."""
    if not text.lstrip().startswith("{"):
        return False
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and (
        "doc_id" in said or ("url" in said and "docs.google.com" in str(said["url"]))
    )
