"""A sheet as a code: read as it was written, by both languages of the house; no slip in typing is taken for another sheet."""

from __future__ import annotations

from random import Random

import pytest

from ssi_outcomes.workshop.answer_code import CHECKS, EMPTY, Coded, read_code, write_code
from ssi_outcomes.workshop.quiz import FORMS, LETTERS, MOMENTS, TRAPS

SHEET = Coded("before", "A", tuple("cabdbca") + ("",))


def draw_sheets(count: int) -> list[Coded]:
    lot = Random(5)
    return [
        Coded(lot.choice(MOMENTS), lot.choice(FORMS), tuple(lot.choice(["", *LETTERS]) for _ in TRAPS))
        for _ in range(count)
    ]


def test_a_code_is_short_and_says_what_was_answered():
    assert write_code(SHEET) == "1A-cabd-bcax-b"
    assert write_code(Coded("after", "B", ("",) * len(TRAPS))).startswith("2B-xxxx-xxxx-")


def test_every_sheet_comes_back_however_its_code_is_spaced():
    for sheet in draw_sheets(200):
        code = write_code(sheet)
        for typed in (code, code.upper(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
            assert read_code(typed) == sheet


def test_no_wrong_letter_and_no_two_changed_about_are_taken_for_another_sheet():
    code = write_code(SHEET).replace("-", "")
    slips = [
        code[:place] + other + code[place + 1 :]
        for place, letter in enumerate(code[:-1])
        for other in ("12" if not place else "AB" if place == 1 else (*LETTERS, EMPTY))
        if other != letter
    ]
    slips += [
        code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        for place in range(2, len(code) - 2)
        if code[place] != code[place + 1]
    ]
    assert len(slips) > 30
    for slip in slips:
        with pytest.raises(ValueError, match="slip"):
            read_code(slip)


@pytest.mark.parametrize("text", ["", "before", "1A", "1C-cabd-bcax-y", "1A-cabd-bca-y", "1A-cabd-bcaxx-y-z"])
def test_another_text_is_no_code(text):
    with pytest.raises(ValueError, match="code"):
        read_code(text)


@pytest.mark.browser
def test_the_page_writes_the_same_codes(ask):
    told = {"forms": FORMS, "letters": LETTERS, "checks": CHECKS, "items": {"A": TRAPS, "B": TRAPS}}
    for sheet in draw_sheets(40):
        letters = [letter or EMPTY for letter in sheet.letters]
        code = ask("writeCode", MOMENTS.index(sheet.moment) + 1, sheet.form, letters, told)
        assert code == write_code(sheet)
        assert ask("formBefore", code, told) == (sheet.form if sheet.moment == "before" else None)
        assert ask("formBefore", code[:-1] + ("a" if code[-1] != "a" else "b"), told) is None
