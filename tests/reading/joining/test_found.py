"""What each file was found to hold is kept beside what the others hold, refused or not."""

from __future__ import annotations

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.joining.found import Found
from ssi_outcomes.reading.parsed import Parsed


def test_a_refused_file_is_kept_with_its_reason_and_stops_no_other():
    def refuse():
        raise FileRefused("file_too_large", file="a.csv", size=9, limit=3)

    found = Found()
    found.take("a.csv", refuse)
    found.take("b.csv", lambda: [Parsed("b.csv", "ssi", {}, rows=0, accepted=0)])
    assert [(each.file, each.key, each.values) for each in found.refused] == [
        ("a.csv", "file_too_large", {"size": 9, "limit": 3})
    ]
    assert [each.file for each in found.parsed] == ["b.csv"]


def test_whoever_is_handed_back_what_was_refused_gets_no_sheet_of_an_archive():
    heard = []
    found = Found(hand_back=lambda rejected, sheets: heard.append((rejected, set(sheets))))
    found.parsed = [
        Parsed(file, kind, {}, 0, 0) for file, kind in (("a.csv", "outcomes"), ("b.csv", "archive"))
    ]
    found.sheets = {"a.csv": list, "b.csv": list}
    found.give_back(())
    assert heard == [((), {"a.csv"})]
