"""Which files of a pool are believed: each that fits together, was judged by the pool's rule, and stands alone for its study."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pool.pools import HOLDING, PLAN, change, drawn, estimate, read, refusals, register, write

from ssi_outcomes.base.paths import root
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.pool_judge import DRAWN_GATES


@pytest.fixture
def folder(tmp_path):
    """A pool of two good studies, so that there is something that a bad one could take with it."""
    write(tmp_path, 1, estimate(0.1))
    write(tmp_path, 2, estimate(-0.1))
    return tmp_path


def first(values):
    return values["estimates"][0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda values: first(values).update(question="parallel"),
        lambda values: first(values).update(push="own"),
        lambda values: first(values).update(lift={"points": 10, "se": 1, "with_b": 0}),
        lambda values: first(values).update(freedom=21),
        lambda values: first(values).update(to="2025-Q4"),
        lambda values: first(values).update(to="2027-Q1"),
        lambda values: first(values).update(weeks=40),
        lambda values: first(values).update(events=12),
        lambda values: first(values).update(people=9, freedom=8),
        lambda values: values["rule"]["values"].update({"claim.ratio": 1.6}),
    ],
)
def test_a_file_whose_parts_do_not_fit_together_is_not_believed_even_if_somebody_sealed_it_anew(
    folder, spoil
):
    change(write(folder, 3, estimate(0.3)), spoil, sealed=True)
    assert refusals(read(folder)) == {"team-3.pool.json": "pool_form_fit"}


def test_a_trial_without_a_lift_or_with_one_that_cannot_go_with_its_error_is_not_believed(folder):
    change(write(folder, 3, drawn(0.3, 0.1, 20)), lambda values: first(values).update(lift=None), sealed=True)
    change(
        write(folder, 4, drawn(0.3, 0.1, 20)),
        lambda values: first(values)["lift"].update(with_b=0.21),
        sealed=True,
    )
    assert refusals(read(folder)) == dict.fromkeys(("team-3.pool.json", "team-4.pool.json"), "pool_form_fit")


@pytest.mark.parametrize("outcome", ["likes", "coffees"])
def test_an_outcome_that_is_none_or_not_real_is_not_believed(folder, outcome):
    change(write(folder, 3, estimate()), lambda values: first(values).update(outcome=outcome), sealed=True)
    assert refusals(read(folder)) == {"team-3.pool.json": "pool_form_outcome"}


def test_a_question_that_is_answered_twice_is_not_believed(folder):
    write(folder, 3, estimate(0.1), estimate(0.2))
    assert refusals(read(folder)) == {"team-3.pool.json": "pool_form_estimate_twice"}


def test_a_study_of_the_future_is_not_believed(folder):
    change(write(folder, 3, estimate()), lambda values: values.update(written="2027-Q1"), sealed=True)
    register(folder, 4, date(2026, 12, 24))
    assert set(refusals(read(folder)).values()) == {"pool_form_future"}


def test_a_day_that_does_not_exist_is_not_believed(folder):
    change(register(folder, 3), lambda values: values.update(registered="2026-02-30"), sealed=True)
    assert refusals(read(folder)) == {"team-3.registered.json": "pool_form_value"}


def test_a_study_by_another_rule_is_refused_and_the_first_value_that_differs_named(folder):
    rule = tuple((name, 0.3 if name == "threshold.share_of_claim" else value) for name, value in PLAN.rule)
    write(folder, 3, estimate(), plan=replace(PLAN, rule=rule))
    (refusal,) = (file.refusal for file in read(folder).files if file.refusal)
    assert refusal.key == "pool_rule_other"
    assert (refusal.values["name"], refusal.values["other"], refusal.values["own"]) == (
        "threshold.share_of_claim",
        "0.3",
        "0.5",
    )


def test_comments_planning_and_looks_make_no_other_rule(tmp_path):
    home, text = tmp_path / "home", (root() / "analysis-plan.toml").read_text("utf-8")
    home.mkdir()
    changed = text.replace("planned_looks = 1", "planned_looks = 4").replace("within_sd = 5", "within_sd = 6")
    (home / "analysis-plan.toml").write_text("# Ours.\n" + changed)
    assert changed != text and read_plan(home).rule == PLAN.rule and read_plan(home).hash != PLAN.hash
    (home / "analysis-plan.toml").write_text(text.replace("lead_p = 0.10", "lead_p = 0.11"))
    assert read_plan(home).rule != PLAN.rule


def test_a_study_that_is_there_twice_with_other_numbers_counts_not_once(folder):
    write(folder, 3, estimate(0.3)).rename(folder / "june.pool.json")
    write(folder, 3, estimate(0.2))
    assert refusals(read(folder)) == dict.fromkeys(("june.pool.json", "team-3.pool.json"), "pool_twice_study")
    assert read(folder).tables["pool"]["study"].nunique() == 2


def test_a_copy_of_a_file_counts_once(folder):
    (folder / "team-1.pool (1).json").write_bytes((folder / "team-1.pool.json").read_bytes())
    assert list(refusals(read(folder)).values()) == ["pool_twice_copy"]
    assert read(folder).tables["pool"]["study"].nunique() == 2


def test_the_same_data_under_two_numbers_count_not_once(folder):
    write(folder, 3, estimate(0.1), estimate(0.4, question="between"))
    assert refusals(read(folder)) == dict.fromkeys(
        ("team-1.pool.json", "team-3.pool.json"), "pool_twice_figures"
    )


def test_a_study_that_was_registered_twice_was_registered_the_first_time(folder):
    register(folder, 3, date(2026, 2, 2))
    register(folder, 3, date(2026, 1, 5), name="before")
    data = read(folder)
    assert refusals(data) == {"team-3.registered.json": "pool_twice_registered"}
    assert [*data.tables["registered"]["registered"]] == ["2026-01-05"]


def test_invented_people_do_not_count_among_real_ones(folder):
    write(folder, 3, estimate(0.3), synthetic=True)
    assert refusals(read(folder)) == {"team-3.pool.json": "pool_invented"}


def test_a_gate_that_is_said_to_fail_where_its_number_says_so_is_believed(folder):
    few = estimate(0.3, events=12.0, gates={**HOLDING, "events": False})
    write(folder, 3, few)
    assert refusals(read(folder)) == {}


def test_between_people_those_without_an_event_add_to_the_freedom(folder):
    write(folder, 3, estimate(0.3, question="between", people=12, freedom=20.5))
    assert refusals(read(folder)) == {}


def test_what_is_said_of_a_trials_results_agrees_with_their_number_too(folder):
    holding = dict.fromkeys(DRAWN_GATES, True)
    write(folder, 3, drawn(0.3, 0.2, 20, events=12.0, gates=holding))
    write(folder, 4, drawn(0.2, 0.2, 20, events=12.0, gates={**holding, "lot_events": False}))
    assert refusals(read(folder)) == {"team-3.pool.json": "pool_form_fit"}
