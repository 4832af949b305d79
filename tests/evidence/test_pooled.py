"""Several studies, one ratio: published meta-analyses come out as published, and as metafor has them to the eighth digit."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm, t
from waiting import HANGS

from ssi_outcomes.evidence.pooled import Pooled, find_tau2, pool, predict

REFERENCE = Path(__file__).parents[1] / "reference"
SCRIPT = Path(__file__).with_name("pooled_by_r.R")
RSCRIPT = shutil.which("Rscript")


def studies(name):
    frame = pd.read_csv(REFERENCE / "meta_analyses.csv").query("pool == @name")
    return frame["log"].to_numpy(), frame["error"].to_numpy()


def numbers(pooled):
    low, high = pooled.tau2_bounds
    return {
        "tau2": pooled.tau2,
        "log": pooled.log,
        "se": pooled.se,
        "spread_se": pooled.spread_se,
        "i2": pooled.i2,
        "tau2_low": low,
        "tau2_high": high,
    }


def draw_studies(number):
    rng = np.random.default_rng(number)
    count, tau = int(rng.integers(2, 30)), float(rng.choice([0, 0.05, 0.1, 0.5]))
    errors = rng.uniform(0.05, 0.4, count)
    return rng.normal(rng.normal(0.05, tau, count), errors), errors


# Viechtbauer 2010 (Journal of Statistical Software 36:3: 13 trials of BCG) and Raudenbush and Bryk 1985 (Journal of
# Educational Statistics 10:75, 19 studies of what teachers expect; as metafor-project.org reproduces it), by restricted
# maximum likelihood: tau^2, mean, its standard error as printed.
PUBLISHED = {"bcg": (0.3132, -0.7145, 0.1798), "teachers": (0.0188, 0.0837, 0.0516)}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_meta_analysis_comes_out_as_published(name):
    made = pool(*studies(name))
    assert tuple(round(each, 4) for each in (made.tau2, made.log, made.se)) == PUBLISHED[name]


@pytest.mark.parametrize("name", ["bcg", "teachers", "smoke"])
def test_three_published_pools_are_what_metafor_says_to_the_eighth_digit(name):
    stored = pd.read_csv(REFERENCE / "meta_analyses_by_r.csv").set_index("pool").loc[name]
    for key, value in numbers(pool(*studies(name))).items():
        assert math.isclose(value, stored[key], rel_tol=1e-8, abs_tol=1e-8), key


@pytest.mark.long
def test_metafor_itself_says_the_same_of_two_hundred_drawn_pools(tmp_path):
    drawn = {str(number): draw_studies(number) for number in range(200)}
    said = ask_r(drawn, tmp_path)
    for name, (logs, errors) in drawn.items():
        for key, value in numbers(pool(logs, errors)).items():
            assert math.isclose(value, said.loc[name, key], rel_tol=1e-8, abs_tol=1e-8), (name, key)


def ask_r(drawn, folder):
    missing = (
        RSCRIPT is None or subprocess.run([RSCRIPT, "-e", "library(metafor)"], capture_output=True).returncode
    )
    if missing:
        if os.environ.get("REQUIRE_R") == "1":
            pytest.fail("no metafor, and REQUIRE_R=1: apt-get install r-cran-metafor")
        pytest.skip("not run: no metafor")
    rows = [
        (name, *pair) for name, (logs, errors) in drawn.items() for pair in zip(logs, errors, strict=True)
    ]
    given, said = folder / "studies.csv", folder / "said.csv"
    pd.DataFrame(rows, columns=["pool", "log", "error"]).to_csv(given, index=False)
    done = subprocess.run(
        [RSCRIPT, "--vanilla", SCRIPT, given, said], capture_output=True, text=True, timeout=HANGS
    )
    assert done.returncode == 0, done.stderr
    return pd.read_csv(said, dtype={"pool": str}).set_index("pool")


def test_studies_of_equal_errors_need_no_search_their_variance_less_the_error():
    logs, errors = np.array([0.0, 0.3, 0.6, 0.1]), np.full(4, 0.1)
    made = pool(logs, errors)
    assert math.isclose(made.tau2, np.var(logs, ddof=1) - 0.01, rel_tol=1e-9)
    assert math.isclose(made.log, logs.mean())
    # With tau^2 so estimated both errors are the plain one of the mean.
    assert math.isclose(made.se, made.spread_se, rel_tol=1e-9)


def test_studies_that_agree_better_than_chance_have_no_variance_between_them_and_the_plain_interval_counts():
    logs, errors = np.array([0.10, 0.11, 0.09, 0.10, 0.105]), np.full(5, 0.2)
    made = pool(logs, errors)
    assert made.tau2 == 0 and made.i2 == 0 and made.tau2_bounds[0] == 0
    assert made.spread_se < made.se == pytest.approx(0.2 / math.sqrt(5))
    low, high = made.widest(0.05).bounds(0.05)
    assert math.isclose(math.log(high), 0.101 + norm.ppf(0.95) * made.se)


def test_studies_that_differ_give_the_interval_that_goes_with_their_spread():
    made = pool(*studies("bcg"))
    low, high = made.widest(0.05).bounds(0.05)
    assert math.isclose(math.log(low), made.log + t.ppf(0.05, 12) * made.spread_se)


def test_one_study_is_no_pool():
    assert pool([0.1], [0.1]) is None and isinstance(pool([0.1, 0.2], [0.1, 0.1]), Pooled)


def test_neither_the_order_of_the_studies_nor_the_side_of_one_changes_anything():
    logs, errors = draw_studies(3)
    turned = pool(logs[::-1], errors[::-1])
    assert math.isclose(pool(logs, errors).log, turned.log, rel_tol=1e-12)
    assert math.isclose(pool(-logs, errors).tau2, turned.tau2, rel_tol=1e-9)


def test_a_variance_is_found_whatever_the_scale():
    logs, errors = draw_studies(12)
    for scale in (1e-4, 1e3):
        assert math.isclose(
            find_tau2(logs * scale, (errors * scale) ** 2) / scale**2,
            find_tau2(logs, errors**2),
            rel_tol=1e-8,
        )


def test_the_next_study_is_expected_within_an_interval_that_is_wider_than_the_means_and_the_same_each_time():
    made = pool(*studies("bcg"))
    low, high = made.next_study
    mean_low, mean_high = made.widest(0.025).bounds(0.025)
    assert low < mean_low and high > mean_high
    assert made.next_study == pool(*studies("bcg")).next_study
    logs, errors = studies("bcg")
    assert predict(logs, errors**2, seed=5) != predict(logs, errors**2, seed=6)


def test_a_variance_far_below_the_smallest_error_is_found_too():
    # Of two studies of equal errors it is half of their squared difference, less the error's square.
    logs = np.array([0.0, math.sqrt(0.02 * (1 + 1e-5))])
    assert find_tau2(logs, np.full(2, 0.01)) == pytest.approx(1e-7, rel=1e-3)
