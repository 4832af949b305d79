"""The XML of a workbook is walked through by a parser: spellings do not matter, and what swells is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.opening import limits, markup
from ssi_outcomes.reading.opening.markup import attribute, walk


def elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    walk(xml, "x.xlsx", lambda name, attributes: found.append((name, dict(attributes))))
    return found


@pytest.mark.parametrize(
    "xml",
    [
        b'<c r="B2"/>',
        b"<c  r = 'B2' />",
        b'<x:c xmlns:x="m" r="B2"/>',
        b'<x-y:c xmlns:x-y="m" r="B2"></x-y:c>',
        b'<c r="&#66;2"/>',
        b'<?xml version="1.0" encoding="ISO-8859-1"?><c r="B2"/>',
    ],
)
def test_an_element_is_found_however_it_is_spelt(xml: bytes):
    ((name, attributes),) = elements(xml)
    assert (name, attributes["r"]) == ("c", "B2")


@pytest.mark.parametrize(
    "xml",
    [
        b"<!DOCTYPE c [<!ENTITY a 'aaaa'>]><c/>",
        b"<!--" + b" " * 5_000 + b"--><!DOCTYPE c [<!ENTITY a 'aaaa'>]><c>&a;</c>",
        '<?xml version="1.0" encoding="UTF-16"?><c/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="UTF-7"?><c/>',
        b"<c>",
        b"",
        b"<c " + b" ".join(b'a%d=""' % number for number in range(201)) + b"/>",
    ],
)
def test_what_is_not_plain_markup_is_refused(xml: bytes):
    with pytest.raises(FileRefused) as refused:
        elements(xml)
    assert refused.value.key == "workbook_broken"


def test_an_attribute_is_found_with_its_prefix_and_without():
    assert attribute({"table:name": "a"}, "name") == attribute({"name": "a"}, "name") == "a"
    assert attribute({"x:names": "a"}, "name") == ""


def test_more_elements_or_attributes_than_any_program_writes_are_refused(monkeypatch):
    many = "".join(f' a{number}="1"' for number in range(201))
    with pytest.raises(FileRefused) as refused:
        elements(f"<c{many}/>".encode())
    assert refused.value.key == "workbook_broken"
    few = replace(limits.LIMITS, elements=3)
    for module in (limits, markup):
        monkeypatch.setattr(module, "LIMITS", few)
    with pytest.raises(FileRefused):
        elements(b"<a><b/><b/><b/></a>")
