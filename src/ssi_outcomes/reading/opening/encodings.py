"""Tell in which encoding a text was written, and refuse one whose accents would be taken for others."""

from __future__ import annotations

import re

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.opening.foreign import sign_of

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Inside a word, what stands in cp1252 for the accents of a Mac (é is Ž) or of DOS (é is \u201a): "CSV
# (Macintosh)" and "CSV (MS-DOS)" are two of the formats that a spreadsheet offers.
_FOREIGN = re.compile(
    "[A-Za-z][\u017d\u0160\u0178\u0192\u201a\u201e\u2021\u02c6][a-z]|[a-z][\u017d\u201a](?![a-zA-Z])"
)
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)  # of UTF-8, past ASCII


def decode(content: bytes, shown: str) -> str:
    """Return `content` as text: by its byte-order mark, else UTF-16 if
    its NULs say so, else UTF-8, else cp1252.

    In a UTF-8 file that is broken in places, the broken bytes come as lone
    surrogates: their rows are rejected later.
    """
    # What is not a table is named, for a better answer than "not text".
    if content.startswith(_OLD_EXCEL):
        raise FileRefused("file_old_excel", file=shown)
    if sign_of(content):
        raise FileRefused("file_not_table", file=shown)
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        if encoding != "utf-8-sig":
            raise FileRefused("file_encoding", file=shown, encoding=encoding.upper()) from fault
        text = (
            content.decode("utf-8-sig", "surrogateescape")
            if _is_broken_utf8(content)
            else _decode_cp1252(content, shown)
        )
    if sum(map(text[:100_000].count, map(chr, (*range(9), 11, *range(14, 32))))) * 20 > min(
        len(text), 100_000
    ):
        raise FileRefused("file_not_text", file=shown)
    return text


def _encoding(content: bytes) -> str:
    for mark, name in (
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return name
    head = content[:4096]
    half = max(len(head) // 2, 1)
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.1 else "utf-8-sig"


def _is_broken_utf8(content: bytes) -> bool:
    """Tell UTF-8 with a few broken places from cp1252: in the latter,
    accents hardly ever form valid sequences.
    """
    high = content.translate(None, bytes(range(128)))
    # Each valid sequence has a byte of 80 to BF: with fewer than a third of those, most places are broken.
    if len(high.translate(None, bytes(range(0xC0, 0x100)))) * 3 < len(high):
        return False
    lengths = [len(found.group()) for found in _SEQUENCE.finditer(content)]
    return len(high) - sum(lengths) <= len(lengths)


def _decode_cp1252(content: bytes, shown: str) -> str:
    said = {"file": shown, "encoding": "UTF-8, Windows-1252"}
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as fault:
        raise FileRefused("file_encoding", **said) from fault
    if _FOREIGN.search(text):
        raise FileRefused("file_encoding", **said)
    return text
