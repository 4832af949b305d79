"""The shipped table of how often the word on a trial is right: `trials.csv`."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from importlib.resources import files

TRIALS_TABLE = "trials.csv"


@dataclass(frozen=True)
class TrialRow:
    """One cell. Shares are of `draws`; `coverage` is that of the 95 % interval of the contrast at the truth;
    `useful_known` and `excluded_known` are the power of the same estimate with its true variance and z.
    """

    design: str
    kind: str
    truth: str
    people: int
    before: int
    weeks: int
    draws: int
    lift: float
    coverage: float
    useful: float
    useless: float
    passing: float
    claim_met: float
    claim_excluded: float
    not_moved: float
    refused: float
    useful_known: float
    excluded_known: float

    def error(self, name: str) -> float:
        """Return the Monte-Carlo standard error of a share."""
        share = getattr(self, name)
        return math.sqrt(share * (1 - share) / self.draws)


@dataclass(frozen=True)
class TrialTable:
    """The shipped table: when it was made, by which plan, of which code, and its rows."""

    made: str
    plan_hash: str
    code_hash: str
    rows: tuple[TrialRow, ...]


def write_trials(rows: Iterable[TrialRow], made: str, plan_hash: str, code_hash: str) -> str:
    """Return the table as the text of `trials.csv`: a line that says when, by which plan and of which code,
    then a row for each cell.
    """
    text = io.StringIO()
    text.write(f"# {made} {plan_hash} {code_hash}\n")
    writer = csv.DictWriter(text, [each.name for each in fields(TrialRow)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: f"{value:.6g}" if isinstance(value, float) else value for name, value in asdict(row).items()}
        for row in rows
    )
    return text.getvalue()


def read_trials(text: str | None = None) -> TrialTable:
    """Return the table in `text`, or the one that ships with the package."""
    text = files(__package__).joinpath(TRIALS_TABLE).read_text("utf-8") if text is None else text
    head, _, body = text.partition("\n")
    kinds = {each.name: {"str": str, "int": int, "float": float}[each.type] for each in fields(TrialRow)}
    rows = (
        TrialRow(**{name: kinds[name](value) for name, value in row.items()})
        for row in csv.DictReader(io.StringIO(body))
    )
    return TrialTable(*head.removeprefix("# ").split(), tuple(rows))
