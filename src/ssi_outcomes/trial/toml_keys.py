"""The keys of `trial.toml`: which there are, what each may say, and what is wrong with what is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from ssi_outcomes.base.errors import Problem
from ssi_outcomes.base.plan_keys import ESTIMATORS
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.names.registry import outcomes

DESIGNS = ("parallel", "crossover", "single")
# How people are kept alike before the lot: not at all, by team, or two by two by what they brought before.
GROUPINGS = ("none", "teams", "pairs")
# The pushes that are ready to use; any other text is the push in one's own words.
PUSHES = ("score_hour", "bot_acts")
# Weeks of a period, and how many of its first ones are left out.
PERIODS = {"crossover": (8, 4), "single": (2, 0)}
FEWEST_PEOPLE = {"parallel": 2, "crossover": 2, "single": 1}
BY_BASELINE, FEWEST_BY_BASELINE = ESTIMATORS[1], 30  # people from whom on it may decide
# Hours that a push takes each week, where it is one of those that are ready and says so.
HOURS = {"score_hour": 1.0}
# The smallest and the largest value of each number; whole, but the last two.
NUMBERS = {
    "trial.baseline_weeks": (0, 520),
    "trial.trial_weeks": (2, 520),
    "trial.period_weeks": (1, 52),
    "trial.left_out_weeks": (0, 51),
    "trial.planned_looks": (1, 1000),
    "trial.smallest_lift": (0, 100),
    "trial.hours_a_week": (0.1, 100),
}
_WHOLE = set(NUMBERS) - {"trial.smallest_lift", "trial.hours_a_week"}
_TEXTS = ("trial.push", "draw.seed")
_REQUIRED = (
    *("trial.design", "trial.people", "trial.first_week", "trial.baseline_weeks", "trial.trial_weeks"),
    *("trial.push", "trial.outcome", "draw.seed", "draw.drawn_at"),
)
_OPTIONAL = (
    *("trial.period_weeks", "trial.left_out_weeks", "trial.grouping", "trial.planned_looks"),
    *("trial.smallest_lift", "trial.estimator", "trial.hours_a_week", "draw.plan", "draw.fingerprint"),
)
_TABLES = ("trial", "draw", "teams", "baseline")


def find_problems(values: Mapping[str, object], file: str) -> list[Problem]:
    """Return what is wrong with the keys of a `trial.toml`, each with what to do; first each key for itself,
    and where all are right, what does not go together.
    """
    flat = _flat(values)
    problems = [_problem(file, "trial_key_missing", name=key) for key in _REQUIRED if key not in flat]
    for key, value in flat.items():
        problems += _wrong(key, value, file)
    return problems or list(_apart(values, file))


def real_counts() -> tuple[str, ...]:
    """Return the ids of the outcomes that a trial can be about: real ones that are counted, not amounts."""
    return tuple(name for name, each in outcomes().items() if each.kind == "real" and each.measure == "count")


def _flat(values: Mapping[str, object]) -> dict[str, object]:
    """Return {'section.key': value}; people's names and teams stay in their table."""
    flat: dict[str, object] = {}
    for section, content in values.items():
        if section in ("trial", "draw") and isinstance(content, dict):
            flat |= {f"{section}.{key}": value for key, value in content.items()}
        else:
            flat[section] = content
    return flat


def _wrong(key: str, value: object, file: str) -> Iterator[Problem]:
    """Find what one key may not say."""
    shown = {"name": key, "value": str(value)[:80]}
    listed = {"trial.design": DESIGNS, "trial.grouping": GROUPINGS, "trial.outcome": real_counts()}
    listed["trial.estimator"] = ESTIMATORS
    if key in listed:
        if value not in listed[key]:
            yield _problem(file, "trial_value_listed", **shown, known=", ".join(listed[key]))
    elif key in NUMBERS:
        least, most = NUMBERS[key]
        kinds = (int,) if key in _WHOLE else (int, float)
        if type(value) not in kinds or not least <= value <= most:
            yield _problem(file, "trial_value_number", **shown, least=least, most=most)
    elif key == "trial.people":
        yield from _wrong_people(value, file)
    elif key == "trial.first_week":
        if type(value) is not date or value.weekday():
            yield _problem(file, "trial_value_monday", **shown)
    elif key == "draw.drawn_at":
        if type(value) is not datetime:
            yield _problem(file, "trial_value_moment", **shown)
    elif key in _TEXTS:
        if not isinstance(value, str) or not value.strip():
            yield _problem(file, "trial_value_text", **shown)
    elif key in ("teams", "baseline"):
        if not _is_table(key, value):
            yield _problem(file, f"trial_table_{key}", **shown)
    elif key not in _OPTIONAL:
        yield _problem(file, "trial_key_unknown", **shown)


