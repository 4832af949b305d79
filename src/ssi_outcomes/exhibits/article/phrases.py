"""The words of a dataset's rows, in the language that is spoken: names, values
with their comparators, times, wordings.
"""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from ssi_outcomes.base.catalogues import SOURCE
from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.study import CaseStudy
from ssi_outcomes.words.sentences import fill


def told(row, column: str, language: str):
    """Return a column of a row, or of a table, in a language; in `SOURCE` where the article's tables lack
    it.
    """
    name = f"{column}_{language}"
    return getattr(row, name if hasattr(row, name) else f"{column}_{SOURCE}")


def is_borrowed(study: CaseStudy, language: str) -> bool:
    """Tell whether the article's tables are shown in another language than the one that is spoken."""
    return f"label_{language}" not in study.dataset.tables["variables"]


def label(study: CaseStudy, variable: str, language: str) -> str:
    """Return a variable's name in a language."""
    return told(study.dataset.tables["variables"].set_index("variable").loc[variable], "label", language)


_COMPARATORS = {
    "=": "exactly",
    ">": "more_than",
    ">=": "at_least",
    "<": "less_than",
    "<=": "at_most",
    "~": "about",
    "between": "between",
    "not stated": "not_stated",
}


def say_value(row, teller: Teller) -> Markup:
    """Return a statement's number with its comparator and the time that it refers to."""
    if row.variable == "event_date":
        return say_time(row, teller)  # that it took place once says nothing; when it did, does
    per = row.per if isinstance(row.per, str) else ""
    bound = (
        ""
        if row.comparator == "between" or not pd.isna(row.value)
        else ".low"
        if row.comparator in (">", ">=")
        else ".high"
    )
    number = teller.say(f"labels.comparators.{_COMPARATORS[row.comparator]}", id=row.statement_id + bound)
    return teller.say(f"labels.per.{per}", number=number) if per else number


def wording(row, column: str, teller: Teller) -> Markup:
    """Return a claim's text with the facts that it cites."""
    return fill(told(row, column, teller.language), teller.language, teller.facts)


def say_time(row, teller: Teller) -> Markup:
    """Return when a statement holds, or that no date is given."""
    start, end = (
        text if isinstance(text, str) and text != "unknown" else "" for text in (row.start, row.end)
    )
    if not start:
        return teller.say("labels.time.unknown")
    return teller.say(
        "labels.time.span" if end else "labels.time.point", start=start.strip("[]").split(","), end=end
    )
