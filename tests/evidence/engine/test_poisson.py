"""The engine against pyfixest, which fits the same regression with a dummy for each person and week; and what must not change a number."""

import numpy as np
import pandas as pd
import pyfixest
import pytest
from evidence.engine.laid import lay
from evidence.panels import R, draw_frame, lay_frame, read_synthetic

from ssi_outcomes.evidence.engine import poisson as engine
from ssi_outcomes.evidence.engine.poisson import fit, standard_errors
from ssi_outcomes.evidence.within import compare_within

EXACT = 1e-6
# What pyfixest says while it drops the people and weeks that carry nothing, and what pandas says of pyfixest.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*removed because of separation"),
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
]


def fit_by_pyfixest(rows: pd.DataFrame, add: tuple[str, ...], weekly: bool) -> np.ndarray:
    rows = rows[rows["exposure_days"] > 0]
    rows = rows.assign(x=rows["ssi"] / 10, days=np.log(rows["exposure_days"]))
    formula = f"outcome_calls ~ {' + '.join(['x', *add])} | {'person + week_start' if weekly else 'person'}"
    made = pyfixest.fepois(formula, rows, offset="days", iwls_tol=1e-13, vcov="iid")
    return made.coef()[["x", *add]].to_numpy()


def thin(frame: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the panel with what its kind asks for; the activities enter as log1p."""
    counts = frame["outcome_calls"].copy()
    if kind == "silent":  # two people, and one week, without any event
        counts[frame["person"].isin(["P02", "P05"]) | (frame["week_start"] == frame["week_start"].min())] = 0
    if kind == "fractional":
        counts = counts * 0.37 + (counts > 1) * 0.11
    return frame.assign(
        outcome_calls=counts,
        posts=np.log1p(frame["activity_posts"]),
        searches=np.log1p(frame["activity_searches"]),
    )


@pytest.mark.parametrize(
    ("seed", "people", "weeks", "kind", "add", "weekly"),
    [
        pytest.param(1, 12, 10, "gaps", (), True, marks=pytest.mark.long),
        pytest.param(2, 9, 14, "gaps", ("posts",), True, marks=pytest.mark.long),
        (3, 14, 8, "gaps", ("posts", "searches"), True),
        pytest.param(4, 12, 9, "silent", (), True, marks=pytest.mark.long),
        pytest.param(5, 12, 9, "silent", ("posts",), False, marks=pytest.mark.long),
        (6, 10, 12, "fractional", ("posts", "searches"), False),
        pytest.param(7, 11, 8, "fractional", (), True, marks=pytest.mark.long),
        pytest.param(8, 13, 7, "gaps", (), False, marks=pytest.mark.long),
    ],
)
def test_coefficients_and_jackknife_are_those_of_pyfixest(seed, people, weeks, kind, add, weekly):
    frame = thin(
        draw_frame(seed, people, weeks, slope=0.3, rate=0.9, gaps=0.15 if kind == "gaps" else 0.0), kind
    )
    fitted = fit(lay(frame, add, weekly), exact=True)
    assert fitted.coefficients == pytest.approx(fit_by_pyfixest(frame, add, weekly), rel=EXACT)
    with_events = frame.groupby("person")["outcome_calls"].sum()
    people = with_events.index[with_events > 0]
    refits = np.array([fit_by_pyfixest(frame[frame["person"] != person], add, weekly) for person in people])
    assert fitted.left_out == pytest.approx(refits, rel=EXACT, abs=1e-8)
    by_hand = np.sqrt((len(people) - 1) / len(people) * np.square(refits - fitted.coefficients).sum(axis=0))
    assert standard_errors(fitted) == pytest.approx(by_hand, rel=EXACT)


@pytest.mark.parametrize("seed", range(20, 26))
def test_a_sparse_panel_whose_weeks_or_people_fit_perfectly_has_the_ratio_of_pyfixest(seed):
    # Few events and many gaps: some week effects run to infinity, which says nothing of the score.
    frame = draw_frame(seed, 25, 20, slope=0.3, rate=0.12, gaps=0.5)
    assert fit(lay(frame, (), True)).coefficients == pytest.approx(
        fit_by_pyfixest(frame, (), True), rel=EXACT, abs=1e-7
    )


def test_the_refits_of_a_sparse_panel_are_those_of_pyfixest():
    frame = draw_frame(21, 15, 16, slope=0.3, rate=0.25, gaps=0.4)
    fitted = fit(lay(frame, (), True), exact=True)
    events = frame["outcome_calls"].where(frame["exposure_days"] > 0, 0).groupby(frame["person"]).sum()
    refits = [
        fit_by_pyfixest(frame[frame["person"] != person], (), True) for person in events.index[events > 0]
    ]
    assert fitted.left_out == pytest.approx(np.array(refits), rel=EXACT, abs=1e-7)


# Once the weeks that their own people fit perfectly are taken out, nothing is left that could tell the score from the weeks.
CERTAIN = [
    (
        [[0, 1], [0, 1], [0, 2], [1, 0]],
        [[50, 50], [50, 50], [60, 40], [50, 50]],
        [[5, 5], [5, 5], [5, 5], [5, 0]],
    ),
    (
        [[0, 0, 0, 0, 1], [0, 1, 0, 0, 0], [0, 0, 0, 1, 0], [1, 1, 1, 0, 0]],
        [[50, 50, 50, 50, 50], [50, 42, 50, 48, 60], [50, 50, 50, 41, 59], [50, 50, 50, 50, 50]],
        [[0, 0, 0, 0, 1], [0, 7, 0, 2, 6], [0, 0, 0, 6, 5], [7, 4, 1, 1, 3]],
    ),
    (
        [[0, 0, 0, 0, 1], [0, 1, 0, 0, 0], [1, 0, 0, 0, 0], [0, 0, 1, 1, 0]],
        [[50, 56, 40, 56, 48], [60, 52, 44, 50, 44], [54, 46, 46, 54, 50], [50, 50, 50, 50, 50]],
        [[0, 4, 5, 3, 5], [2, 2, 7, 0, 2], [1, 7, 2, 4, 0], [0, 0, 2, 1, 0]],
    ),
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("counts", "scores", "exposure"), CERTAIN)
def test_where_all_that_could_tell_is_certain_there_is_no_ratio(counts, scores, exposure):
    for exact in (True, False):
        assert fit(lay(lay_frame(counts, scores, exposure), (), True), exact) is None


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("panels", [60, pytest.param(250, marks=pytest.mark.long)])
def test_of_small_panels_full_of_holes_each_has_a_ratio_or_none_and_never_stumbles(panels):
    rng = np.random.default_rng(5)
    made = 0
    for _ in range(panels):
        shape = tuple(rng.integers(2, 12, 2))
        exposure = np.where(rng.random(shape) < 0.4, 0, rng.integers(1, 8, shape))
        counts = rng.poisson(rng.choice([0.1, 0.3, 0.7]), shape) * (exposure > 0)
        cells = (
            lay(lay_frame(counts, 50 + 10 * rng.integers(0, 4, shape), exposure), (), True)
            if exposure.any()
            else None
        )
        fitted = fit(cells) if cells and len(cells.counts) else None
        if fitted and fitted.information.sum() > 0:
            made += 1
            assert np.isfinite(fitted.coefficients).all()
            assert (np.abs(fitted.coefficients) < 50).all()
    assert made > panels / 5


def test_beyond_so_many_cells_one_step_takes_over(monkeypatch):
    cells = lay(read_synthetic(), (), True)
    monkeypatch.setattr(engine, "EXACT_CELLS", 30 * 30 * 12)
    assert fit(cells).exact
    monkeypatch.setattr(engine, "EXACT_CELLS", 30 * 30 * 12 - 1)
    assert not fit(cells).exact


def test_the_information_of_the_people_adds_up_to_that_of_the_regression():
    # R's standard error without any factor is 1 / sqrt(information), weeks and activity taken out.
    frame = read_synthetic()
    for add, key in (((), "fe_person_week"), (("lmsg",), "fe_person_week_activity")):
        fitted = fit(lay(frame, add, True))
        assert 1 / np.sqrt(fitted.information.sum(axis=0)) == pytest.approx(
            list(R[key]["se_iid_noadj"].values()), rel=EXACT
        )


ALIKE = {
    "rows in another order": lambda frame: frame.sample(frac=1, random_state=4),
    "people by other names": lambda frame: frame.assign(
        person=frame["person"].map(lambda name: f"Q{97 - int(name[1:])}")
    ),
    "every score five points lower": lambda frame: frame.assign(ssi=frame["ssi"] - 5),
    "one person's scores five points lower": lambda frame: frame.assign(
        ssi=frame["ssi"] - 5 * (frame["person"] == "P03")
    ),
    "days counted in hours": lambda frame: frame.assign(exposure_days=frame["exposure_days"] * 24),
    "one person with ten times the exposure": lambda frame: frame.assign(
        exposure_days=frame["exposure_days"] * np.where(frame["person"] == "P07", 10, 1)
    ),
    "every week a month later": lambda frame: frame.assign(
        week_start=frame["week_start"] + pd.Timedelta(28, "D")
    ),
    "a person without events beside": lambda frame: pd.concat(
        [frame, frame.head(12).assign(person="P99", outcome_calls=0.0)]
    ),
}


@pytest.mark.parametrize("change", ALIKE.values(), ids=ALIKE)
def test_what_says_nothing_of_the_ratio_does_not_move_it(change):
    frame = read_synthetic()
    before, after = (
        compare_within(frame, "calls", ("lmsg",)),
        compare_within(change(frame), "calls", ("lmsg",)),
    )
    for old, new in zip(before.slopes, after.slopes, strict=True):
        assert (new.log, new.se, new.freedom) == pytest.approx((old.log, old.se, old.freedom), rel=1e-9)
    assert (after.effective, after.events, after.people) == pytest.approx(
        (before.effective, before.events, before.people), rel=1e-9
    )
