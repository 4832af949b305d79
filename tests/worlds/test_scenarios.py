"""Each world does to a plain estimator what its lesson says, and its truth is found where it can be."""

from __future__ import annotations

import re

import numpy as np
import pytest
from examples import few
from worlds.two_way import fit_poisson

from ssi_outcomes.base.errors import LANGUAGES, UsageError, message
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.worlds import SCENARIOS, World, draw_world, find_scenario, simulate, simulate_panel

PLAN = read_plan()


def draw(name: str, people: int = 1_000, weeks: int = 26, seed: int = 1) -> World:
    return draw_world(SCENARIOS[name], people, weeks, seed, PLAN)


def fit_main(world: World, *others: np.ndarray, **options):
    return fit_poisson(world.counts["phone_meetings"], world.ssi / 10, *others, **options)


def lead_z(world: World) -> float:
    """Return how many standard errors next week's score, beside this week's, lies from nothing."""
    return float(
        fit_poisson(world.counts["phone_meetings"][:, :-1], world.ssi[:, :-1] / 10, world.ssi[:, 1:] / 10).z[
            1
        ]
    )


def mean_ratio(name: str, people: int, weeks: int, worlds: int) -> float:
    return float(np.mean([fit_main(draw(name, people, weeks, seed)).ratio for seed in range(worlds)]))


# --- the estimator of these tests


def test_the_estimator_gives_the_answer_of_two_rates():
    # Two people with one event in each week at 40 points, and two in the week at 50.
    counts = np.array([[1, 1, 2], [1, 1, 2]])
    scores = np.array([[4.0, 4.0, 5.0], [4.0, 4.0, 5.0]])
    assert fit_poisson(counts, scores, weeks=False).ratio == pytest.approx(2)


def test_the_estimator_takes_out_people_and_weeks():
    rng = np.random.default_rng(1)
    scores = rng.normal(4, 0.5, (3_000, 8))
    rate = np.exp(
        rng.normal(0, 1, (3_000, 1)) + 0.7 * np.arange(8) / 8 + np.log(1.3) * scores - np.log(1.3) * 4
    )
    assert fit_poisson(rng.poisson(rate), scores + np.arange(8) / 8).ratio == pytest.approx(1.3, abs=0.05)


# --- the truth


def test_the_truth_of_each_world_is_the_plans_or_its_own():
    truths = {name: scenario.truth(PLAN) for name, scenario in SCENARIOS.items()}
    at_threshold = {name for name, truth in truths.items() if truth == PLAN.threshold}
    assert at_threshold == {
        *("threshold", "feedback", "feedback_weak", "offices", "offices_few", "offices_untold"),
        *("joiners", "monday_evening", "absences"),
    }
    as_claimed = {name for name, truth in truths.items() if truth == PLAN.claim_per_10}
    assert as_claimed == {"claim", "compensation", "delay"}
    assert (truths.pop("useful"), truths.pop("inverse")) == (1.35, 1 / 1.35)
    assert {truth for name, truth in truths.items() if name not in at_threshold | as_claimed} == {1.0}
    between = {name: scenario.truth(PLAN, "between") for name, scenario in SCENARIOS.items()}
    assert {name for name, truth in between.items() if truth != 1} == {"people_apart", "skewed_apart"}
    assert between["people_apart"] == between["skewed_apart"] == PLAN.threshold


@pytest.mark.parametrize(
    "name",
    few(
        ("nothing", "threshold", "claim", "useful", "inverse", "bot", "formula_break"),
        ("nothing", "useful", "inverse"),
    ),
)
def test_the_truth_is_found_in_a_large_world(name):
    world = draw(name, people=4_000)
    fit = fit_main(world)
    # So exact that a gain of a tenth could not hide.
    assert fit.errors[0] < 0.035
    assert np.log(fit.ratio) == pytest.approx(np.log(world.truth), abs=2.5 * fit.errors[0])


@pytest.mark.parametrize("name", ["useful", "inverse"])
def test_both_real_outcomes_follow_the_score_where_it_matters(name):
    world = draw(name, people=4_000)
    fit = fit_poisson(world.counts["contracts"], world.ssi / 10)
    assert np.log(fit.ratio) == pytest.approx(np.log(world.truth), abs=2.5 * fit.errors[0])


