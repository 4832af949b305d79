"""Currencies are known by the signs and codes that files put beside amounts, the same ones wherever they stand."""

from __future__ import annotations

import pytest

from ssi_outcomes.reading.cells.currencies import find_currency, split_currency


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        ("€", "EUR"),
        ("euros", "EUR"),
        ("$", "USD"),
        ("US$", "USD"),
        ("$US", "USD"),
        ("CA$", "CAD"),
        ("cad", "CAD"),
        ("£", "GBP"),
        ("Chf", "CHF"),
        ("all", None),  # a word, and the code of a currency that has no sign
        ("top", None),
        ("€uros", None),
        ("", None),
    ],
)
def test_a_sign_a_code_or_a_name_is_one_currency(sign, code):
    assert find_currency(sign) == code


@pytest.mark.parametrize(
    ("text", "amount", "code"),
    [
        ("CA$ 1,234.50", " 1,234.50", "CAD"),
        ("1 234,50 $CA", "1 234,50 ", "CAD"),
        ("12 €", "12 ", "EUR"),
        ("$US 12", " 12", "USD"),  # the whole sign, not the $ that it begins with
        ("euros 12", " 12", "EUR"),
        ("€", "", "EUR"),
        ("12", "12", None),
        ("top 5", "top 5", None),
        ("5 $ 6", "5 $ 6", None),
    ],
)
def test_an_amount_is_parted_from_the_sign_beside_it(text, amount, code):
    assert split_currency(text) == (amount, code)
