"""The plan holds what was promised beforehand, and a plan that is changed is a different plan."""

import hashlib
import math
from pathlib import Path

import pytest
from base.changed_plan import ANY, TEXT

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.base.paths import root
from ssi_outcomes.base.plan import PLAN_FILE, read_plan
from ssi_outcomes.base.plan_keys import VARIANTS


def test_the_claim_and_the_threshold_are_those_of_the_2014_deck():
    plan = read_plan()
    assert plan.claim_per_10 == pytest.approx(1.45 ** (1 / 4))
    assert plan.threshold == pytest.approx(1.45 ** (1 / 8))
    assert [round(plan.claim_per_10, 4), round(plan.threshold, 4)] == [1.0973, 1.0475]
    # Halfway on the log scale: twice the threshold's effect is the claim's.
    assert 2 * math.log(plan.threshold) == pytest.approx(math.log(plan.claim_per_10))


def test_the_four_sensitivity_ratios_are_the_published_ones_to_their_digits():
    assert [round(ratio, 4) for ratio in read_plan().sensitivity] == [1.031, 1.0475, 1.063, 1.0973]


def test_gates_levels_and_limits_are_as_declared():
    plan = read_plan()
    gates = plan.gates
    assert (
        gates.people_with_events,
        gates.effective_people,
        gates.events,
        gates.late_rows,
        gates.lead_p,
    ) == (10, 5, 30, 0.20, 0.10)
    assert (plan.low, plan.high, plan.approximate_margin) == (30, 70, 0.10)
    assert (plan.level, plan.planned_looks, plan.power, plan.se_factor, plan.within_sd) == (
        0.05,
        1,
        0.8,
        1.5,
        5,
    )


def test_a_trial_is_looked_at_three_times_and_lifts_by_five_points_at_least():
    trial = read_plan().trial
    assert (trial.planned_looks, trial.smallest_lift, trial.loss_apart) == (3, 5, 0.10)
    assert (trial.weeks_before, trial.blocks_alone) == (8, 10)


def test_a_copy_from_before_trials_is_told_each_key_that_it_lacks(tmp_path):
    head, rest = TEXT.split("[trial]\n")
    (tmp_path / PLAN_FILE).write_text(head + rest[rest.index("[falsification]") :], "utf-8")
    with pytest.raises(DataRefused) as refused:
        read_plan(tmp_path)
    names = [each.values["name"] for each in refused.value.values["problems"]]
    keys = ("planned_looks", "smallest_lift", "loss_apart", "weeks_before", "blocks_alone")
    assert sorted(names) == sorted(f"trial.{key}" for key in keys)
    assert "trial.smallest_lift" in refused.value.text("fr")


def test_two_meetings_and_a_half_more_a_year_is_the_threshold_at_one_a_week():
    plan = read_plan()
    assert 52 * (plan.threshold - 1) == pytest.approx(2.5, abs=0.05)
    assert 52 * (plan.claim_per_10 - 1) == pytest.approx(5, abs=0.1)


def test_the_fingerprint_is_that_of_the_file():
    assert read_plan().hash == hashlib.sha256((root() / PLAN_FILE).read_bytes()).hexdigest()


def test_a_moved_threshold_moves_the_fingerprint(plan_with):
    moved = plan_with("share_of_claim = 0.5", "share_of_claim = 0.25")
    assert moved.hash != hashlib.sha256(TEXT.encode()).hexdigest()
    assert moved.threshold == pytest.approx(1.45 ** (1 / 16))


def test_four_planned_looks_share_the_five_percent(plan_with):
    assert plan_with("planned_looks = 1", "planned_looks = 4").level_per_look == pytest.approx(0.0125)


def test_a_plan_that_may_be_looked_at_any_time_shares_its_risk_among_no_number_of_looks(plan_with):
    meant = TEXT.replace("planned_looks = 1", ANY[0])
    plan = plan_with(TEXT, meant.replace("within_sd = 5\n", ANY[1] + "\n"))
    assert plan.any_time and (plan.level_per_look, plan.looks_allowed) == (0.05, math.inf)
    assert (plan.people, plan.weeks, plan.events_per_week) == (40, 52, 0.5)


def test_the_shipped_plan_is_for_one_look():
    assert (read_plan().any_time, read_plan().looks_allowed) == (False, 1)


