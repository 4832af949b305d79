"""What is asked for by name, and what is said of a name that is not there: the nearest, and all there are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ssi_outcomes.base.errors import UsageError


def list_datasets(raw: Path) -> list[str]:
    """Return the names of the data sets, the folders under `raw`, sorted."""
    there = raw.iterdir() if raw.is_dir() else ()
    return sorted(path.name for path in there if path.is_dir() and not path.name.startswith("."))


def no_dataset(name: str, raw: Path) -> UsageError:
    """Return the error of a data set that is not there, to be raised."""
    known = list_datasets(raw)
    return UsageError("dataset_unknown", dataset=name, **_choices(name, known))


def no_case(name: object, cases: Iterable[str]) -> UsageError:
    """Return the error of a person who is not among a data set's described persons, to be raised."""
    return UsageError("case_asked_unknown", case=str(name)[:80], **_choices(str(name), cases))


def _choices(name: str, known: Iterable[str]) -> dict[str, str]:
    """Return the name that was probably meant, "" where none is near, and all of them in a row."""
    from difflib import get_close_matches  # nobody who names what exists has to wait for it

    written = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), written, n=1)
    return {"nearest": written[near[0]] if near else "", "known": ", ".join(written.values()) or "–"}
