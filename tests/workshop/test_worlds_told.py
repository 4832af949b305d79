"""What a room is told of its worlds: the same numbers in each language, the sets, and no name."""

from __future__ import annotations

import re

from workshop.asked import write

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.workshop.blind_worlds import draw_key
from ssi_outcomes.workshop.handed_in import column_heads
from ssi_outcomes.workshop.pile_told import tell_handed_in
from ssi_outcomes.workshop.worlds_told import tell_worlds


def test_right_and_wrong_sets_are_told_by_their_number_alone(tmp_path):
    words = [draw_key()[0], "?", "bot" if draw_key()[2] != "bot" else "friday"]
    rows = [["Fox", str(number), word] for number, word in enumerate(words, 1)]
    for language in LANGUAGES:
        told = tell_handed_in(write(tmp_path, [column_heads("worlds", language), *rows]), language)
        assert "Fox" not in told and "{" not in told
        assert re.findall(r"\d+", told)[:3] == ["3", "1", "1"]
        lines = [line for line in told.splitlines() if re.match(r"  (?:set|jeu) ", line)]
        assert [bool(re.search("right|juste", line)) for line in lines] == [True, False, False]


def test_a_room_that_named_none_is_told_so():
    assert "Nobody" in tell_worlds([], "en") and "Personne" in tell_worlds([], "fr")
