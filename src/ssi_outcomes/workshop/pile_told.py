"""What a room’s tables say once they are handed in: what it learned, and the worlds that it named."""

from __future__ import annotations

from ssi_outcomes.base.errors import message
from ssi_outcomes.reading.cells.text import show_cell
from ssi_outcomes.workshop.handed_in import collect
from ssi_outcomes.workshop.world_answers import read_worlds
from ssi_outcomes.workshop.worlds_told import tell_worlds


def tell_handed_in(place: str, language: str) -> str:
    """Return what the tables of a file or folder say, in `language`; raises what reading them raises."""
    pile = collect(place)
    named = read_worlds(pile)
    parts = []
    if pile.of("papers", "codes"):
        # Judging takes scipy and pandas; the worlds, which a room waits for, do not.
        from ssi_outcomes.workshop.room_told import tell_room

        parts.append(tell_room(pile, language))
    if pile.of("worlds"):
        parts.append(tell_worlds(named, language))
    if pile.unread:
        parts.append(message("room_unread", language, files=", ".join(map(show_cell, pile.unread))))
    return "\n\n".join(parts)
