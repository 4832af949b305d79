"""The same data analysed otherwise: each way is shown, the silent ones too, and none sets the verdict."""

from __future__ import annotations

import re

import numpy as np
import pytest
from exhibits.heard import facts_of, said
from exhibits.told_studies import Told, tell_study

from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.team.otherwise import show_variants


def shown(logs: np.ndarray) -> Exhibit:
    """Return the exhibit of a useful outcome with three other ways to analyse it, and these resamples."""
    ways = {
        "person_effects": Told(0.96, 1.03),  # useless
        "full_weeks": Told(0.9, 1.2),  # undetermined
        "adjusted": Told(changes={"silence": "no_activity"}),
    }
    study = tell_study({"meetings": Told(1.08, 1.21)})
    found = {name: way.compare("meetings", (way.low, way.high)) for name, way in ways.items()}
    vars(study.findings).update(variants={"meetings": found}, resample=lambda outcome: logs)
    return show_variants(study)


@pytest.fixture(scope="module")
def exhibit() -> Exhibit:
    return shown(np.log(np.linspace(0.9, 1.3, 401)))


def test_words_are_counted_by_where_each_interval_lies(exhibit):
    facts = {name: fact.value for name, fact in facts_of(exhibit).items()}
    assert (facts["n_variants"], facts["n_variants_silent"]) == (4, 1)
    assert [facts[f"n_variants_{word}"] for word in ("useful", "useless", "undetermined")] == [1, 1, 1]
    assert facts["meetings_verdict"] == "useful"


def test_ways_are_sorted_by_their_ratio_and_the_silent_ones_come_last_with_their_reason(exhibit):
    rows = re.findall("<tr>(.*?)</tr>", exhibit.tell("en")["table"])[1:]
    assert ["−4.0%" in rows[0], "−10.0%" in rows[1], "+8.0%" in rows[2]] == [True] * 3
    assert "–" in rows[3] and "activity" in rows[3] and len(rows) == 4


def test_resamples_of_people_are_told_between_their_quantiles(exhibit):
    resampled = facts_of(exhibit)["resampled"]
    # Of .9, .901, ..., 1.3 a twentieth lies below .92, and another above 1.28; the middle one is 1.1.
    assert (resampled.low, resampled.value, resampled.high) == pytest.approx((0.92, 1.1, 1.28), rel=1e-4)
    assert (resampled.n, resampled.level) == (401, 0.9)


def test_with_too_many_resamples_without_a_bound_no_quantile_is_told():
    logs = np.log(np.linspace(0.9, 1.3, 401))
    few, many = logs.copy(), logs.copy()
    few[:10], many[:11] = np.nan, np.nan  # a fortieth of them, and one more
    assert "resampled" in facts_of(shown(few)) and "resampled" not in facts_of(shown(many))
    assert said(shown(many)) != said(shown(few))


def test_each_way_stands_in_the_picture_with_its_name(exhibit):
    names = [text.get_text() for text in exhibit.figure("en").axes[0].get_yticklabels()]
    assert len([name for name in names if name]) == 3