def test_a_plan_that_is_missing_or_broken_is_refused(plan_with, tmp_path):
    with pytest.raises(DataRefused) as refusal:
        read_plan()
    assert refusal.value.key == "plan_missing"
    with pytest.raises(DataRefused) as refusal:
        plan_with("[cases]\n", "[cases\n")
    assert refusal.value.key == "plan_unreadable"
    (tmp_path / PLAN_FILE).write_bytes(b"low = \xff")
    with pytest.raises(DataRefused) as refusal:
        read_plan()
    assert refusal.value.key == "plan_unreadable"


def test_controls_activity_and_variants_are_as_declared():
    plan = read_plan()
    assert (plan.negative_controls, plan.activity_known, plan.variants_at_most) == ((), 0.80, 12)
    # Those that exist beyond these can be declared in place of others.
    assert plan.variants == VARIANTS[: len(plan.variants)]
    assert len(plan.variants) <= plan.variants_at_most
    assert (plan.team_effects_from, plan.teams_least, plan.ramp_up_weeks) == (10, 3, 8)
    assert (plan.scale_jump, plan.scale_everybody) == (2, 0.8)


def test_declared_names_are_read_in_their_order(plan_with):
    assert plan_with(
        "negative_controls = []", 'negative_controls = ["internal_meetings", "lunches"]'
    ).negative_controls == ("internal_meetings", "lunches")
    assert plan_with(
        '"person_effects", "fresh_readings", "lag_4",', '"lag_4", "person_effects",'
    ).variants == ("lag_4", "person_effects", *VARIANTS[3:12])


@pytest.fixture
def own_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a reader of a dataset's plan, given the bytes of its own copy (None: it has none)."""
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    (tmp_path / PLAN_FILE).write_text(TEXT, "utf-8")
    folder = tmp_path / "data" / "raw" / "acme"
    folder.mkdir(parents=True)

    def read(content: bytes | None):
        if content is not None:
            (folder / PLAN_FILE).write_bytes(content)
        return read_plan(folder)

    return read


def test_a_dataset_without_a_plan_of_its_own_has_the_repositorys(own_plan):
    plan = own_plan(None)
    assert (plan.hash, plan.file) == (hashlib.sha256(TEXT.encode()).hexdigest(), PLAN_FILE)


def test_what_a_trial_is_judged_by_changes_the_plan_and_nothing_that_was_tried_on_weeks(own_plan):
    shipped = read_plan()
    for old, new, same in (
        ("smallest_lift = 5", "smallest_lift = 6", True),
        ("# The question, twice", "# The question, asked twice", True),
        ("lead_p = 0.10", "lead_p = 0.11", False),
        ("planned_looks = 1", "planned_looks = 2", False),
    ):
        plan = own_plan(TEXT.replace(old, new).encode())
        assert (plan.hash_on_weeks == shipped.hash_on_weeks) is same, new
        assert plan.hash != shipped.hash


def test_a_datasets_own_plan_holds_for_it_alone_with_its_own_fingerprint(own_plan):
    content = TEXT.replace("planned_looks = 1", "planned_looks = 4").encode()
    plan = own_plan(content)
    assert (plan.planned_looks, plan.hash) == (4, hashlib.sha256(content).hexdigest())
    assert plan.file == f"data/raw/acme/{PLAN_FILE}"
    assert read_plan().planned_looks == 1


def test_an_editors_byte_order_mark_is_no_fault(own_plan):
    assert own_plan(b"\xef\xbb\xbf" + TEXT.encode()).threshold == read_plan().threshold


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (TEXT.replace("events = 30", "events = -1").encode(), "plan_refused_own"),
        (TEXT.replace("[gates]", "[gates").encode(), "plan_unreadable_own"),
        (b"low = \xff", "plan_unreadable_own"),
        (b"", "plan_refused_own"),
    ],
)
def test_a_fault_in_a_datasets_own_plan_names_that_file_and_how_to_be_without_it(own_plan, content, key):
    with pytest.raises(DataRefused) as refusal:
        own_plan(content)
    assert refusal.value.key == key
    for language, remedy in (("fr", "supprimez"), ("en", "delete")):
        text = refusal.value.text(language)
        assert f"data/raw/acme/{PLAN_FILE}" in text and remedy in text
        # Git does not know a user's file.
        assert "git checkout" not in text
