"""What is counted over blocks, by hand."""

from __future__ import annotations

import numpy as np
from evidence.beyond.in_blocks import lay_in_blocks
from evidence.panels import lay_frame

from ssi_outcomes.evidence.beyond.asked_weeks import Question
from ssi_outcomes.evidence.beyond.week_sums import tally

FRAME = lay_frame(
    [[1, 0, 2], [0, 0, 0], [1, 1, np.nan], [0, np.nan, np.nan]],
    [[50, 60, 70], [40, 50, 60], [30, 30, 30], [np.nan, 50, 50]],
)


def test_people_and_weeks_are_counted(tmp_path):
    found = tally(lay_in_blocks(FRAME, tmp_path), Question("calls"))
    assert found.totals["count"].tolist() == [3, 0, 2]
    assert found.totals["exposure"].tolist() == [15, 15, 10]
    assert np.allclose(found.totals["x"], [6, 5, 3])
    assert found.weeks.tolist() == [2, 1, 2]
    known = found.known
    assert (known["people"], known["informative"], known["one_score"], known["without_event"]) == (2, 1, 1, 1)
    assert (known["events"], known["rows"]) == (3, 3)
    assert found.dropped["not_counted"] == 3 and found.dropped["no_reading"] == 1
    # Ten points around the mean in the first person's two outer weeks, none in the third one's: 200 over
    # three degrees of freedom.
    assert np.isclose(known["spread"], np.sqrt(200 / 3))
    assert not found.negative


def test_nothing_is_counted_of_nothing(tmp_path):
    found = tally(lay_in_blocks(FRAME.assign(ssi=np.nan), tmp_path), Question("calls"))
    assert len(found.totals) == 0 and not found.weeks.any()


def test_those_with_an_event_are_told_apart_by_whether_their_score_moves(tmp_path):
    frame = lay_frame([[1, 0], [0, 2], [1, 1], [0, 0]], [[50, 60], [40, 50], [30, 30], [20, 20]])
    known = tally(lay_in_blocks(frame, tmp_path, parts=1), Question("calls")).known
    assert (known["people"], known["informative"], known["one_score"], known["without_event"]) == (3, 2, 1, 1)
