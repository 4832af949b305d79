import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.hidden_push import find_push

ratios = st.floats(0.05, 20)


def test_a_push_of_1_27_shows_the_threshold_where_nothing_is_true_and_of_1_42_the_claim():
    plan = read_plan()
    assert find_push(plan.threshold) == pytest.approx(1.2707, abs=1e-4)
    assert find_push(plan.claim_per_10) == pytest.approx(1.4242, abs=1e-4)


def test_the_published_example_is_reproduced():
    # VanderWeele and Ding 2017: a risk ratio of 3.9, with 1.8 as the end of its interval that is nearer to 1.
    assert find_push(3.9) == pytest.approx(7.26, abs=0.005)
    assert find_push(1.8) == pytest.approx(3.0)


def test_it_takes_as_much_to_hide_a_ratio_as_to_show_one_that_is_not_there():
    assert find_push(1.0, true=1.1) == pytest.approx(find_push(1.1))


def test_what_is_shown_as_it_is_takes_no_push():
    assert find_push(1.0) == find_push(0.7, true=0.7) == 1


@given(shown=ratios, true=ratios)
@examples(50)
def test_a_push_is_at_least_as_far_off_as_what_it_explains(shown, true):
    assert find_push(shown, true) >= max(shown / true, true / shown)


@given(true=st.floats(0.05, 1), near=st.floats(1, 5), farther=st.floats(1.01, 4))
@examples(50)
def test_the_farther_off_the_truth_is_the_more_it_takes(true, near, farther):
    assert find_push(near * farther, true) > find_push(near, true)


@pytest.mark.parametrize("ratio", [0.0, -1.0, float("inf"), float("nan")])
def test_what_has_no_bound_has_no_push(ratio):
    with pytest.raises(ValueError, match="ratios above zero"):
        find_push(ratio)
    with pytest.raises(ValueError, match="ratios above zero"):
        find_push(1.0, true=ratio)
