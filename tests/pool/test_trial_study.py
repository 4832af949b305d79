"""What a trial hands over: the outcome that it was drawn for, with the lift and what holds of its rule."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from evidence.drawn.laid_trial import draw_counts, lay, promise, pushes
from pool.pools import TODAY, number_of, refusals

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.drawn.whole_trial import judge_trial
from ssi_outcomes.evidence.pool_judge import DRAWN_GATES, contrast
from ssi_outcomes.evidence.verdict import Declared
from ssi_outcomes.pool.handing_over import write_study
from ssi_outcomes.pool.pool_folder import read_pool
from ssi_outcomes.pool.trial_study import take_drawn

PLAN, SAID = read_plan(), Declared(True, False, False)
TRIAL = replace(promise(12, 12, 12), outcome="phone_meetings", first_week=date(2026, 1, 5))
KINDS = {"phone_meetings": "real", "contracts": "real", "likes": "vanity"}


def judged(trial=TRIAL, faults=(), **changed):
    counts = draw_counts(trial, 4.0)
    score = 40 + np.random.default_rng(7).normal(0, 3, counts.shape) + 20 * pushes(trial)
    frame = lay(trial, counts, score, outcome_contracts=counts, outcome_likes=counts)
    frame = frame.rename(columns={"outcome_calls": "outcome_phone_meetings"}).assign(**changed)
    return judge_trial(frame, trial, PLAN, KINDS, SAID, faults)


def test_the_primary_outcome_is_told_with_its_lift_and_the_other_real_one_named():
    found = judged()
    (told,), untold = take_drawn(found, PLAN)
    assert (told.design, told.question, told.outcome) == ("drawn", "parallel", "phone_meetings")
    assert (told.b, told.se) == (found.primary.slope.log, found.primary.slope.se)
    assert told.lift.points == found.primary.lift.value and told.weeks == 24
    assert [(each.outcome, each.why) for each in untold] == [("contracts", "not_primary")]
    assert set(told.gates) == set(DRAWN_GATES) and told.gates["lot_sealed"] and told.gates["lot_unread"]


def test_a_pool_finds_the_trials_own_contrast_at_every_ratio_of_the_plan():
    found = judged()
    (told,), _ = take_drawn(found, PLAN)
    # Two of the same make no study more: their mean is the study, with half of its variance.
    row = {"b": told.b, "se": told.se, "lift": told.lift.points, "lift_se": told.lift.se}
    rows = pd.DataFrame([{**row, "lift_with_b": told.lift.with_b}] * 2)
    for ratio, own in found.primary.contrasts.items():
        pooled = contrast(rows, ratio)
        assert math.isclose(pooled.log, own.value, abs_tol=1e-9)
        assert math.isclose(pooled.se, own.se / math.sqrt(2), rel_tol=1e-9)


@pytest.mark.parametrize(("faults", "sealed"), [((), True), (("schedule_altered",), False)])
def test_a_broken_seal_is_a_condition_that_does_not_hold_and_the_file_is_believed(tmp_path, faults, sealed):
    estimates, untold = take_drawn(judged(faults=faults), PLAN)
    text = write_study(number_of(1), PLAN, estimates, untold, TODAY)
    (tmp_path / "team.pool.json").write_text(text, "utf-8")
    data = read_pool(tmp_path, PLAN, TODAY)
    assert refusals(data) == {}
    assert list(data.tables["pool"]["failed"]) == ["" if sealed else "lot_sealed"]


def test_one_person_and_a_lift_that_nobody_read_are_left_out_by_name():
    alone = promise(1, 0, 40, "single")
    found = judge_trial(lay(alone, 1 + pushes(alone)), alone, PLAN, {"calls": "real"}, SAID)
    estimates, untold = take_drawn(found, PLAN)
    assert estimates == [] and [(each.question, each.why) for each in untold] == [("single", "small_group")]
    unread = judged(next_ssi=np.nan, ssi=np.nan)
    estimates, untold = take_drawn(unread, PLAN)
    assert estimates == [] and [each.why for each in untold] == ["no_estimate", "not_primary"]
