"""The rules of rows together: a row is taken whole or not at all, and each refusal can be read out."""

from datetime import date

import pandas as pd
from reading.checked_rows import CALLS, READING, TODAY, broken, check, table

from ssi_outcomes.base.catalogues import read_catalogue
from ssi_outcomes.base.errors import LANGUAGES, message
from ssi_outcomes.reading.joining.row_rules.applied_rules import check_rules

RULES = """rule_contradicted rule_end_before_start rule_event_twice rule_future rule_negative rule_no_date rule_overlap rule_pillar_range rule_rank_range
rule_readings_contradict rule_repeated rule_score_range rule_sum rule_too_old""".split()


def test_a_sound_row_is_taken_as_it_is():
    checked = check("ssi", READING)
    assert broken(checked) == [] and checked.dropped == {"ssi": ()}
    pd.testing.assert_frame_equal(checked.tables["ssi"], table(READING))


def test_a_row_is_taken_whole_or_not_at_all():
    wide = table(CALLS, CALLS | {"outcome": "order", "count": -1}).assign(source_line=2)
    checked = check_rules({"outcomes": wide, "ssi": table(READING)}, TODAY)
    assert broken(checked) == [(2, "count", "rule_negative")]
    assert checked.dropped == {"outcomes": (0, 1), "ssi": ()}


def test_unknown_and_empty_tables_pass():
    checked = check_rules(
        {"ssi": pd.DataFrame(), "outcomes": table(CALLS).head(0), "notes": table({"text": "x"})}, TODAY
    )
    assert checked.rejected == () and len(checked.tables["notes"]) == 1


def test_every_rule_says_what_to_do_in_both_languages():
    for language in LANGUAGES:
        assert set(RULES) <= read_catalogue(language, "messages").keys()


def test_every_rejection_can_be_read_out():
    bad = [
        CALLS | {"count": -1},
        CALLS | {"start": None},
        CALLS,
        CALLS,
        CALLS | {"end": date(2026, 1, 20)},
        CALLS | {"start": date(2027, 1, 1), "end": date(2026, 1, 1)},
    ]
    checked = check_rules(
        {
            "outcomes": table(*bad),
            "ssi": table(READING | {"ssi": 1.0}, READING | {"brand": 99.0, "read_at": date(1990, 1, 1)}),
        },
        TODAY,
    )
    assert len(checked.rejected) >= 8
    for each in checked.rejected:
        for language in LANGUAGES:
            assert "{" not in message(each.key, language, **each.values)
