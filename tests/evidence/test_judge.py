"""Everything on one panel: what is judged, twins and families, looks that were not planned, and worlds whose truth is known."""

from dataclasses import replace

import numpy as np
import pytest
from evidence.panels import draw_frame, lay_frame, read_synthetic

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.judge import judge
from ssi_outcomes.evidence.verdict import Declared

PLAN = read_plan()
STATED = Declared(defined=True, picked=False, rolled_out=False)
# Gates that a small panel passes, so that its word is seen.
EASY = replace(
    PLAN, gates=replace(PLAN.gates, people_with_events=3, effective_people=2, events=10, lead_p=0.0)
)


def judge_calls(frame, plan=PLAN, declared=STATED):
    return judge(frame, plan, {"calls": "real"}, {"calls": declared}).outcomes["calls"]


def test_a_large_effect_in_a_large_panel_is_useful_and_none_is_useless():
    useful = judge_calls(draw_frame(11, 40, 20, slope=0.5, rate=2))
    assert (useful.verdict.word, useful.verdict.reason) == ("useful", "interval")
    assert useful.verdict.low > PLAN.threshold and useful.verdict.notes == ("beyond_activity",)
    harmful = judge_calls(draw_frame(12, 40, 20, slope=-0.4, rate=2))
    assert harmful.verdict.word == "useless"
    # So few weeks leave open what comes weeks later.
    assert harmful.verdict.notes == ("claim_excluded", "inverse", "open_later")


def test_an_activity_that_lifts_both_makes_the_score_a_thermometer():
    rng = np.random.default_rng(4)
    activity = rng.poisson(4, (80, 26))
    scores = np.round(50 + rng.normal(0, 8, (80, 1)) + 8 * np.log1p(activity) + rng.normal(0, 3, (80, 26)), 1)
    frame = lay_frame(rng.poisson(np.exp(np.log1p(activity) - 0.6)), scores, activity_posts=activity)
    assert judge_calls(frame).verdict.notes == ("thermometer",)
    assert judge_calls(frame.drop(columns="activity_posts")).verdict.notes == ("activity_unknown",)


def test_a_workshop_of_five_people_and_eight_weeks_can_only_end_undetermined():
    for slope in (-1.0, 0.0, 1.0):
        made = judge_calls(draw_frame(13, 5, 8, slope=slope, rate=2))
        assert (made.verdict.word, made.verdict.reason) == ("undetermined", "people_with_events")


def test_where_the_score_follows_the_outcome_no_verdict_is_given():
    made = judge_calls(draw_frame(14, 60, 26, feedback=1.5, rate=1.5))
    assert (made.verdict.word, made.verdict.reason) == ("undetermined", "lead")
    assert (made.verdict_between.word, made.verdict_between.reason) == ("undetermined", "lead")


def test_what_is_not_declared_is_not_defined():
    frame = draw_frame(11, 40, 20, slope=0.5, rate=2)
    assert judge(frame, PLAN, {"calls": "real"}, {}).outcomes["calls"].verdict.reason == "defined"
    assert judge_calls(frame, declared=Declared(True, None, False)).verdict.reason == "picked_unsaid"
    assert judge_calls(frame, declared=Declared(True, True, False)).verdict.reason == "picked"


def test_one_late_week_in_four_is_too_many():
    frame = draw_frame(11, 40, 20, slope=0.5, rate=2)
    for every, word in ((4, "undetermined"), (6, "useful")):
        late = np.arange(len(frame)) % every == 0
        made = judge_calls(frame.assign(ssi=frame["ssi"].mask(late), ssi_late=late))
        assert (made.verdict.word, made.verdict.reason) == (
            word,
            "late_rows" if word == "undetermined" else "interval",
        )
        assert made.within.late_share == pytest.approx(1 / every, abs=0.01)


def test_only_what_is_counted_and_no_control_is_judged_and_each_kind_has_its_own_family():
    frame = read_synthetic().assign(
        outcome_likes=lambda f: f["views"] * 1.0, outcome_lunches=lambda f: f["inbound"] * 1.0
    )
    kinds = {"calls": "real", "orders": "real", "lunches": "real", "likes": "vanity"}
    made = judge(frame, replace(PLAN, negative_controls=("lunches",)), kinds, dict.fromkeys(kinds, STATED))
    assert list(made.outcomes) == ["calls", "likes"]
    assert (list(made.families), list(made.families_between)) == (["real", "vanity"], ["real", "vanity"])
    assert [finding.outcome for finding in made.of_kind("real")] == ["calls"]
    assert list(made.controls) == ["lunches"]
    assert list(made.variants) == list(made.ladders) == list(made.shifts) == list(made.contrasts) == ["calls"]
    assert list(made.variants["calls"]) == list(PLAN.variants)


