"""Teams by number: what a team is called may name whoever leads it, and no comparison asks for it."""

from __future__ import annotations

import pandas as pd

from ssi_outcomes.base.spelling import fold


def code_teams(people: pd.DataFrame) -> pd.DataFrame:
    """Return a list of people with T01, T02, … for their teams, in the order of the names; two spellings of
    one name are one team.
    """
    if "team" not in people:
        return people
    names = people["team"].map(lambda name: fold(str(name)), na_action="ignore")
    names = names.where(names != "")
    known = sorted(names.dropna().unique())
    digits = max(2, len(str(len(known))))
    codes = {name: f"T{number:0{digits}}" for number, name in enumerate(known, 1)}
    return people.assign(team=names.map(codes).astype(object).where(names.notna(), None))
