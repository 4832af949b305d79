"""Each key of a plan has its range, and a fault in one is named, with what to do."""

import pytest
from base.changed_plan import ANY

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.base.plan import PLAN_FILE
from ssi_outcomes.base.plan_keys import LAGS, VARIANTS


def test_each_lag_is_a_way_to_ask_and_named_by_its_weeks():
    assert set(LAGS) <= set(VARIANTS) and all(name == f"lag_{weeks}" for name, weeks in LAGS.items())


def test_a_plan_for_any_time_that_does_not_say_how_much_data_are_meant_is_refused(plan_with):
    with pytest.raises(DataRefused) as refusal:
        plan_with("planned_looks = 1", ANY[0])
    missing = [problem.values["name"] for problem in refusal.value.values["problems"]]
    assert missing == ["planning.people", "planning.weeks", "planning.events_per_week"]


@pytest.mark.parametrize(
    ("old", "new", "key", "culprit"),
    [
        ("planned_looks = 1", 'planned_looks = 1\nlooks = "often"', "plan_name_unknown", "errors.looks"),
        ("planned_looks = 1", "planned_looks = 1\nlooks = [1]", "plan_name_unknown", "errors.looks"),
        ("within_sd = 5", "within_sd = 5\npeople = 1", "plan_value_whole", "planning.people"),
        ("within_sd = 5", 'within_sd = 5\nweeks = "52"', "plan_value_whole", "planning.weeks"),
        ("lead_p = 0.10\n", "", "plan_key_missing", "gates.lead_p"),
        ("lead_p = 0.10\n", "lead_pp = 0.10\nlead_p = 0.10\n", "plan_key_unknown", "gates.lead_pp"),
        ("[cases]\n", "level = 0.2\n[cases]\n", "plan_key_unknown", "level"),
        ("level = 0.05", "level = 5", "plan_value_number", "errors.level"),
        ("level = 0.05", 'level = "5 %"', "plan_value_number", "errors.level"),
        ("power = 0.80", "power = nan", "plan_value_number", "errors.power"),
        ("power = 0.80", "power = [0.80]", "plan_value_number", "errors.power"),
        ("planned_looks = 1", "planned_looks = 1.5", "plan_value_whole", "errors.planned_looks"),
        ("planned_looks = 3", "planned_looks = 0", "plan_value_whole", "trial.planned_looks"),
        (
            "smallest_lift = 5",
            'smallest_lift = 5\nestimator = "best"',
            "plan_name_unknown",
            "trial.estimator",
        ),
        ("smallest_lift = 5", "smallest_lift = -5", "plan_value_number", "trial.smallest_lift"),
        ("loss_apart = 0.10", "loss_apart = 10", "plan_value_number", "trial.loss_apart"),
        ("blocks_alone = 10", "blocks_alone = 5", "plan_value_whole", "trial.blocks_alone"),
        ("planned_looks = 1", "planned_looks = true", "plan_value_whole", "errors.planned_looks"),
        ("[1.031, 1.063]", "[1.031, 0.5]", "plan_value_list", "threshold.sensitivity_beside"),
        ("[1.031, 1.063]", "1.031", "plan_value_list", "threshold.sensitivity_beside"),
    ],
)
def test_a_plan_with_a_fault_is_refused_and_the_fault_is_named(plan_with, old, new, key, culprit):
    with pytest.raises(DataRefused) as refusal:
        plan_with(old, new)
    (problem,) = refusal.value.values["problems"]
    assert (problem.key, problem.values["name"]) == (key, culprit)
    for language in ("fr", "en"):
        assert culprit in refusal.value.text(language)
        assert f"git checkout {PLAN_FILE}" in refusal.value.text(language)


def test_a_low_limit_above_the_high_one_is_refused(plan_with):
    with pytest.raises(DataRefused) as refusal:
        plan_with("low = 30", "low = 71")
    assert [problem.key for problem in refusal.value.values["problems"]] == ["plan_low_high"]
    assert "71" in refusal.value.text("fr")


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ("negative_controls = []\n", "", "plan_key_missing", ["falsification.negative_controls"]),
        (
            "negative_controls = []",
            'negative_controls = "lunches"',
            "plan_value_names",
            ["falsification.negative_controls", "lunches"],
        ),
        (
            "negative_controls = []",
            "negative_controls = [1]",
            "plan_value_names",
            ["falsification.negative_controls", "[1]"],
        ),
        (
            "negative_controls = []",
            'negative_controls = ["lunches", "lunches"]',
            "plan_name_unknown",
            ["falsification.negative_controls", "lunches"],
        ),
        (
            "activity_known = 0.80",
            "activity_known = 80",
            "plan_value_number",
            ["falsification.activity_known", "80"],
        ),
        (
            "activity_known = 0.80",
            "activity_known = true",
            "plan_value_number",
            ["falsification.activity_known", "True"],
        ),
        (
            '"first_half",',
            '"frist_half",',
            "plan_name_unknown",
            ["variants.declared", "frist_half", "without_busiest"],
        ),
        (
            '"first_half",',
            '"first_half", "capped_counts",',
            "plan_name_unknown",
            ["variants.declared", "capped_counts"],
        ),
        ("at_most = 12", "at_most = 3", "plan_variants", ["12", "3"]),
        ("at_most = 12", "at_most = 12.0", "plan_value_whole", ["variants.at_most"]),
    ],
)
def test_a_fault_in_the_new_keys_is_named_in_both_languages(plan_with, old, new, key, said):
    with pytest.raises(DataRefused) as refusal:
        plan_with(old, new)
    assert [problem.key for problem in refusal.value.values["problems"]] == [key]
    for language in ("fr", "en"):
        assert all(each in refusal.value.text(language) for each in said)