# --- activity behind both


def test_a_thermometer_seems_to_help_until_activity_is_the_same():
    world = draw("thermometer", people=2_000)
    assert fit_main(world).ratio == pytest.approx(1.5, abs=0.08)
    adjusted = fit_main(world, np.log1p(world.counts["messages_sent"]))
    assert adjusted.ratio == pytest.approx(1.0, abs=2.5 * adjusted.errors[0]) and adjusted.errors[0] < 0.06


def test_next_weeks_score_does_not_give_the_thermometer_away():
    assert abs(lead_z(draw("thermometer"))) < 2


def test_where_the_score_helps_by_itself_activity_does_not_explain_it():
    world = draw("useful", people=2_000)
    assert fit_main(world, np.log1p(world.counts["messages_sent"])).ratio == pytest.approx(1.35, abs=0.12)


# --- outcomes that lift the score


def test_feedback_pulls_a_useful_effect_below_one_and_next_weeks_score_says_so():
    # METHODS: about .87 with 20 people over 12 weeks.
    assert mean_ratio("feedback", 20, 12, worlds=100) == pytest.approx(0.87, abs=0.05)
    assert lead_z(draw("feedback", 50)) > 5


def test_feedback_without_any_effect_seems_to_harm():
    fit = fit_main(draw("feedback_null", 2_000))
    assert fit.ratio < 0.95 and fit.z[0] < -2


def test_a_little_feedback_is_found_in_a_large_panel_and_mostly_missed_in_a_small_one():
    assert lead_z(draw("feedback_weak", 1_000)) > 4
    assert np.mean([abs(lead_z(draw("feedback_weak", 20, 12, seed))) > 1.7 for seed in range(60)]) < 0.45


@pytest.mark.parametrize(("people", "weeks"), [(200, 12), (500, 20)])
def test_fridays_passed_off_as_mondays_seem_to_double_the_outcomes(people, weeks):
    assert 2.1 < fit_main(draw("friday_backdated", people, weeks)).ratio < 3.0


def test_a_lift_that_lasts_is_not_seen_by_the_test_with_next_weeks_score():
    world = draw("friday_unseen", 500)
    assert fit_main(world).ratio > 1.6
    assert abs(lead_z(world)) < 2 < abs(lead_z(draw("friday_backdated", 500)))


# --- dates


def test_honest_fridays_are_placed_with_the_week_that_follows():
    frame, world = simulate_panel(SCENARIOS["friday"], 2_000, 12, 1, PLAN).frame, draw("friday", 2_000, 12)
    read = frame[frame["ssi"].notna()]
    assert (read["reading_age_days"] == 3).all() and (read["ssi_read_at"].dt.day_name() == "Friday").all()
    assert read["ssi"].tolist() == world.ssi[:, :-1].ravel().tolist()
    fit = fit_poisson(world.counts["phone_meetings"][:, 1:], world.ssi[:, :-1] / 10)
    assert 0.85 < fit.ratio < 1.05


def test_the_backdated_world_is_the_friday_world_with_other_dates():
    honest, backdated = (simulate(SCENARIOS[name], 20, 6, 1, PLAN) for name in ("friday", "friday_backdated"))
    assert honest["ssi"].drop(columns="read_at").equals(backdated["ssi"].drop(columns="read_at"))
    assert honest["outcomes"].equals(backdated["outcomes"])
    assert ((honest["ssi"]["read_at"] - backdated["ssi"]["read_at"]).dt.days == 4).all()


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_readings_are_dated_mondays_except_honest_fridays(name):
    days = set(simulate(SCENARIOS[name], 5, 4, 1, PLAN)["ssi"]["read_at"].dt.day_name())
    assert days == ({"Friday"} if SCENARIOS[name].read_on == "friday" else {"Monday"})


# --- selection, formula, self-report, bot


def test_those_who_start_on_a_bad_day_recover_by_themselves():
    world = draw("regression_to_mean", 2_000)
    entered = world.present.argmax(axis=1)[:, None] + np.arange(10)
    row = np.arange(len(entered))[:, None]
    score, results = (
        values[row, entered].mean(axis=0) for values in (world.ssi, world.counts["phone_meetings"])
    )
    assert score[0] < 40 and score[9] > score[0] + 3
    assert results[0] < 0.35 and results[-3:].mean() > results[0] + 0.1
    before_and_after = fit_main(world, present=world.present, weeks=False)
    assert before_and_after.ratio > 1.15 and before_and_after.z[0] > 3
    # People who entered earlier are over it: compared within the same week, most of it goes.
    assert fit_main(world, present=world.present).ratio < 1.1


