"""Plurals: a message that counts agrees with its number, in each language, from none to several."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, meta

from ssi_outcomes.base.catalogues import LANGUAGES, MESSAGES, read_catalogue
from ssi_outcomes.base.errors import message

APPROVED = Path(__file__).with_name("approved")
COUNTS = (0, 1, 2, 5)
# What a message may count; all other values are texts, or numbers of a thing (line 3), not of things.
COUNTED = "count records limit length events claim_events threshold_people spread".split()
# Other numbers of a message, with which no word agrees.
NUMBERS = {
    "plan_ahead": "people weeks rate power gain claim threshold threshold_events claim_people".split(),
    "odds_carriers": ["low", "high"],
    "trial_alone": ["half", "twice", "thrice"],
    "trial_plan_head": ["rate", "power"],
    "trial_plan_watched": ["gain"],
    "trial_plan_parallel": ["fewest", "most", "lift", "gain"],
    "trial_plan_single_none": ["weeks"],
    "trial_plan_single": ["half", "twice", "thrice"],
    "room_reach": ["reach"],
    "next_wheelhouse": ["megabytes"],
}
# Words that are the same for one and for many, or belong to another word than the number.
UNBENT = {
    "fr": "sur fois permis permises deux Mo x".split(),
    "en": "on of allowed top notebooks MB x more".split(),
}


def agreeing(language: str) -> dict[str, set[str]]:
    """Return the messages in which words agree with a number: by key, the names of the numbers in it."""
    return {
        key: set(re.findall(r"plural\((\w+),", text)) | set(COUNTED) & names_of(text)
        for key, text in read_catalogue(language, MESSAGES).items()
        if "plural(" in text or "if count " in text
    }


def names_of(text: str) -> set[str]:
    return meta.find_undeclared_variables(Environment().parse(text)) - {"plural", "number"}


def told(language: str) -> str:
    """Return each of these messages at each of `COUNTS`, one a line."""
    lines = []
    for key, counted in agreeing(language).items():
        names = names_of(read_catalogue(language, MESSAGES)[key])
        values = {name: name.upper() for name in names} | dict.fromkeys(NUMBERS.get(key, ()), 10)
        for count in COUNTS:
            said = message(key, language, **values | {"beyond": False} | dict.fromkeys(counted, count))
            lines.append(f"{key} {count}: {said}".replace("\n", "\n    "))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_that_count_are_as_approved(language):
    approved = APPROVED / f"plurals.{language}.txt"
    assert told(language) == approved.read_text("utf-8")


def test_the_same_messages_count_in_each_language():
    # «Fois» and «il y en a» do not change in French: a message may agree in one language only.
    assert agreeing("fr").keys() - agreeing("en").keys() == set()
    assert agreeing("en").keys() - agreeing("fr").keys() == {
        "event_too_often",
        "events_too_many",
        "no_parameters_cell",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_after_a_number_stays_as_it_is(language):
    bare = re.compile(rf"\{{\{{ (?:number\()?(?:{'|'.join(COUNTED)})(?:, \d)?\)? \}}\}} ([^\W\d]+)")
    stiff = [
        (key, word)
        for key, text in read_catalogue(language, MESSAGES).items()
        for word in bare.findall(text)
        if word not in UNBENT.get(language, [])
    ]
    assert stiff == []


def test_where_only_an_amount_is_known_the_rows_decide():
    said = {
        records: message("panel_team", "en", table="outcomes", name="sales", count="–", records=records)
        for records in (1, 2)
    }
    assert "– on 1 row, of a whole team or of nobody who is named, is not in" in said[1]
    assert "– on 2 rows, of a whole team or of nobody who is named, are not in" in said[2]
