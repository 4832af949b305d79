"""What was handed in is told part by part; a room that waits for its worlds waits for no library of numbers."""

from __future__ import annotations

import subprocess
import sys

import pytest
from workshop.asked import fill, write

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.workshop.blind_worlds import draw_key
from ssi_outcomes.workshop.handed_in import column_heads
from ssi_outcomes.workshop.pile_told import tell_handed_in

WORLDS = [column_heads("worlds", "en"), *([f"P{i}", str(i), word] for i, word in enumerate(draw_key(), 1))]
HEAVY = ("numpy", "pandas", "scipy", "pyarrow")
_ASKED = f"""
import sys
from ssi_outcomes.workshop.pile_told import tell_handed_in
print(tell_handed_in(sys.argv[1], "en"))
print([name for name in {HEAVY} if name in sys.modules])
"""


def test_both_parts_of_a_folder_are_told_and_what_else_lies_in_it(tmp_path):
    write(tmp_path, fill([3] * 6, [5] * 6))
    write(tmp_path, WORLDS, "worlds.csv")
    (tmp_path / "photo.png").write_bytes(b"")
    room, traps, *_, unread = told = tell_handed_in(str(tmp_path), "en").split("\n\n")
    assert "in this room: " in room and traps and "photo.png" in unread
    assert sum(part.startswith("Which world is it?") for part in told) == 1
    with pytest.raises(UsageError):
        tell_handed_in(str(tmp_path / "nowhere"), "en")


def test_worlds_are_marked_without_the_libraries_that_take_long_to_load(tmp_path):
    command = [sys.executable, "-c", _ASKED, write(tmp_path, WORLDS)]
    *told, loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert told[0].startswith("Which world is it? 30 answers: 30 right") and loaded == "[]"
