"""What a room is told of the worlds that it named: of each set, of each world, beside chance; of nobody."""

from __future__ import annotations

from collections.abc import Sequence

from ssi_outcomes.base.errors import message
from ssi_outcomes.workshop.blind_worlds import TRAPPED
from ssi_outcomes.workshop.world_answers import UNSURE, Named, world_word


def tell_worlds(found: Sequence[Named], language: str) -> str:
    """Return each answer by the number of its set, how many were right, and of which worlds."""
    if not found:
        return message("worlds_none", language)
    right, unsure = sum(each.right for each in found), sum(each.named == UNSURE for each in found)
    count = len(found)
    head = message("worlds_marked", language, count=count, right=right, unsure=unsure, worlds=len(TRAPPED))
    lines = [head, *(_tell_set(each, language) for each in found), "", message("worlds_each", language)]
    for world in TRAPPED:
        own = [each for each in found if each.world == world]
        if own:
            hits, word = sum(each.right for each in own), world_word(world, language)
            lines.append(message("worlds_of", language, world=word, right=hits, count=len(own)))
    return "\n".join(lines)


def _tell_set(each: Named, language: str) -> str:
    key = "worlds_right" if each.right else "worlds_wrong"
    named, world = (world_word(name, language) for name in (each.named, each.world))
    return message(key, language, place=each.number, named=named, world=world)
