"""Meetings and calls in one export: the columns of both mean the same, and take turns."""

from datetime import date

import pytest
from reading.texts import outcomes, read, refusal

BOTH = "Meeting name,Meeting start time,Meeting outcome,Call title,Call outcome,Call direction,Activity assigned to\n"
ROWS = (
    "PLANTED,2026-01-28 10:00,Completed,,,,P01\n"
    ",2026-01-29 10:00,,PLANTED,Connected,Outbound,P01\n"
    ",2026-01-29 11:00,,PLANTED,Connected,Inbound,P01\n"
    ",2026-01-30 10:00,,PLANTED,No answer,,P01\n"
    "PLANTED,2026-01-30 11:00,No show,,,,P01\n"
)


def test_meetings_and_calls_of_one_export_are_read_as_what_each_row_is():
    parsed = read(BOTH + ROWS)
    assert [each[1:3] for each in outcomes(parsed)] == [
        ("meetings", date(2026, 1, 28)),
        ("phone_meetings", date(2026, 1, 29)),
        ("incoming_calls", date(2026, 1, 29)),
    ]
    said = dict(parsed.notes)["columns_joined"]["columns"]
    assert "Call outcome" in said and "Meeting outcome" in said
    assert "PLANTED" not in str((parsed.tables, parsed.notes))


@pytest.mark.parametrize(
    ("header", "rows", "found"),
    [
        (  # a type of its own decides
            "Activity type,Activity date,Meeting outcome,Call outcome,Activity assigned to",
            ("Call,2026-01-28,,Connected,P01", "Meeting,2026-01-29,Completed,,P01"),
            ["phone_meetings", "meetings"],
        ),
        (  # what has no type is of that of the column that it fills
            "Activity type,Activity date,Meeting outcome,Call outcome,Activity assigned to",
            (",2026-01-28,,Connected,P01", ",2026-01-29,Completed,,P01"),
            ["phone_meetings", "meetings"],
        ),
        (
            "Nom de la réunion,Titre de l’appel,Date de l’activité,Résultat de la réunion,Résultat de l’appel,Attribué à",
            ("x,,2026-01-28,Terminé,,P01", ",y,2026-01-29,,Terminé,P01"),
            ["meetings", "phone_meetings"],
        ),
    ],
)
def test_what_a_row_is_its_type_or_its_columns_say(header, rows, found):
    assert [each[1] for each in outcomes(read("\n".join([header, *rows, ""])))] == found


def test_columns_that_contradict_each_other_are_asked_about():
    text = BOTH + ROWS + "x,2026-02-02 10:00,Completed,y,No answer,,P01\n"
    assert refusal(text).key == "asks_twice"
