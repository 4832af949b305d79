"""A share of draws is never told without how far chance may have moved it."""

import pytest

from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.exhibits.team.drawn_shares import say_share, share_facts


def facts(share: float):
    return {each.id: each for each in share_facts("useful", share, 0.02, 0.03, 100, "a test")}


def test_a_share_has_its_error_and_none_or_all_a_bound():
    assert {name: fact.value for name, fact in facts(0.4).items()} == {"useful": 40, "useful_error": 2}
    assert {name: fact.value for name, fact in facts(0.0).items()} == {"useful": 0, "useful_bound": 3}
    assert facts(1.0)["useful_bound"].value == 97


@pytest.mark.parametrize(("share", "said"), [(0.4, "40% ± 2"), (0.0, "3%"), (1.0, "97%")])
def test_both_are_said(share, said):
    assert said in Teller("en", facts(share)).text("labels.none") + str(
        say_share("useful", Teller("en", facts(share))).striptags()
    ).replace("\N{NO-BREAK SPACE}", " ")


def test_where_there_is_no_share_nothing_is_made_up():
    assert say_share("useful", Teller("en", {})) == Teller("en", {}).text("labels.none")
