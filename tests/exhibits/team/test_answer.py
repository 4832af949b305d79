"""The answer on a team: a look at real data is registered, and the ends of an interval are told apart."""

from __future__ import annotations

import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import Told, tell_study

from ssi_outcomes.exhibits import show_answer
from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.exhibits.team.answer import say_interval
from ssi_outcomes.words.facts import Fact


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.98, 1.02, "0.98 to 1.02"),
        (1.3486, 1.3499, "1.349 to 1.350"),
        (1.34861, 1.34864, "1.3486 to 1.3486"),
    ],
)
def test_the_ends_of_a_narrow_interval_are_told_apart(low, high, told):
    teller = Teller("en", {"ratio": Fact("ratio", (low + high) / 2, "rate ratio", "test", low, high)})
    assert plain(say_interval("ratio", teller)) == told


def test_an_answer_of_real_data_is_a_look_and_one_of_invented_data_is_none(monkeypatch, tmp_path):
    seen = []
    monkeypatch.setattr(
        "ssi_outcomes.exhibits.team.answer.record_look", lambda folder, look: seen.append(folder.name)
    )
    show_answer(tell_study({"meetings": Told(0.9, 1.2)}, invented=True))
    assert seen == []
    show_answer(tell_study({"meetings": Told(0.9, 1.2)}))
    assert seen == ["told"]
