"""Who takes part in a trial: the names of a list, or the people of the dataset, with their teams and what
they brought before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd

from ssi_outcomes.base.errors import UsageError, current_language
from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.base.spelling import same_name
from ssi_outcomes.panel.column_names import outcome_column
from ssi_outcomes.study import PanelStudy, open_study


@dataclass(frozen=True)
class Roster:
    """Who takes part, by name; what the dataset knows of them, where it is there: the frame of its weeks and
    of its list of people, and the pseudonym of each name. `left` are those whom it knows and who are gone.
    """

    people: tuple[str, ...]
    frame: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    listed: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    pseudonyms: dict[str, str] = field(default_factory=dict, repr=False)
    left: tuple[str, ...] = ()

    def find_teams(self) -> dict[str, str]:
        """Return each person's team; raises UsageError where somebody has none, or several."""
        known = self.listed.dropna(subset=["team"]) if "team" in self.listed else pd.DataFrame()
        teams = known.groupby("person")["team"].unique() if len(known) else {}
        found = {person: teams.get(self._code(person), ()) for person in self.people}
        if wrong := [person for person, its in found.items() if len(its) != 1]:
            raise _unknown("trial_teams_unknown", wrong)
        return {person: str(its[0]) for person, its in found.items()}

    def find_baseline(self, outcome: str, first: date, weeks: int) -> dict[str, float]:
        """Return how many outcomes a week each person had in the baseline, of the weeks that are known by
        now; raises UsageError where none is known of somebody.
        """
        column = outcome_column(outcome)
        last = first + timedelta(days=WEEK * weeks)
        if column not in self.frame:
            raise _unknown("trial_baseline_unknown", self.people)
        inside = self.frame["week_start"].between(pd.Timestamp(first), pd.Timestamp(last), inclusive="left")
        known = self.frame[inside & self.frame[column].notna() & (self.frame["exposure_days"] > 0)]
        sums = known.groupby("person")[[column, "exposure_days"]].sum()
        means = (sums[column] / sums["exposure_days"] * WEEK).round(3)
        found = {person: means.get(self._code(person)) for person in self.people}
        if wrong := [person for person, mean in found.items() if mean is None or pd.isna(mean)]:
            raise _unknown("trial_baseline_unknown", wrong)
        return {person: float(mean) for person, mean in found.items()}

    def _code(self, person: str) -> str | None:
        return {same_name(name): code for name, code in self.pseudonyms.items()}.get(same_name(person))


def _unknown(key: str, people: Sequence[str]) -> UsageError:
    return UsageError(key, people=", ".join(people)[:300], count=len(people))


def find_people(dataset: str, file: str, today: date, is_grouped: bool = False) -> Roster:
    """Return who takes part: the names in `file`, else whom the dataset knows and who has not left by
    `today`. What it knows of them is read where they are not drawn each for himself (`is_grouped`), too.

    Raises UsageError where neither is there, and what reading either raises.
    """
    known = _read_dataset(dataset, today) if is_grouped or not file else None
    if file:
        # Here, as it brings in the readers: a dataset that is known needs none of them.
        from ssi_outcomes.desk.names_list import read_names

        names = read_names(file).people
        return Roster(names, known.frame, known.listed, known.pseudonyms) if known else Roster(names)
    if not known or not known.people:
        raise UsageError("trial_people_missing", dataset=dataset)
    return known


def has_people(dataset: str) -> bool:
    """Tell whether a dataset is there that may say itself who takes part."""
    folder = raw_folder(dataset)
    return folder.is_dir() and any(folder.iterdir())


def _read_dataset(dataset: str, today: date) -> Roster | None:
    if not has_people(dataset):
        return None
    study = open_study(dataset, current_language())
    if not isinstance(study, PanelStudy):
        raise UsageError("odds_of_cases", dataset=dataset)
    data = study.dataset
    names: dict[str, str] = {}
    for name, code in data.names.items():
        names.setdefault(code, name)
    # Whose files name nobody is called by the pseudonym.
    listed = data.tables.get("people", pd.DataFrame({"person": []}))
    codes = [*listed["person"], *study.panel.frame["person"].unique()]
    people = tuple(names.get(code, code) for code in dict.fromkeys(codes) if isinstance(code, str))
    pseudonyms = dict(data.names) | {code: code for code in codes if code not in names}
    gone = _find_gone(listed, today)
    left = tuple(names.get(code, code) for code in dict.fromkeys(codes) if code in gone)
    people = tuple(person for person in people if person not in left)
    return Roster(people, study.panel.frame, listed, pseudonyms, left)


def _find_gone(listed: pd.DataFrame, today: date) -> set[str]:
    """Return whose every stay is over, by the list of people."""
    if "end" not in listed:
        return set()
    last = listed.assign(end=pd.to_datetime(listed["end"])).groupby("person")["end"]
    ended = last.agg(lambda ends: ends.notna().all() and ends.max() < pd.Timestamp(today))
    return set(ended.index[ended.astype(bool)])
