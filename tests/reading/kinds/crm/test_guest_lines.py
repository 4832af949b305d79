"""Lines of one meeting, one for each guest, are counted as they stand, and that is said."""

import pytest
from reading.texts import read

HEAD = "Subject,Type,Date,Status,Assigned,Contact\n"
ROW = "Demo,Meeting,2026-03-04,Completed,Noa Berg,{0}\n"


def said(text):
    return [values["lines"] for key, values in read(text).notes if key == "rows_alike"]


def test_lines_that_differ_in_the_guest_alone_are_named():
    text = HEAD + ROW.format("A") + ROW.format("B") + ROW.format("C").replace("03-04", "03-05")
    assert said(text) == ["2, 3"]
    assert len(read(text).tables["outcomes"]) == 3


@pytest.mark.parametrize(
    "other",
    [
        ROW.replace("Demo", "Call back"),
        ROW.replace("Noa Berg", "Ida Demo"),
        ROW.replace("Meeting", "Call"),
        ROW.replace("Completed", "Canceled"),
        ROW.replace("2026-03-04", "2026-03-04 14:00"),
    ],
)
def test_other_meetings_are_others(other):
    assert said(HEAD + ROW.format("A") + other.format("B")) == []


def test_meetings_without_a_title_say_nothing():
    assert said(HEAD + 2 * ROW.replace("Demo", "").format("A")) == []
