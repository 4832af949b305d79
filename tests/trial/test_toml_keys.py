"""Each key of a protocol is what it has to be, and they go together; what does not is told with what to do."""

import pytest
from trial.trials import TEXT

from ssi_outcomes.base.toml_text import parse_toml
from ssi_outcomes.trial.toml_keys import find_problems

HALVES = TEXT.replace('"parallel"', '"crossover"').replace("trial_weeks = 8", "trial_weeks = 32")
TEAMS = 'Lyon = ["Demo A", "Demo B", "Demo C", "Demo D"]\n'
REST = 'Lille = ["Demo E", "Demo F", "Demo G", "Demo H"]\n'
BY_TEAM = TEXT.replace("[draw]", 'grouping = "teams"\n[draw]')
BEFORE = "".join(f'"Demo {letter}" = {number}\n' for number, letter in enumerate("ABCDEFGH"))
BY_PAIR = TEXT.replace("[draw]", 'grouping = "pairs"\n[draw]')


def wrong(text: str) -> list[tuple[str, object]]:
    problems = find_problems(parse_toml(text), "trial.toml")
    for each in problems:
        for language in ("fr", "en"):
            assert each.text(language).startswith("trial.toml")
    return [(each.key, each.values.get("name") or each.values.get("value")) for each in problems]


@pytest.mark.parametrize(
    "text",
    [TEXT, HALVES, f"{BY_TEAM}[teams]\n{TEAMS}{REST}", f"{BY_PAIR}[baseline]\n{BEFORE}"],
    ids=["parallel", "crossover", "teams", "pairs"],
)
def test_what_is_right_is_taken(text):
    assert wrong(text) == []


@pytest.mark.parametrize(
    "old, new, key, name",
    [
        ('seed = "0123456789abcdef"\n', "", "trial_key_missing", "draw.seed"),
        ('design = "parallel"\n', "", "trial_key_missing", "trial.design"),
        ("trial_weeks = 8", "trial_weeks = 8\ntrail_weeks = 8", "trial_key_unknown", "trial.trail_weeks"),
        ("[draw]", "[drawn]\nx = 1\n[draw]", "trial_key_unknown", "drawn"),
        ('"parallel"', '"paralell"', "trial_value_listed", "trial.design"),
        ('"phone_meetings"', '"views_received"', "trial_value_listed", "trial.outcome"),
        ('"phone_meetings"', '"revenue"', "trial_value_listed", "trial.outcome"),
        ('"phone_meetings"', "3", "trial_value_listed", "trial.outcome"),
        ("trial_weeks = 8", "trial_weeks = 8.5", "trial_value_number", "trial.trial_weeks"),
        ("trial_weeks = 8", "trial_weeks = true", "trial_value_number", "trial.trial_weeks"),
        ("baseline_weeks = 8", "baseline_weeks = -1", "trial_value_number", "trial.baseline_weeks"),
        ("= 2026-03-02", "= 2026-03-03", "trial_value_monday", "trial.first_week"),
        ("= 2026-03-02", '= "2026-03-02"', "trial_value_monday", "trial.first_week"),
        ("= 2026-03-02", "= 2026-03-02T00:00:00", "trial_value_monday", "trial.first_week"),
        ("= 2026-02-27T10:30:00", "= 2026-02-27", "trial_value_moment", "draw.drawn_at"),
        ('"score_hour"', '"  "', "trial_value_text", "trial.push"),
        ('"Demo B"', '"demo a "', "trial_people_alike", "trial.people"),
        ('"Demo B"', '""', "trial_people_alike", "trial.people"),
        ('"Demo B"', "2", "trial_value_people", "trial.people"),
        ("[draw]", "period_weeks = 8\n[draw]", "trial_periods_unused", "trial.period_weeks"),
        ('"parallel"', '"single"', "trial_people_count", "single"),
        ("[draw]", '[teams]\nLyon = "Demo A"\n[draw]', "trial_table_teams", "teams"),
        ("[draw]", '[baseline]\n"Demo A" = "many"\n[draw]', "trial_table_baseline", "baseline"),
        ("[draw]", '[baseline]\n"Demo A" = nan\n[draw]', "trial_table_baseline", "baseline"),
        ("[draw]", f"[teams]\n{TEAMS}[draw]", "trial_table_unused", "teams"),
    ],
)
def test_one_thing_that_is_wrong_is_told_by_its_key(old, new, key, name):
    assert TEXT.count(old) == 1
    assert (key, name) in wrong(TEXT.replace(old, new))


@pytest.mark.parametrize(
    "text, key",
    [
        (f"{BY_TEAM}[teams]\n{TEAMS}", "trial_table_people"),
        (f'{BY_TEAM}[teams]\n{TEAMS}{REST}Nice = ["Demo A"]\n', "trial_table_people"),
        (f'{BY_PAIR}[baseline]\n{BEFORE}"Demo Z" = 2\n', "trial_table_people"),
        (HALVES.replace("trial_weeks = 32", "trial_weeks = 24"), "trial_weeks_blocks"),
        (HALVES.replace("[draw]", "left_out_weeks = 8\n[draw]"), "trial_left_out"),
        (HALVES.replace("[draw]", 'grouping = "pairs"\n[draw]'), "trial_grouping_design"),
    ],
)
def test_keys_that_do_not_go_together_are_told(text, key):
    assert [found for found, _ in wrong(text)] == [key]


def test_how_many_weeks_would_fit_is_said():
    (problem,) = find_problems(
        parse_toml(HALVES.replace("trial_weeks = 32", "trial_weeks = 24")), "trial.toml"
    )
    assert "Write 16 or 32." in problem.text("en")
    (short,) = find_problems(parse_toml(HALVES.replace("trial_weeks = 32", "trial_weeks = 12")), "trial.toml")
    assert "Write 16." in short.text("en")


MANY = TEXT.replace('"Demo H"]', '"Demo H", ' + ", ".join(f'"Demo {n}"' for n in range(22)) + "]")


@pytest.mark.parametrize(
    "text",
    [
        MANY.replace("[draw]", 'estimator = "by_baseline"\n[draw]'),
        TEXT.replace("[draw]", 'estimator = "within"\n[draw]'),
        TEXT.replace('"score_hour"', '"calls every day"').replace("[draw]", "hours_a_week = 1.5\n[draw]"),
    ],
    ids=["by baseline", "within", "hours"],
)
def test_what_decides_and_how_many_hours_may_be_promised(text):
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (TEXT.replace("[draw]", 'estimator = "by_baseline"\n[draw]'), "trial_estimator_few"),
        (HALVES.replace("[draw]", 'estimator = "by_baseline"\n[draw]'), "trial_estimator_few"),
        (TEXT.replace("[draw]", 'estimator = "best"\n[draw]'), "trial_value_listed"),
        (TEXT.replace("[draw]", "hours_a_week = 2\n[draw]"), "trial_hours_known"),
        (TEXT.replace("[draw]", 'hours_a_week = "2"\n[draw]'), "trial_value_number"),
        (TEXT.replace("[draw]", "hours_a_week = 0\n[draw]"), "trial_value_number"),
    ],
)
def test_what_cannot_be_promised_is_told(text, key):
    assert [found for found, _ in wrong(text)] == [key]
