"""Several outcomes together are judged as declared: useful for one at least, after Holm; useless for all."""

import math
from dataclasses import replace

import pytest
from evidence.compared import FREEDOM, HAIR, LEAD, PLAN, SE, STATED, D, compared, with_high
from scipy import stats

from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.verdict import FamilyVerdict, Verdict, decide, decide_family


def family(*slopes: Slope, twins: tuple[str, ...] = (), stopped: tuple[str, ...] = ()) -> FamilyVerdict:
    """Return the verdict over outcomes A, B, C... of these slopes; a gate fails for those that are `stopped`."""
    named = dict(zip("ABCDEF", slopes, strict=False))
    verdicts = {
        name: decide(compared(slope), PLAN, replace(STATED, defined=name not in stopped), LEAD)
        for name, slope in named.items()
    }
    return decide_family(verdicts, named, PLAN, twins)


def with_p(p: float) -> Slope:
    """Return a slope with this one-sided p-value against D."""
    return Slope(math.log(D) + stats.t.isf(p, FREEDOM) * SE, SE, FREEDOM)


@pytest.mark.parametrize(
    ("ps", "useful"),
    [
        # Holm: the smallest of three times 3, the next times 2, the last as it is; it stops at the first that is not below .05.
        ((0.01, 0.02, 0.03), ("A", "B", "C")),  # .03, .04, .03
        ((0.01, 0.03, 0.04), ("A",)),  # .03, .06
        ((0.02, 0.01, 0.30), ("A", "B")),  # .03 and .04 in the order of p, whatever the order of names
        ((0.017, 0.018, 0.019), ()),  # .051
        ((0.0166, 0.0249, 0.0499), ("A", "B", "C")),  # .0498, .0498, .0499
        ((0.0166, 0.0251, 0.01), ("A", "C", "B")),  # .03 (C), .0332 (A), .0251 (B)
        ((0.04,), ("A",)),
    ],
)
def test_useful_for_one_at_least_holds_after_holm_by_hand(ps, useful):
    made = family(*map(with_p, ps))
    assert set(made.useful) == set(useful)
    assert made.word == ("useful" if useful else "undetermined")
    assert set(made.undetermined) == set("ABC"[: len(ps)]) - set(useful)


def test_useless_for_all_takes_all_of_them_and_no_correction():
    useless, wide = with_high(D - HAIR), Slope(0.0, 1.0, FREEDOM)
    assert family(useless, useless, useless) == FamilyVerdict("useless", useless=("A", "B", "C"))
    assert family(useless, wide, useless) == FamilyVerdict(
        "undetermined", useless=("A", "C"), undetermined=("B",)
    )
    # A gate that fails for one leaves "all" open.
    assert family(useless, useless, stopped=("B",)) == FamilyVerdict(
        "undetermined", useless=("A",), undetermined=("B",)
    )
    assert family(useless, with_p(0.001)) == FamilyVerdict("useful", useful=("B",), useless=("A",))


def test_outcomes_whose_gates_fail_are_not_tested_and_make_no_other_harder():
    assert family(with_p(0.02), with_p(0.02), with_p(0.02)).useful == ()
    assert family(with_p(0.02), with_p(0.02), with_p(0.02), stopped=("B",)).useful == ("A", "C")


def test_a_twin_counts_once():
    assert family(with_p(0.02), with_p(0.02), with_p(0.5)).useful == ()
    made = family(with_p(0.02), with_p(0.02), with_p(0.5), twins=("B",))
    assert (made.useful, made.undetermined, made.twins) == (("A",), ("C",), ("B",))


def test_over_no_outcome_nothing_is_determined():
    assert decide_family({}, {}, PLAN).word == "undetermined"
    silent = decide(compared(None, silence="no_event"), PLAN, STATED, LEAD)
    assert decide_family({"A": silent}, {"A": None}, PLAN) == FamilyVerdict(
        "undetermined", undetermined=("A",)
    )
    assert isinstance(silent, Verdict)
