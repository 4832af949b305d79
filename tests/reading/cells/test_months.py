"""Months and weekdays are known by their names and by the abbreviations that files use, in French and English."""

from __future__ import annotations

import pytest

from ssi_outcomes.reading.cells.months import MONTHS, WEEKDAYS


@pytest.mark.parametrize(
    "names",
    [
        "jan janv january janvier",
        "feb fev fevr february fevrier",
        "mar mars march",
        "apr avr april avril",
        "may mai",
        "jun juin june",
        "jul juil july juillet",
        "aug aout august",
        "sep sept september septembre",
        "oct october octobre",
        "nov november novembre",
        "dec december decembre",
    ],
)
def test_a_month_has_all_its_names(names):
    numbers = {MONTHS[name] for name in names.split()}
    assert len(numbers) == 1
    assert {name for name, number in MONTHS.items() if number in numbers} == set(names.split())


def test_weekdays_have_all_their_names():
    english = (
        "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday"
    )
    french = "lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche"
    assert set(WEEKDAYS) == {*english.split(), *french.split()}
