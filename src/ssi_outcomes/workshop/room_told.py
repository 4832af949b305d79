"""What a room is told of what it learned: the word, the interval, each trap; of nobody apart."""

from __future__ import annotations

from ssi_outcomes.base.errors import message
from ssi_outcomes.evidence.verdict import UNDETERMINED
from ssi_outcomes.words.sentences import say_plain
from ssi_outcomes.workshop.handed_in import Pile
from ssi_outcomes.workshop.learned import LEAST_PEOPLE, Gain, judge_room, smallest_gain
from ssi_outcomes.workshop.quiz import TRAPS, Quiz, read_quiz
from ssi_outcomes.workshop.room_answers import Room, read_room


def tell_room(pile: Pile, language: str) -> str:
    """Return what a room's sheets say of what it learned."""
    quiz = read_quiz()
    room = read_room(pile, quiz)
    found = judge_room(room.people, quiz)
    lines = [_tell_sheets(room, found, language)]
    if found.gain is not None:
        lines += [*_tell_empty(room, language), _tell_gain(found, quiz, language)]
    lines += [_tell_word(found, quiz, language)]
    if found.gain is not None:
        lines += ["", message("room_traps", language), *_tell_traps(room, language)]
    return "\n".join([*lines, "", message("room_limits", language)])


def _tell_sheets(room: Room, found: Gain, language: str) -> str:
    one, other = found.orders
    return message(
        "room_sheets",
        language,
        count=found.people,
        one=one,
        other=other,
        one_sheet=room.one_sheet,
        no_sheet=room.no_sheet,
    )


def _tell_empty(room: Room, language: str) -> list[str]:
    before, after = room.empty
    return [message("room_empty", language, before=before, after=after)] if before + after else []


def _tell_gain(found: Gain, quiz: Quiz, language: str) -> str:
    low, high = found.bounds(quiz.level)
    numbers = {"before": found.before, "after": found.after, "gain": found.gain, "low": low, "high": high}
    return message(
        "room_gain", language, **numbers, items=len(TRAPS), level=round(100 * (1 - 2 * quiz.level))
    )


def _tell_word(found: Gain, quiz: Quiz, language: str) -> str:
    """Return the word with what it rests on; of an open one, why, and what such a room can show."""
    word = say_plain(f"verdict.words.{found.word}", language, {})
    values = {"word": word, "threshold": quiz.threshold, "risk": round(100 * quiz.level)}
    if found.word != UNDETERMINED:
        return message(f"room_word_{found.word}", language, **values)
    why = message(f"room_why_{found.reason}", language, least=LEAST_PEOPLE, threshold=quiz.threshold)
    reach = tell_reach(found.people, quiz, language, found.spread) if found.reason == "interval" else ""
    return " ".join(filter(None, [message("room_word_undetermined", language, **values), why, reach]))


def tell_reach(people: int, quiz: Quiz, language: str, spread: float | None = None) -> str:
    """Return which gain a room of so many people would show: planned, or with the `spread` that it has."""
    reach, power = smallest_gain(people, quiz, spread), round(100 * quiz.power)
    if reach is None:
        return message("room_reach_none", language, count=people, items=len(TRAPS))
    return message("room_reach", language, count=people, reach=reach, power=power)


def _tell_traps(room: Room, language: str) -> list[str]:
    """Return a line a trap: right answers before and after, over all who handed in both sheets."""
    return [
        message(
            "room_trap",
            language,
            trap=message(f"quiz_trap_{trap}", language),
            before=sum(each.before[place] for each in room.people),
            after=sum(each.after[place] for each in room.people),
            people=len(room.people),
        )
        for place, trap in enumerate(TRAPS)
    ]
