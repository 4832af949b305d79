"""The trainer's pages: the guide by the minute, the handout, and what to do before, during and after."""

from __future__ import annotations

from collections.abc import Iterator

from ssi_outcomes.base.errors import message
from ssi_outcomes.report.render import render_page
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import say
from ssi_outcomes.workshop.learned import smallest_gain
from ssi_outcomes.workshop.quiz import FORMS, TRAPS, read_quiz
from ssi_outcomes.workshop.sittings import SITTINGS

# Minutes: of one round of the measure, and of each sitting, in their order.
MEASURE = 7
MINUTES = dict(zip(SITTINGS, (15, 15, 20, 25, 20, 10), strict=True))
SOURCE = "workshop.guide"


def make_pages(language: str, people: int) -> dict[str, str]:
    """Return guide, handout and README by name, as pages; the guide is for a room of `people`."""
    facts = {fact.id: fact for fact in count_guide(people)}
    quiz = read_quiz()
    answers = [
        (
            message(f"quiz_trap_{trap}", language),
            [next(item.right for item in quiz.form(form) if item.trap == trap) for form in FORMS],
        )
        for trap in TRAPS
    ]
    words = {"sittings": SITTINGS, "forms": FORMS, "answers": answers, "reach": "workshop_reach" in facts}
    texts = {
        "guide": say("workshop.guide", language, facts, **words),
        "handout": say("workshop.handout", language, facts, traps=TRAPS),
        "read-me": say("workshop.read_me", language, facts),
    }
    return {name: render_page(text, language, "case") for name, text in texts.items()}


def count_guide(people: int) -> Iterator[Fact]:
    """Give the numbers of the guide: when each part begins and ends, the rule, what such a room can show."""
    quiz, minute = read_quiz(), 0
    for part, minutes in (("before", MEASURE), *MINUTES.items(), ("after", MEASURE)):
        yield Fact(f"workshop_start_{part}", minute, "minutes", SOURCE)
        minute += minutes
        yield Fact(f"workshop_end_{part}", minute, "minutes", SOURCE)
    yield Fact("workshop_minutes", minute, "minutes", SOURCE)
    yield Fact("workshop_people", people, "people", SOURCE)
    yield Fact("workshop_items", len(TRAPS), "items", SOURCE)
    yield Fact("workshop_threshold", quiz.threshold, "items", SOURCE)
    yield Fact("workshop_risk", round(100 * quiz.level), "percent", SOURCE)
    yield Fact("workshop_power", round(100 * quiz.power), "percent", SOURCE)
    reach = smallest_gain(people, quiz)
    if reach is not None:
        yield Fact("workshop_reach", reach, "items", SOURCE)
