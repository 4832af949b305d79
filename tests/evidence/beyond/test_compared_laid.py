"""The comparison with the score of weeks before, beside what memory says; the others are judged."""

from __future__ import annotations

import numpy as np
import pytest
from evidence.beyond.in_blocks import lay_in_blocks
from evidence.panels import draw_frame

from ssi_outcomes.evidence.between import compare_between
from ssi_outcomes.evidence.beyond.asked_weeks import Question
from ssi_outcomes.evidence.beyond.compared_laid import compare_laid, compare_people_laid
from ssi_outcomes.evidence.beyond.week_sums import tally
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


def test_people_are_compared_by_their_totals_as_they_are_in_memory(tmp_path):
    question, known = Question("calls"), compare_between(FRAME, "calls")
    found = compare_people_laid(question, tally(lay_in_blocks(FRAME, tmp_path / "all"), question))
    assert (found.silence, found.rows, found.people, found.events) == (
        "",
        known.rows,
        known.people,
        known.events,
    )
    assert np.isclose(found.slope.log, known.slope.log) and np.isclose(found.slope.se, known.slope.se)
    unread = lay_in_blocks(FRAME.assign(ssi=np.nan), tmp_path / "none")
    none = compare_people_laid(question, tally(unread, question))
    assert (none.silence, none.rows, none.slope) == ("no_reading", 0, None)


def test_weeks_without_an_event_are_no_weeks_to_compare(tmp_path):
    first = FRAME["week_start"] == FRAME["week_start"].min()
    frame = FRAME.assign(outcome_calls=FRAME["outcome_calls"].where(first, 0.0))
    assert compare_laid(lay_in_blocks(frame, tmp_path), Question("calls")).silence == "one_week"
