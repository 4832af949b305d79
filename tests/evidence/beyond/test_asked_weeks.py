"""What a question takes of a block is what `take_sample` takes of its rows."""

from __future__ import annotations

import numpy as np
import pytest
from evidence.beyond.in_blocks import lay_in_blocks
from evidence.panels import draw_frame

from ssi_outcomes.evidence.beyond.asked_weeks import LEAD, Question, take_weeks
from ssi_outcomes.evidence.sample import STEP, take_sample

FRAME = draw_frame(8, 9, 7, gaps=0.2)
FRAME = FRAME.assign(
    outcome_calls=FRAME["outcome_calls"].where(FRAME.index % 5 > 0),
    ssi=FRAME["ssi"].where(FRAME.index % 7 > 0),
    activity_posts=FRAME["activity_posts"].where(FRAME.index % 4 > 0).astype(float),
)
FRAME["next_ssi"] = FRAME.groupby("person")["ssi"].shift(-1)


@pytest.mark.parametrize(
    ("add", "known"),
    [((), ()), ((LEAD,), ("next_ssi",)), (("activity_posts", "activity_searches"), ("activity_posts",))],
)
def test_the_same_weeks_are_used_and_the_others_counted_by_the_same_reasons(tmp_path, add, known):
    question = Question("calls", add)
    (block,) = lay_in_blocks(FRAME, tmp_path, 1).load(question.columns)
    taken, sample = take_weeks(block, question), take_sample(FRAME, "calls", known)
    assert taken.dropped == sample.dropped
    rows, used = sample.rows, taken.used
    assert np.array_equal(taken.counts[used], rows["count"])
    assert np.array_equal(taken.exposure[used], rows["exposure"])
    logs = [np.log1p(rows[name]) for name in add if name != LEAD] or [rows["next_ssi"] / STEP]
    for place, each in enumerate([rows["x"], *logs][: question.regressors]):
        assert np.array_equal(taken.x[used][:, place], each)
    assert not taken.counts[~used].any() and not taken.exposure[~used].any() and not taken.x[~used].any()


def test_a_lag_longer_than_the_panel_leaves_no_week(tmp_path):
    question = Question("calls", behind=8)
    (block,) = lay_in_blocks(FRAME, tmp_path, 1).load(question.columns)
    assert not take_weeks(block, question).used.any()
