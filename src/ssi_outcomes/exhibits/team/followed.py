"""Whether following the numbers that a race is about would have led the right way, and for which half of the
people less: the score, and the best of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ssi_outcomes.base.ssi import SCORE
from ssi_outcomes.evidence.direction import COIN, Direction, find_direction
from ssi_outcomes.evidence.estimate import Estimate
from ssi_outcomes.evidence.race import Candidate, Race
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact

# What a sentence may cite of a number that was followed, by its ending.
RIGHT = ("right", "right_pairs", "right_level", "right_lower", "right_higher")


@dataclass(frozen=True)
class Followed:
    """A number, and how often it led the right way for an outcome; one that cannot be told is not there."""

    outcome: str
    candidate: Candidate
    direction: Direction

    @property
    def name(self) -> str:
        """Return the beginning of the names of its facts."""
        return f"race_{self.outcome}_{self.candidate.name}"


def follow(study: PanelStudy, drawn: Race | None, level: float) -> tuple[Followed, ...]:
    """Return the score and the best other number of a race, as far as it can be told where they led.

    The best is the best of many: its interval is wider by as many (Bonferroni).
    """
    if drawn is None:
        return ()
    ran = [entry.candidate for entry in drawn.run]
    others = [each for each in ran if each.kind not in ("score", "past")]
    asked = [(each, level) for each in ran if each.name == SCORE]
    asked += [(each, 1 - (1 - level) / len(others)) for each in others[:1]]
    told = ((each, find_direction(study.panel.frame, drawn.outcome, each, at)) for each, at in asked)
    return tuple(Followed(drawn.outcome, each, direction) for each, direction in told if direction)


def right_facts(followed: Sequence[Followed]) -> Iterator[Fact]:
    """Yield how often each led the right way, over all people and, where the halves differ, over each."""
    if followed:
        yield Fact("coin", COIN, "percent", "find_direction")
    for each in followed:
        direction, name = each.direction, each.name
        yield _share_fact(f"{name}_right", direction.right)
        yield Fact(f"{name}_right_level", 100 * direction.right.level, "percent", "find_direction")
        yield Fact(f"{name}_right_pairs", direction.right.n, "pairs", "find_direction")
        if direction.fragile:
            yield _share_fact(f"{name}_right_lower", direction.lower)
            yield _share_fact(f"{name}_right_higher", direction.higher)


def say_followed(
    followed: Sequence[Followed], label: Callable[[Candidate], str]
) -> dict[str, list[dict[str, object]]]:
    """Return what chooses the sentence on each of which something can be told, over all people or over halves
    of them; `label` names a candidate in the language that is spoken.
    """
    following = [
        {
            "followed": each.name,
            "number": label(each.candidate),
            "way": each.direction.way,
            "fragile": each.direction.fragile,
        }
        for each in followed
        if each.direction.way != "open" or each.direction.fragile
    ]
    return {"following": following}


def _share_fact(name: str, share: Estimate) -> Fact:
    return Fact(name, share.value, share.unit, "find_direction", share.low, share.high, share.level, share.n)
