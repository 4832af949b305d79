"""Walk through the XML in a workbook without keeping it, so that what it holds is counted before anything is
made of it.

It is parsed, not searched: a cell is found however it is spelt, and what the parser does not understand is
refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.opening.limits import LIMITS, check_count

Attributes = Mapping[str, str]
# In each of them a byte below 128 is the same sign: whoever reads the bytes sees the same elements.
_ENCODINGS = frozenset(("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"))


def walk(
    xml: bytes,
    shown: str,
    begin: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call `begin` with the name of each element, without its prefix, and its attributes as they are written;
    `end` with its name, `text` with what stands in it. Raises FileRefused.

    No program writes a DOCTYPE: its entities could swell.
    """
    check_count("elements", xml.count(b"<"), shown)
    parser, names = expat.ParserCreate(), _Names()
    parser.buffer_text = True

    def start(name: str, attributes: Attributes) -> None:
        if len(attributes) > LIMITS.attributes:
            _refuse(shown)
        begin(names[name], attributes)

    parser.StartElementHandler = start
    parser.EndElementHandler = end and (lambda name: end(names[name]))
    parser.CharacterDataHandler = text
    parser.XmlDeclHandler = lambda version, encoding, alone: _check_encoding(encoding, shown)
    parser.StartDoctypeDeclHandler = lambda *said: _refuse(shown)
    if xml[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        _refuse(shown)
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise FileRefused("workbook_broken", file=shown) from fault


def attribute(attributes: Attributes, name: str) -> str:
    """Return an attribute, whatever its prefix; "" if there is none."""
    found = attributes.get(name)
    if found is not None:
        return found
    return next((value for key, value in attributes.items() if key.partition(":")[2] == name), "")


class _Names(dict):
    """Names of elements without their prefixes, each worked out once."""

    def __missing__(self, name: str) -> str:
        self[name] = name.partition(":")[2] or name
        return self[name]


def _check_encoding(encoding: str | None, shown: str) -> None:
    if encoding and encoding.lower() not in _ENCODINGS:
        _refuse(shown)


def _refuse(shown: str) -> None:
    raise FileRefused("workbook_broken", file=shown)
