"""What `ssi trial new` was told, as typed or as answered at a terminal, in any of the languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ssi_outcomes.base.errors import LANGUAGES, UsageError, current_language, message
from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.plan import TrialRule
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.desk.filled_in import read_monday
from ssi_outcomes.reading.names.registry import find_outcome, outcomes
from ssi_outcomes.trial.protocol import NOON
from ssi_outcomes.trial.toml_keys import DESIGNS, GROUPINGS, HOURS, NUMBERS, PERIODS, PUSHES, real_counts

USUAL_OUTCOME = "phone_meetings"  # the article's first question, and the template's first column
_WEEKS = {"parallel": (24, 24), "crossover": (0, 48), "single": (0, 40)}  # before, and of the trial
_MOST_WEEKS = 520
# In the order in which they are asked: the later ones rest on the earlier.
QUESTIONS = ("people", "design", "first", "before", "weeks", "push", "outcome", "grouping")
_OF_SEVERAL = ("grouping",)  # not asked for one person alone

Ask = Callable[[str, str], str]


@dataclass(frozen=True)
class Asked:
    """The options of `ssi trial new`, as they were typed; "" where nothing was."""

    people: str = ""
    design: str = ""
    first: str = ""
    before: str = ""
    weeks: str = ""
    push: str = ""
    outcome: str = ""
    grouping: str = ""
    hours: str = ""


@dataclass(frozen=True)
class Terms:
    """The same, understood: a design, a Monday, numbers of weeks, a push, an outcome's id, a grouping, the
    hours a week that a push in own words takes (0: not said).
    """

    design: str
    first: date
    before: int
    weeks: int
    push: str
    outcome: str
    grouping: str
    hours: float = 0


def ask_missing(asked: Asked, now: datetime, ask: Ask, known_people: bool) -> Asked:
    """Return the options with an answer for each that was not typed: `ask` gets a question and the answer
    that Return stands for. Who takes part is not asked where the dataset says it (`known_people`).
    """
    for name in QUESTIONS:
        if getattr(asked, name) or (name == "people" and known_people):
            continue
        design = _find_word(asked.design, DESIGNS) or DESIGNS[0]
        if name in _OF_SEVERAL and design == "single":
            continue
        question = message(f"trial_ask_{name}")
        asked = replace(asked, **{name: ask(question, _usual(name, design, now)).strip()})
    return asked


def understand(asked: Asked, people: int, rule: TrialRule, now: datetime) -> Terms:
    """Return what the options mean for so many people; raises UsageError for one that means nothing, for too
    few weeks, and for a trial that would begin before it is drawn.
    """
    design = _choose(asked.design, "design", DESIGNS) or ("single" if people == 1 else DESIGNS[0])
    if (design == "single") != (people == 1):
        raise UsageError("trial_design_people", design=design, people=people)
    grouping = _choose(asked.grouping, "group", GROUPINGS) or GROUPINGS[0]
    before, weeks = _WEEKS[design]
    terms = Terms(
        design=design,
        first=read_monday(asked.first) if asked.first else _next_monday(now),
        before=_read_number(asked.before, "before", 0) if asked.before else before,
        weeks=_read_number(asked.weeks, "weeks", 1) if asked.weeks else weeks,
        push=_find_word(asked.push, PUSHES) or asked.push.strip() or PUSHES[0],
        outcome=_read_outcome(asked.outcome),
        grouping=grouping,
        hours=_read_hours(asked.hours),
    )
    if terms.hours and terms.push in HOURS:
        raise UsageError("trial_hours_known", value=terms.push)
    _check_weeks(terms, rule)
    _check_start(terms, now)
    return terms


def is_grouped(asked: Asked) -> bool:
    """Tell whether people are kept alike by something that the dataset has to say."""
    return (_choose(asked.grouping, "group", GROUPINGS) or GROUPINGS[0]) != GROUPINGS[0]


def _usual(name: str, design: str, now: datetime) -> str:
    """Return the answer that Return stands for, as it is shown."""
    before, weeks = _WEEKS[design]
    usual = {
        "people": "",
        "first": _next_monday(now).isoformat(),
        "before": str(before),
        "weeks": str(weeks),
        "outcome": outcomes()[USUAL_OUTCOME].label[current_language()],
    }
    first = {"design": DESIGNS[0], "push": PUSHES[0], "grouping": GROUPINGS[0]}
    return usual[name] if name in usual else message(f"trial_words_{first[name]}").split("|")[0]


def _choose(text: str, option: str, codes: Iterable[str]) -> str | None:
    """Return the code that `text` means, None for nothing."""
    if not text.strip():
        return None
    if found := _find_word(text, codes):
        return found
    known = ", ".join(message(f"trial_words_{code}").split("|")[0] for code in codes)
    raise UsageError("trial_word_unknown", option=f"--{option}", value=text[:80], known=known)


def _find_word(text: str, codes: Iterable[str]) -> str | None:
    """Return the code that is called so in any of the languages, or is itself written, or its number in the
    list.
    """
    for number, code in enumerate(codes, start=1):
        said = (
            word for language in LANGUAGES for word in message(f"trial_words_{code}", language).split("|")
        )
        if fold(text) in {fold(each) for each in (code, str(number), *said)}:
            return code
    return None


def _read_number(text: str, option: str, least: int) -> int:
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 4 and least <= int(plain) <= _MOST_WEEKS):
        raise UsageError(
            "trial_weeks_not_number", option=f"--{option}", value=text[:40], least=least, most=_MOST_WEEKS
        )
    return int(plain)


def _read_hours(text: str) -> float:
    """Return hours as typed, with a comma or a point; 0 for nothing."""
    if not text.strip():
        return 0
    plain = text.strip().replace(",", ".", 1)
    least, most = NUMBERS["trial.hours_a_week"]
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", plain) or not least <= float(plain) <= most:
        raise UsageError("trial_hours_not_number", value=text[:40], least=least, most=most)
    return float(plain)


def _read_outcome(text: str) -> str:
    if not text.strip():
        return USUAL_OUTCOME
    found = text.strip() if text.strip() in outcomes() else find_outcome(text)
    if found not in real_counts():
        known = ", ".join(outcomes()[name].label[current_language()] for name in real_counts())
        raise UsageError("trial_outcome_unknown", value=text[:80], known=known)
    return found


def _check_weeks(terms: Terms, rule: TrialRule) -> None:
    if terms.design == "parallel":
        if terms.before < rule.weeks_before:
            raise UsageError("trial_before_few", weeks=terms.before, least=rule.weeks_before)
        return
    block = 2 * PERIODS[terms.design][0]
    blocks = rule.blocks_alone if terms.design == "single" else 1
    if terms.weeks % block or terms.weeks < block * blocks:
        down = terms.weeks // block * block
        fits = [weeks for weeks in (down, down + block) if weeks >= block * blocks] or [block * blocks]
        raise UsageError(
            "trial_weeks_fit", weeks=terms.weeks, block=block, blocks=blocks, fits=" / ".join(map(str, fits))
        )


def _check_start(terms: Terms, now: datetime) -> None:
    """Refuse a trial that has begun: whoever draws then may know something of its first week."""
    starts = terms.first + timedelta(days=WEEK * terms.before)
    if now > datetime.combine(starts, NOON):
        first = _next_monday(now) - timedelta(days=WEEK * terms.before)
        raise UsageError("trial_begun", starts=starts.isoformat(), first=first.isoformat())


def _next_monday(now: datetime) -> date:
    """Return the first Monday whose noon is still to come."""
    monday = now.date() + timedelta(days=-now.weekday() % WEEK)
    return monday if now <= datetime.combine(monday, NOON) else monday + timedelta(days=WEEK)
