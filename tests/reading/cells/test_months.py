"""Months and weekdays are known by their names and by the abbreviations that files use, in seven languages."""

from __future__ import annotations

import pytest
from babel import Locale

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.months import MONTHS, NAMELESS_MONTHS, READ, WEEKDAYS


@pytest.mark.parametrize(
    "names",
    [
        "jan janv january janvier januar ene enero janeiro gen gennaio januari",
        "feb fev fevr february fevrier februar febrero fevereiro febbraio februari",
        "mar mars march marz mrz marzo marco mrt maart maa",
        "apr avr april avril abr abril aprile",
        "may mai mayo maio mag maggio mei",
        "jun juin june juni junio junho giu giugno",
        "jul juil july juillet juli julio julho lug luglio",
        "aug aout august ago agosto augustus",
        "sep sept september septembre septiembre set setembro settembre",
        "oct october octobre okt oktober octubre out outubro ott ottobre",
        "nov november novembre noviembre novembro",
        "dec december decembre dez dezember dic diciembre dezembro dicembre",
    ],
)
def test_a_month_has_all_its_names(names):
    numbers = {MONTHS[name] for name in names.split()}
    assert len(numbers) == 1
    assert {name for name, number in MONTHS.items() if number in numbers} == set(names.split())


def test_no_name_means_two_months_in_two_languages():
    for language in READ:
        for form in ("wide", "abbreviated"):
            for number, name in Locale.parse(language).months["format"][form].items():
                assert MONTHS[fold(name)] == number, (language, name)


def test_weekdays_have_all_their_names():
    english = (
        "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday"
    )
    french = "lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche"
    others = {"montag", "mo", "lunes", "segunda feira", "seg", "lunedi", "maandag", "ma"}
    assert {*english.split(), *french.split(), *others} <= set(WEEKDAYS)


def test_a_month_that_is_a_first_name_elsewhere_is_no_word_of_ours():
    assert "july" in NAMELESS_MONTHS and "juillet" in NAMELESS_MONTHS
    assert not {"julio", "abril", "juli"} & set(NAMELESS_MONTHS)
