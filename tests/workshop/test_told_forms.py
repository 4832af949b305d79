"""The page knows a cell by Python's own patterns, in JavaScript's way of writing them."""

from __future__ import annotations

import re

import pytest

from ssi_outcomes.base.errors import message
from ssi_outcomes.base.spelling import fold, same_name
from ssi_outcomes.reading.cells import date_forms, numbers
from ssi_outcomes.workshop import told_forms
from ssi_outcomes.workshop.told_forms import tell_forms

TOLD = tell_forms()
NAMES = (
    "Élise  D\u2019Été",
    "ŒUVRE_x",
    "Straße",
    "ﬁn\u200b",
    "n°\u00a05",
    "Nguyễn",
    "İpek",
    "Ζωής",
    "a.b-c",
    "  ",
)


def test_every_heading_of_the_template_is_known_in_each_language():
    for language in ("fr", "en"):
        for name in ("person", "read_at", "week", "ssi", "brand", "network_rank_pct", "source_kind"):
            assert TOLD["heads"][fold(message(f"template_head_{name}", language))] == name


def test_what_is_measured_in_money_is_no_count():
    assert "revenue" not in TOLD["labels"] and TOLD["heads"]["revenue"] == "amount revenue"


def test_groups_and_letters_are_written_as_javascript_does():
    assert told_forms._to_script(re.compile(r"(?i)(?P<a>[^\W\d_])(?P=a)[\W_]*")) == [
        r"(?<a>\p{L})\k<a>[^\p{L}\p{N}]*",
        "iu",
    ]


@pytest.mark.browser
def test_names_fold_as_they_do_in_python(script_page):
    for name in NAMES:
        here = [fold(name), same_name(name)]
        assert script_page.evaluate("name => [tryIt.fold(name), tryIt.sameName(name)]", name) == here, name


@pytest.mark.browser
def test_texts_are_cut_into_numbers_and_dates_as_in_python(script_page):
    told = """([forms, text]) => (forms.find(([, [source, flags]]) => new RegExp(`^(?:${source})$`, flags).test(text)) ?? [null])[0]"""
    for text in (
        "1 234,5",
        "1.234",
        "1.234.567,8",
        "1'000",
        "-3",
        "12",
        ".5",
        "1e3",
        "١٢",
        "2024-3-4",
        "4/3/24",
        "3 mars 2024",
    ):
        for forms, name in ((numbers._FORMS, "numbers"), (date_forms._FORMS, "dates")):
            here = next((kind for kind, form in forms if form.fullmatch(text)), None)
            assert script_page.evaluate(told, [TOLD[name], text]) == here, (name, text)
