"""Examples and counterexamples in a team's weeks: one settles what is said of
everybody, or that something happens at all.

How often it was seen is counted beside it, never tested: chance alone gives
examples too, the more the longer one watches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.plan import Plan
from ssi_outcomes.base.ssi import PILLARS
from ssi_outcomes.evidence.between import total_people
from ssi_outcomes.evidence.sample import STEP, take_sample
from ssi_outcomes.panel.column_names import activity_column, activity_columns, outcome_column

VIEWS = ("views", "impressions")
SEEN = (*VIEWS, "members_reached", "profile_views", "search_appearances")
NOTICED = (*VIEWS, "likes", "comments", "shares", "engagements")
POSTS, SEARCHES = activity_column("posts"), outcome_column("search_appearances")
RISE_WEEKS = 4  # a rise is told from one of so many Mondays before
SEVERAL = 2  # pillars; and weeks, for "every week"
ROUNDING = 1e-6  # points: scores that differ by less are the same score


# What may not have been read or counted; "vanity" is said of a verdict on vanity outcomes.
MISSING = tuple("real vanity views score approaches activity pillars leads posts searches visibility".split())


@dataclass(frozen=True)
class Tally:
    """How often something was seen: `found` of `asked` (persons or person-weeks),
    and how many people are behind each number.

    `missing`: what was not read or counted, so that nobody could be asked (one of `MISSING`), or "".
    """

    unit: str
    found: int = 0
    asked: int = 0
    people_found: int = 0
    people_asked: int = 0
    missing: str = ""


def seek_witnesses(
    frame: pd.DataFrame, real: Sequence[str], plan: Plan, unnoticed: float, unfound: float
) -> dict[str, Tally]:
    """Return each tally by its name; `real` are the real outcomes, `unnoticed` and `unfound` the scores, in
    points, of the article's two suppositions.
    """
    weeks = frame[frame["exposure_days"] > 0].sort_values(["person", "week_start"], kind="stable")
    there, rises = _Known(weeks), _lay_rises(weeks)
    real_columns, views = _outcomes(real), _outcomes(VIEWS)
    return {
        **_ask_people(frame, real, plan),
        "rise_without": _ask_rises(there, rises, real_columns),
        "rise_fewer_views": _ask_rises_of_views(there, rises, views),
        "rise_after_activity": _ask_rises_of_activity(there, rises),
        "pillars_moved": _ask_pillars(there),
        "leads_unpublished": _ask_posts(there, most=0, weekly=False),
        "leads_one_post": _ask_posts(there, most=1, weekly=True),
        "unnoticed": _ask_unnoticed(there, unnoticed),
        "unfound": _ask_unfound(there, unfound),
        "unseen_success": _ask_unseen(there, real_columns),
    }


@dataclass(frozen=True, eq=False)
class _Known:
    """The weeks in which people were there, and which of some columns they hold."""

    weeks: pd.DataFrame

    def of(self, columns: Sequence[str]) -> list[str]:
        return [name for name in columns if name in self.weeks and self.weeks[name].notna().any()]

    def missing(self, **needs: Sequence[str]) -> str:
        """Return the first of `needs` (a key of the labels -> columns) of which no column is known, or ""."""
        return next((key for key, columns in needs.items() if not self.of(columns)), "")

    def tally(self, asked: pd.Series, found: pd.Series) -> Tally:
        """Return the count of weeks; `found` counts among those `asked` only."""
        people, found = self.weeks["person"], found & asked
        return Tally(
            "person-weeks",
            int(found.sum()),
            int(asked.sum()),
            people[found].nunique(),
            people[asked].nunique(),
        )


def _outcomes(names: Sequence[str]) -> list[str]:
    return [outcome_column(name) for name in names]


# --- persons, by their mean score over the weeks that an outcome's comparison uses


def _ask_people(frame: pd.DataFrame, real: Sequence[str], plan: Plan) -> dict[str, Tally]:
    """Ask people under the plan's low score for a result, and those above its high one for none of any
    kind.
    """
    totals = {name: total_people(take_sample(frame, name)) for name in real}
    missing = "real" if not totals else "score" if all(each.empty for each in totals.values()) else ""
    approaches = {name: each for name, each in totals.items() if name == "recruiter_approaches"}
    return {
        "low_with": _ask_low(totals, plan.low, missing),
        "low_approached": _ask_low(approaches, plan.low, missing if approaches else "approaches"),
        "high_without": _ask_high(totals, plan.high, missing),
    }


def _ask_low(totals: dict[str, pd.DataFrame], low: float, missing: str) -> Tally:
    rows = (
        pd.concat([each[each["x"] * STEP < low] for each in totals.values()])
        if totals
        else pd.DataFrame({"count": []})
    )
    return _tally_people(rows.index.nunique(), rows.index[rows["count"] > 0].nunique(), missing)


def _ask_high(totals: dict[str, pd.DataFrame], high: float, missing: str) -> Tally:
    """Ask only whom every real outcome was counted for: one whose orders nobody counted may have had some."""
    if missing:
        return _tally_people(0, 0, missing)
    counts, scores = (
        pd.concat([each[column] for each in totals.values()], axis=1).dropna() for column in ("count", "x")
    )
    asked = (scores * STEP > high).all(axis=1)
    return _tally_people(int(asked.sum()), int((asked & (counts == 0).all(axis=1)).sum()), missing)


def _tally_people(asked: int, found: int, missing: str) -> Tally:
    return Tally("persons", missing=missing) if missing else Tally("persons", found, asked, found, asked)


# --- rises: a score at least a step above that of one of the Mondays before


def _lay_rises(weeks: pd.DataFrame) -> dict[int, pd.Series]:
    """Return, for each number of weeks back, which weeks began with such a
    rise; a gap between the two weeks is none.
    """
    of_person = weeks.groupby("person")
    rises = {}
    for back in range(1, RISE_WEEKS + 1):
        apart = weeks["week_start"] - of_person["week_start"].shift(back) == pd.Timedelta(7 * back, "D")
        rises[back] = apart & (weeks["ssi"] - of_person["ssi"].shift(back) >= STEP - ROUNDING)
    return rises


def _ask_rises(there: _Known, rises: dict[int, pd.Series], real: Sequence[str]) -> Tally:
    """Ask full weeks that began with a rise, with every real outcome counted: was there none?"""
    if missing := there.missing(score=["ssi"], real=real):
        return Tally("person-weeks", missing=missing)
    counts = there.weeks[there.of(real)]
    asked = _any(rises.values()) & counts.notna().all(axis=1) & (there.weeks["exposure_days"] == WEEK)
    return there.tally(asked, (counts == 0).all(axis=1))


def _ask_rises_of_views(there: _Known, rises: dict[int, pd.Series], views: Sequence[str]) -> Tally:
    """Ask full weeks that began with a rise since another full week: were there fewer views than in that
    one?
    """
    if missing := there.missing(score=["ssi"], views=views):
        return Tally("person-weeks", missing=missing)
    weeks, name = there.weeks, there.of(views)[0]
    now = weeks[name].where(weeks["exposure_days"] == WEEK)
    before = {back: now.groupby(weeks["person"]).shift(back) for back in rises}
    asked = _any(rise & now.notna() & before[back].notna() for back, rise in rises.items())
    return there.tally(asked, _any(rise & (now < before[back]) for back, rise in rises.items()))


def _ask_rises_of_activity(there: _Known, rises: dict[int, pd.Series]) -> Tally:
    """Ask weeks that began with a rise: was there more activity in the week before it
    than in the week before the lower score?
    """
    names = activity_columns(there.weeks)
    if missing := there.missing(score=["ssi"], activity=names):
        return Tally("person-weeks", missing=missing)
    weeks = there.weeks
    # What is not known in both weeks cannot be compared: all activities that are known at all, or none.
    done = (
        weeks[there.of(names)]
        .sum(axis=1, skipna=False)
        .where(weeks["exposure_days"] == WEEK)
        .groupby(weeks["person"])
    )
    latest = done.shift(1)
    compared = {back: rise & latest.notna() & done.shift(back + 1).notna() for back, rise in rises.items()}
    return there.tally(
        _any(compared.values()),
        _any(each & (latest > done.shift(back + 1)) for back, each in compared.items()),
    )


def _any(masks) -> pd.Series:
    first, *rest = masks
    for mask in rest:
        first = first | mask
    return first


# --- weeks


def _ask_pillars(there: _Known) -> Tally:
    """Ask weeks between two readings: did two pillars move, or more?"""
    if len(there.of(PILLARS)) < len(PILLARS):
        return Tally("person-weeks", missing="pillars")
    weeks = there.weeks
    of_person = weeks.groupby("person")
    follows = of_person["week_start"].shift(-1) - weeks["week_start"] == pd.Timedelta(7, "D")
    moved = (of_person[list(PILLARS)].shift(-1) - weeks[list(PILLARS)]).abs()
    # The same reading again, for want of a newer one, says nothing of what moved.
    newer = weeks["next_ssi"].notna() if "next_ssi" in weeks else follows
    return there.tally(follows & newer & moved.notna().all(axis=1), (moved > ROUNDING).sum(axis=1) >= SEVERAL)


def _ask_posts(there: _Known, most: int, *, weekly: bool) -> Tally:
    """Ask people with no more posts than `most`, over the weeks in which posts and leads are counted: had
    they a lead (`weekly`: in each of them)?
    """
    posts, leads = POSTS, outcome_column("qualified_leads")
    if missing := there.missing(leads=[leads], posts=[posts]):
        return _tally_people(0, 0, missing)
    counted = there.weeks[there.weeks[[posts, leads]].notna().all(axis=1)]
    people = counted.groupby("person").agg(
        posts=(posts, "sum"), least=(leads, "min"), leads=(leads, "sum"), weeks=(leads, "size")
    )
    asked = people[(people["posts"] <= most) & (people["weeks"] >= (SEVERAL if weekly else 1))]
    return _tally_people(len(asked), int((asked["least" if weekly else "leads"] > 0).sum()), "")


def _ask_unnoticed(there: _Known, score: float) -> Tally:
    """Ask weeks that began at `score` or more, with a post and with views
    counted: did nobody see it, nor react to it?
    """
    if missing := there.missing(score=["ssi"], posts=[POSTS], views=_outcomes(VIEWS)):
        return Tally("person-weeks", missing=missing)
    asked = (there.weeks["ssi"] >= score) & (there.weeks[POSTS] > 0) & _known_in(there, VIEWS)
    return there.tally(asked, _is_nothing(there, NOTICED))


def _ask_unfound(there: _Known, score: float) -> Tally:
    """Ask weeks that began at `score` or more: did no search show the person?"""
    if missing := there.missing(score=["ssi"], searches=[SEARCHES]):
        return Tally("person-weeks", missing=missing)
    shown = there.weeks[SEARCHES]
    return there.tally((there.weeks["ssi"] >= score) & shown.notna(), shown == 0)


def _ask_unseen(there: _Known, real: Sequence[str]) -> Tally:
    """Ask weeks with a real outcome and some visibility counted: was there none at all?"""
    if missing := there.missing(real=real, visibility=_outcomes(SEEN)):
        return Tally("person-weeks", missing=missing)
    asked = (there.weeks[there.of(real)] > 0).any(axis=1) & _known_in(there, SEEN)
    return there.tally(asked, _is_nothing(there, SEEN))


def _known_in(there: _Known, names: Sequence[str]) -> pd.Series:
    return there.weeks[there.of(_outcomes(names))].notna().any(axis=1)


def _is_nothing(there: _Known, names: Sequence[str]) -> pd.Series:
    """Tell in which weeks all that is counted of these is zero."""
    return (there.weeks[there.of(_outcomes(names))].fillna(0) == 0).all(axis=1)
