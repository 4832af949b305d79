"""What the stories state, and what a comparison would need that they do not."""

from __future__ import annotations

from ssi_outcomes.exhibits.article.statements import find_known

CASES = ("benoit", "isabelle", "leslie", "claude", "author")


def test_what_is_known_of_the_five(study):
    known = find_known(study)
    assert known["score"].to_dict() == dict(zip(CASES, (True, True, False, True, True), strict=True))
    assert not known["score_date"].any() and known["real_outcome"].all()
    assert known["period"].to_dict() == dict(zip(CASES, (True, True, False, False, False), strict=True))
    assert not known["two_scores"].any()
