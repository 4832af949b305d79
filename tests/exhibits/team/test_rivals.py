"""Timing, chance and activity beside a team's answer: what could not be checked is not told as fine."""

from __future__ import annotations

import re

import numpy as np
import pytest
from evidence.panels import lay_frame
from exhibits.heard import said
from exhibits.told_studies import study_of, without, world_study

from ssi_outcomes.exhibits import show_variants, show_verdict
from ssi_outcomes.exhibits.team.rivals import show_ladder, show_tests

both_languages = pytest.mark.parametrize("language", ["fr", "en"])


@both_languages
def test_without_a_ratio_rivals_and_variants_say_so_in_words(language):
    silent = study_of(
        lay_frame(np.zeros((12, 6)), 50.0).rename(columns={"outcome_calls": "outcome_meetings"})
    )
    variants, ladder = show_variants(silent), show_ladder(silent)
    assert variants.draw is variants.table is ladder.table is None
    assert {"en": "nothing to analyse otherwise", "fr": "rien à analyser autrement"}[language] in said(
        variants, language
    )
    assert {"en": "No change can be estimated", "fr": "Aucune variation ne peut"}[language] in said(
        ladder, language
    )
    none = without("outcomes")
    assert show_tests(none).table is None and {
        "en": "nothing to challenge",
        "fr": "rien à mettre à l’épreuve",
    }[language] in said(show_tests(none), language)
    assert show_verdict(silent).draw is None and show_verdict(silent).table is not None


def test_without_activity_the_rivals_do_not_claim_to_have_asked():
    study = without("activity", 20, 12)
    assert "No activity was counted in enough of the weeks" in said(show_ladder(study))
    assert "nothing could be compared at equal activity" in said(show_tests(study))


def test_a_timing_that_could_not_be_checked_is_not_told_as_fine():
    frame = study_of(lay_frame(np.ones((12, 6)), 50.0).rename(columns={"outcome_calls": "outcome_meetings"}))
    assert (
        "neither timing nor chance nor activity could be checked" in said(show_tests(frame))
        and show_tests(frame).table is None
    )


def test_a_p_value_is_never_shown_as_nothing():
    table = said(show_tests(world_study("friday_backdated", 40, 26)), part="table")
    assert not re.search(r"\b0 ", re.sub(r"\d+\.\d+", "", table)) or "< 0.001" in table
