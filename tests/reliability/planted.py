"""Look for planted names in whatever was written: text, file names, workbooks, tables, pictures inside pages."""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import unquote

# Long runs of base64, with a data: address or as notebooks store pictures (lines end in \n, written out in JSON).
_BASE64 = re.compile(r"[A-Za-z0-9+/](?:[A-Za-z0-9+/]|\\n|\r?\n){30,}={0,2}")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_TAG = re.compile(r"<[^<>]*>")
_DEEPEST = 4  # a picture in a page in a zip in a zip
_ZIP, _GZIP, _PARQUET, _PNG = b"PK\x03\x04", b"\x1f\x8b", b"PAR1", b"\x89PNG"
_PACKED = (_ZIP, _GZIP, _PARQUET, _PNG)


def find_planted(names: Iterable[str], folder: Path, *, apart: Iterable[str] = ()) -> list[str]:
    """Return "file: name" for each of `names` found anywhere under `folder`, file names included.

    Case, accents, separators, entities and escapes do not hide a name. `apart` are patterns of paths (from `folder` on) that may
    hold names, for example "*/private/*".
    """
    wanted = {name: (_fold(name).split(), _pattern(name)) for name in names}
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink()):
        place = path.relative_to(folder).as_posix()
        if any(fnmatch(place, pattern) for pattern in apart):
            continue
        content = path.read_bytes() if path.is_file() else b""
        texts = [text for piece in _pieces(place, content) for text in _readings(piece)]
        found += [
            f"{place}: {name}"
            for name, (words, pattern) in wanted.items()
            # Its first word is looked for as it stands, which is quick, and the whole only where that is found.
            if any(words[0] in text and pattern.search(text) for text in texts)
        ]
    return found


def _pattern(name: str) -> re.Pattern[str]:
    """Return what finds `name` as words of its own, its parts apart or run together."""
    words = _fold(name).split()
    if not words:
        raise ValueError("a planted name cannot be blank")
    return re.compile(r"(?<!\w)" + " ?".join(map(re.escape, words)) + r"(?!\w)")


def _fold(text: str) -> str:
    """Return `text` without case, accents and invisible characters, each run of separators as one space."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
        text = text.translate(_VISIBLE)
    return re.sub(r"[\s_.+\-‐‑–]+", " ", text.casefold())


class _Visible(dict):
    """What becomes of a sign when only visible letters are left: looked up once for each."""

    def __missing__(self, code: int) -> int | None:
        sign = chr(code)
        unseen = unicodedata.combining(sign) or unicodedata.category(sign) == "Cf"
        self[code] = None if unseen else code
        return self[code]


_VISIBLE = _Visible()


def _readings(text: str) -> Iterator[str]:
    """Yield `text` folded, as it stands and as a browser, JSON or an address would read it."""
    plain = _ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), text)
    for reading in dict.fromkeys(
        [text, html.unescape(plain), _TAG.sub(" ", html.unescape(plain)), _TAG.sub("", plain), unquote(plain)]
    ):
        yield _fold(reading)


def _pieces(place: str, content: bytes, depth: int = 0) -> Iterator[str]:
    """Yield each text of a file: its name, its bytes read as text, and what is packed inside it.

    Bytes that are packed are no text: three letters stand in a large workbook's by chance.
    """
    yield place
    text = content.decode("utf-8", errors="replace")
    if content.startswith(_PACKED):
        if depth < _DEEPEST:
            for name, inner in _unpack(content, text):
                yield from _pieces(name, inner, depth + 1)
        return
    yield text
    if b"\0" in content:
        yield from (content.decode(encoding, errors="replace") for encoding in ("utf-16-le", "utf-16-be"))
    if "�" in text:
        yield content.decode("cp1252", errors="replace")
    if depth < _DEEPEST:
        for name, inner in _unpack(content, text):
            yield from _pieces(name, inner, depth + 1)


def _unpack(content: bytes, text: str) -> Iterator[tuple[str, bytes]]:
    if content.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield "", packed.comment
            yield from ((member.filename, packed.read(member)) for member in packed.infolist())
    elif content.startswith(_GZIP):
        yield "", gzip.decompress(content)
    elif content.startswith(_PARQUET):
        yield "", _parquet_text(content).encode("utf-8")
    elif content.startswith(_PNG):
        yield "", b"\n".join(_png_texts(content))
    else:
        for run in _BASE64.findall(text):
            letters = re.sub(r"\\n|\s", "", run).rstrip("=")
            try:
                yield "", base64.b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + "===")
            except binascii.Error:
                continue


def _parquet_text(content: bytes) -> str:
    # Only where there is such a file: the base floor does without pyarrow otherwise.
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(content))
    return "\n".join(
        [
            str(table.schema.metadata),
            *table.column_names,
            *(str(value) for column in table.columns for value in column.unique().to_pylist()),
        ]
    )


def _png_texts(content: bytes) -> Iterator[bytes]:
    """Yield the text parts of a picture: their keyword, then the text, unpacked where it is packed."""
    at = 8
    while at + 8 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        body = content[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
            yield body
            for start in range(len(body)) if kind in (b"zTXt", b"iTXt") else ():
                if body[start : start + 1] == b"\x78":
                    try:
                        yield zlib.decompress(body[start:])
                    except zlib.error:
                        continue
        at += 12 + length