def test_nobody_has_a_row_before_entering():
    world, tables = draw("regression_to_mean", 50), simulate(SCENARIOS["regression_to_mean"], 50, 26, 1, PLAN)
    # Who was there from the first week on may have come at any time before.
    starts = tables["people"].set_index("person")["start"].fillna(tables["ssi"]["read_at"].min())
    assert starts.nunique() > 8
    for name, column in (("ssi", "read_at"), ("outcomes", "start"), ("activity", "start")):
        assert (tables[name][column] >= tables[name]["person"].map(starts)).all()
    assert len(tables["ssi"]) == world.present.sum() < 50 * 26


def test_a_new_formula_and_a_new_season_pass_for_an_effect_unless_weeks_are_compared_with_themselves():
    world = draw("formula_break", 4_000)
    assert world.ssi[:, 13].mean() / world.ssi[:, 12].mean() == pytest.approx(0.93, abs=0.005)
    assert world.counts["phone_meetings"][:, 13:].mean() / world.counts["phone_meetings"][
        :, :13
    ].mean() == pytest.approx(0.7, abs=0.04)
    assert fit_main(world, weeks=False).ratio > 1.08


def test_what_people_say_of_themselves_follows_the_score_and_what_others_count_does_not():
    world = draw("self_report", 4_000)
    assert fit_main(world).ratio > 1.4
    third_party = fit_poisson(world.counts["contracts"], world.ssi / 10)
    assert (
        np.log(third_party.ratio) == pytest.approx(0, abs=2.5 * third_party.errors[0])
        and third_party.errors[0] < 0.08
    )
    honest = draw("nothing", 4_000)
    assert world.counts["phone_meetings"].mean() / honest.counts["phone_meetings"].mean() == pytest.approx(
        1.6, abs=0.03
    )


def test_a_bot_lifts_the_score_of_half_of_the_people_by_twenty_points_and_nothing_else():
    bot, without = draw("bot", 2_000), draw("nothing", 2_000)
    gain = bot.ssi - without.ssi
    lifted = (gain > 0).any(axis=1)
    # One of the thousand may stand at the top of the scale already.
    assert 995 <= lifted.sum() <= 1_000 and not gain[~lifted].any()
    assert gain[lifted & (without.ssi[:, -1] < 75), -1].mean() == pytest.approx(20, abs=0.1)
    # From its week on, and at a different week for each.
    below = (without.ssi < 75).all(axis=1)
    assert (np.diff((gain[below] > 0).astype(int), axis=1) >= 0).all() and len(
        set((gain[lifted & below] > 0).sum(axis=1))
    ) == 26
    assert (bot.counts["phone_meetings"] == without.counts["phone_meetings"]).all()
    assert (bot.counts["messages_sent"] == without.counts["messages_sent"]).all()


# --- names and words


def test_a_world_is_found_by_its_name_with_hyphens_too():
    assert (
        find_scenario("friday-backdated")
        is find_scenario("friday_backdated")
        is SCENARIOS["friday_backdated"]
    )


@pytest.mark.parametrize(
    ("language", "start"),
    [("fr", "Le monde «\u00a0rien\u00a0» n’existe pas."), ("en", "There is no world “rien”.")],
)
def test_an_unknown_name_is_answered_with_the_known_ones(language, start):
    with pytest.raises(UsageError) as refused:
        find_scenario("rien")
    text = refused.value.text(language)
    assert text.startswith(start) and all(name in text for name in SCENARIOS)


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_world_has_its_lesson_in_one_sentence(name, language):
    lesson = SCENARIOS[name].lesson(language)
    assert lesson == message(f"world_{name}", language)
    assert re.fullmatch(r"[A-Z][^.]+\.", lesson)
    assert language == "en" or not re.search(r" [:;?!%»]|« ", lesson)
    assert not re.search(r"\bprove|prouv|no effect|aucun effet|significa", lesson, re.IGNORECASE)
