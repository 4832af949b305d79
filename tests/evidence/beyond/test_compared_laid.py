"""The comparison with the score of weeks before, beside what memory says; the others are judged."""

from __future__ import annotations

import numpy as np
import pytest
from evidence.beyond.in_blocks import lay_in_blocks
from evidence.panels import draw_frame

from ssi_outcomes.evidence.beyond.asked_weeks import Question
from ssi_outcomes.evidence.beyond.compared_laid import compare_laid
from ssi_outcomes.evidence.variants import compare_later

FRAME = draw_frame(9, 40, 16, slope=0.4, rate=1, gaps=0.1)
FRAME = FRAME.assign(outcome_calls=FRAME["outcome_calls"].where(FRAME.index % 6 > 0))


@pytest.mark.parametrize("weeks", [1, 4, 8])
def test_a_score_of_weeks_before_counts_where_that_week_is_used_itself(tmp_path, monkeypatch, weeks):
    monkeypatch.setattr("ssi_outcomes.evidence.engine.poisson.EXACT_CELLS", -1)
    known = compare_later(FRAME, "calls", weeks)
    found = compare_laid(lay_in_blocks(FRAME, tmp_path), Question("calls", behind=weeks))
    assert (found.people, found.informative, found.rows) == (known.people, known.informative, known.rows)
    for name in ("log", "se", "freedom"):
        assert np.isclose(getattr(found.slope, name), getattr(known.slope, name), rtol=1e-9), name


def test_nothing_is_left_beside_the_blocks(tmp_path):
    laid = lay_in_blocks(FRAME, tmp_path)
    before = sorted(tmp_path.iterdir())
    compare_laid(laid, Question("calls"))
    assert sorted(tmp_path.iterdir()) == before
