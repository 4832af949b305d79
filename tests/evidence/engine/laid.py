"""Rows of a panel as the engine takes them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ssi_outcomes.evidence.engine.newton import Cells
from ssi_outcomes.evidence.engine.poisson import lay_cells


def lay(rows: pd.DataFrame, add: tuple[str, ...], weekly: bool) -> Cells:
    """Return the calls with the score in tens of points and the columns `add` as regressors."""
    rows = rows[rows["exposure_days"] > 0]
    person, week = pd.factorize(rows["person"], sort=True)[0], pd.factorize(rows["week_start"], sort=True)[0]
    x = np.column_stack([rows["ssi"] / 10, *(rows[name] for name in add)])
    return lay_cells(
        person, week, rows["outcome_calls"].to_numpy(), rows["exposure_days"].to_numpy(float), x, weekly
    )
