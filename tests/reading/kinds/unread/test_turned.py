"""People across and weeks down, and a calendar saved as a table: the question says the one step."""

from __future__ import annotations

import pytest

from ssi_outcomes.reading.kinds.unread.turned import shape_of


@pytest.mark.parametrize(
    ("headers", "key"),
    [
        (["Semaine", "Noa", "Ida"], "asks_turned"),
        (["Week", "Noa Berg", "Ida Demo", "Eva Demo"], "asks_turned"),
        (["Woche", "Noa", "Ida"], "asks_turned"),
        (["Semaine", "Noa"], None),
        (["Semaine", "RDV", "Noa"], None),
        (["Commercial", "Noa", "Ida"], None),
        (["Subject", "Start Date", "Start Time", "End Date", "End Time"], "asks_calendar_table"),
        (["Objet", "Début", "Début Heure", "Fin", "Fin Heure"], "asks_calendar_table"),
        (["Betreff", "Beginnt am", "Beginnt um", "Endet am", "Endet um"], "asks_calendar_table"),
        (["Subject", "Start Date"], None),
    ],
)
def test_the_step_is_known_by_the_headers(headers, key):
    assert shape_of(headers) == key