def _wrong_people(value: object, file: str) -> Iterator[Problem]:
    if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
        yield _problem(file, "trial_value_people", name="trial.people", value=str(value)[:80])
        return
    for name, count in Counter(map(fold, value)).items():
        if count > 1 or not name:
            alike = [each for each in value if fold(each) == name]
            yield _problem(file, "trial_people_alike", name="trial.people", value=", ".join(alike)[:80])


def _is_table(key: str, value: object) -> bool:
    if not isinstance(value, dict):
        return False
    if key == "teams":
        return all(
            isinstance(each, list) and all(isinstance(one, str) for one in each) for each in value.values()
        )
    return all(type(each) in (int, float) and 0 <= each < 1e9 for each in value.values())


def _apart(values: Mapping[str, object], file: str) -> Iterator[Problem]:
    """Find what does not go together, of keys that are each right."""
    trial = values["trial"]
    design, people, grouping = trial["design"], trial["people"], trial.get("grouping", "none")
    if len(people) < FEWEST_PEOPLE[design] or (design == "single" and len(people) > 1):
        yield _problem(file, "trial_people_count", value=design, count=len(people))
    if trial.get("estimator") == BY_BASELINE and (design != "parallel" or len(people) < FEWEST_BY_BASELINE):
        yield _problem(
            file, "trial_estimator_few", value=BY_BASELINE, least=FEWEST_BY_BASELINE, usual=ESTIMATORS[0]
        )
    if trial.get("hours_a_week") and trial["push"] in HOURS:
        yield _problem(file, "trial_hours_known", value=trial["push"])
    yield from _wrong_periods(trial, file)
    if grouping == "pairs" and design != "parallel" or grouping == "teams" and design == "single":
        yield _problem(file, "trial_grouping_design", value=grouping, design=design)
        return
    listed = [each for team in values.get("teams", {}).values() for each in team]
    for needed, table, named in (
        ("teams", "teams", listed),
        ("pairs", "baseline", list(values.get("baseline", ()))),
    ):
        wrong = set(people) ^ set(named) if grouping == needed else set(named)
        twice = {each for each, count in Counter(named).items() if count > 1}
        if wrong or twice:
            key = "trial_table_unused" if grouping != needed else "trial_table_people"
            yield _problem(
                file, key, name=table, value=", ".join(sorted(wrong | twice))[:200], grouping=grouping
            )


def _wrong_periods(trial: Mapping[str, object], file: str) -> Iterator[Problem]:
    design = trial["design"]
    if design not in PERIODS:
        for key in ("period_weeks", "left_out_weeks"):
            if trial.get(key):
                yield _problem(file, "trial_periods_unused", name=f"trial.{key}", design=design)
        return
    period, left_out = (
        trial.get(key, usual)
        for key, usual in zip(("period_weeks", "left_out_weeks"), PERIODS[design], strict=True)
    )
    if left_out >= period:
        yield _problem(file, "trial_left_out", value=left_out, period=period)
    if trial["trial_weeks"] % (2 * period):
        down = trial["trial_weeks"] // (2 * period) * 2 * period
        yield _problem(
            file, "trial_weeks_blocks", value=trial["trial_weeks"], block=2 * period, less=down or None,
            more=down + 2 * period,
        )  # fmt: skip


def _problem(file: str, key: str, **values: object) -> Problem:
    return Problem(file, key, values=values)
