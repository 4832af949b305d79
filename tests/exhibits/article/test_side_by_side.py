"""The five side by side: who stands where, by hand."""

from __future__ import annotations

from ssi_outcomes.exhibits.article.side_by_side import find_outcome, find_range

CASES = ("benoit", "isabelle", "leslie", "claude", "author")


def test_who_stands_where(study):
    assert [find_range(study, case) for case in CASES] == ["low", "low", "not_stated", "middle", "high"]
    assert [find_outcome(study, case) for case in CASES] == [
        "present",
        "present",
        "present",
        "absent",
        "not_stated",
    ]