def test_a_twin_stands_and_falls_with_the_outcome_that_it_repeats():
    # The effect alone is beyond 5 %; among so many outcomes that say nothing it does not hold, and then neither does its twin.
    frame = draw_frame(23, 30, 15, slope=0.35, rate=1)
    noise = {
        f"outcome_n{number}": draw_frame(100 + number, 30, 15, rate=1)["outcome_calls"] for number in range(4)
    }
    frame = frame.assign(outcome_again=frame["outcome_calls"])

    def notes(frame) -> list[tuple[str, ...]]:
        kinds = {name.removeprefix("outcome_"): "real" for name in frame if name.startswith("outcome_")}
        made = judge(frame, EASY, kinds, dict.fromkeys(kinds, STATED))
        assert made.families["real"].twins == ("again",)
        return [made.outcomes[name].verdict.notes for name in ("calls", "again")]

    assert notes(frame) == [("beyond_activity",)] * 2
    assert notes(frame.assign(**noise)) == [("beyond_activity", "not_after_holm")] * 2


def test_a_verdict_could_be_given_where_all_gates_of_a_real_outcome_hold():
    frame = draw_frame(11, 30, 15, rate=1.5)
    assert judge(frame, PLAN, {"calls": "real"}, {"calls": STATED}).decided
    assert not judge(frame, PLAN, {"calls": "vanity"}, {"calls": STATED}).decided
    assert not judge(frame, PLAN, {"calls": "real"}, {}).decided


DEGENERATE = {
    "nobody": draw_frame(1, 6, 6).head(0),
    "one person": draw_frame(1, 1, 12, rate=1),
    "one week": draw_frame(1, 12, 1, rate=2),
    "no event": draw_frame(1, 12, 8).assign(outcome_calls=0.0),
    "all scores equal": draw_frame(1, 12, 8).assign(ssi=50.0, next_ssi=50.0),
    "negative counts": draw_frame(1, 12, 8).assign(outcome_calls=lambda f: f["outcome_calls"] - 1),
    "all events one person's": draw_frame(1, 12, 8, rate=2).assign(
        outcome_calls=lambda f: f["outcome_calls"].where(f["person"] == "P04", 0)
    ),
    "the scores of the last week alone": draw_frame(1, 12, 8).assign(
        ssi=lambda f: f["ssi"].where(f["week_start"] == f["week_start"].max())
    ),
    "nobody there": draw_frame(1, 12, 8).assign(exposure_days=0.0),
    "nothing counted": draw_frame(1, 12, 8).assign(outcome_calls=np.nan),
    "no reading": draw_frame(1, 12, 8).assign(ssi=np.nan, next_ssi=np.nan),
    "perfect separation": lay_frame([[0, 3], [4, 0]] * 8, [[40, 50], [60, 45]] * 8),
    "the same for all": lay_frame(np.full((12, 8), 3), 50 + np.arange(8) * np.array([[1], [-1], [2]] * 4)),
    "everybody alike": draw_frame(1, 12, 8, rate=2).assign(
        ssi=lambda f: 40 + f["week_start"].rank(method="dense") ** 2 / 5
    ),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", DEGENERATE)
def test_no_data_make_it_stumble_and_poor_data_no_verdict(name):
    frame = DEGENERATE[name]
    plan = replace(EASY, gates=replace(EASY.gates, people_with_events=0, effective_people=0, events=0))
    made = judge(frame, plan, {"calls": "real"}, {"calls": STATED})
    finding = made.outcomes["calls"]
    assert (finding.verdict.word, finding.within.slope) == ("undetermined", None)
    assert finding.verdict.reason not in ("", "interval")
    assert made.families["real"].word == "undetermined"
    assert made.variants and made.ladders and made.shifts and made.contrasts and made.controls == {}
    assert all(
        each.slope is None or np.isfinite([each.slope.log, each.slope.se]).all()
        for each in made.variants["calls"].values()
    )


def two_outcomes(seed: int = 14):
    """Return a panel whose score follows its calls, and knows nothing of its orders."""
    frame = draw_frame(seed, 60, 26, feedback=1.5, rate=1.5)
    return frame.assign(outcome_orders=np.random.default_rng(3).poisson(1.5, len(frame)).astype(float))


def test_a_score_that_follows_one_real_outcome_closes_the_question_between_people_for_all():
    kinds = {"calls": "real", "orders": "real", "likes": "vanity"}
    frame = two_outcomes().assign(outcome_likes=lambda rows: rows["outcome_orders"][::-1].to_numpy())
    made = judge(frame, PLAN, kinds, dict.fromkeys(kinds, STATED)).outcomes
    assert made["calls"].verdict_between.reason == "lead" and made["calls"].verdict.notes == ()
    for name in ("orders", "likes"):
        assert made[name].lead.p >= PLAN.gates.lead_p
        assert (made[name].verdict_between.word, made[name].verdict_between.reason) == (
            "undetermined",
            "lead_elsewhere",
        )
        # Within people the word stands, and says so.
        assert made[name].verdict.reason == "interval" and "lead_elsewhere" in made[name].verdict.notes


def test_likes_that_the_score_follows_close_nothing_for_real_outcomes():
    kinds = {"calls": "vanity", "orders": "real"}
    made = judge(two_outcomes(), PLAN, kinds, dict.fromkeys(kinds, STATED)).outcomes
    assert made["calls"].verdict.reason == "lead"
    assert (
        made["orders"].verdict_between.reason == "interval"
        and "lead_elsewhere" not in made["orders"].verdict.notes
    )
