"""Names where a person's is expected that are nobody's: accounts that a CRM writes for itself (« Integration
User », « Système »), teams and queues (« Sales Team », « Lead Queue »), numbers where others have names.

Such a name does not tell who did the work. Its rows are nobody's until it is answered, once, who is meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import pandas as pd

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.names.registry import word_set

# The numbers by which CRMs know their users: HubSpot's and Pipedrive's digits, Salesforce's 005…
_NUMBER = re.compile(r"\d{5,}|005[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?")
_WORD = re.compile(r"[^\W\d_]+")


def find_accounts(names: Collection[str]) -> list[str]:
    """Return those of `names` that are nobody's, sorted: a number is, where another name is none."""
    accounts = {name for name in names if is_program_account(name)}
    numbers = {name for name in names if _NUMBER.fullmatch(name.strip())}
    return sorted(accounts | numbers if {*names} - accounts - numbers else accounts)


def is_program_account(name: str) -> bool:
    """Tell whether a name, or the part of an address before its @, is made of nothing but words by which
    programs call their own accounts, teams or queues, one of which no person is called by; or an address is
    one that several people read (« info@ »).
    """
    local, at, _ = name.strip().partition("@")
    text = fold(local if at and local else name)
    words = _WORD.findall(text)
    sure, beside = word_set("words", "program_accounts"), word_set("words", "beside_program_accounts")
    if at and text in word_set("words", "shared_mailboxes"):
        return True
    return text in sure or (
        any(word in sure for word in words) and all(word in sure | beside for word in words)
    )


def without_programs(
    said: Mapping[str, pd.DataFrame], marker: str
) -> tuple[dict[str, pd.DataFrame], frozenset[str]]:
    """Return the tables with the rows of programs' accounts, whose person is `marker`, as nobody's, and the
    files that have such rows: whoever did what they count, it is not known of anybody.
    """
    theirs = {name: (frame["person"] == marker).to_numpy(bool) for name, frame in said.items()}
    files = {file for name, frame in said.items() for file in frame["source_file"][theirs[name]].dropna()}
    kept = {
        name: frame.assign(person=frame["person"].where(~theirs[name], None)) if theirs[name].any() else frame
        for name, frame in said.items()
    }
    # A list of people has no row of nobody.
    kept["people"] = kept["people"][~theirs["people"]].reset_index(drop=True)
    return kept, frozenset(files)


def find_first(accounts: Collection[str], tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Return by each name in `accounts`, sorted, that stands in a file's rows the first such file."""
    found: dict[str, str] = {}
    for frame in tables.values() if accounts else ():
        rows = frame[frame["person"].isin(list(accounts))].dropna(subset=["source_file"])
        rows = rows.drop_duplicates("person")
        for name, file in zip(rows["person"], rows["source_file"], strict=True):
            found.setdefault(name, file)
    return dict(sorted(found.items()))
