"""The text of a file for a pool: JSON that a person can read, with a fingerprint of all else in it at its
end, so that whoever changed a number by hand is found out.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from ssi_outcomes.base.files import hash_bytes
from ssi_outcomes.base.pool_names import REGISTRATION_FORMAT, STUDY_FORMAT
from ssi_outcomes.pool.form import find_faults, read_schema

VERSION = 1
LARGEST = 1_000_000  # bytes: a study of a hundred estimates has some fifty thousand
FORMATS = {STUDY_FORMAT: "study", REGISTRATION_FORMAT: "registration"}
_DIGITS = 12  # significant ones: processors differ in the last digits of a sum


class NotBelieved(Exception):
    """A file that is not what our programs write: a key of `messages.toml`, where in it, and its values."""

    def __init__(self, key: str, place: str = "", **values: object):
        super().__init__(key, place, values)
        self.key, self.place, self.values = key, place, values


@dataclass(frozen=True)
class Content:
    """What a file for a pool holds: which form it has ("study", "registration"), and its values."""

    form: str
    values: dict[str, object]


def write_sealed(values: dict[str, object]) -> str:
    """Return the text of a file with these values, sealed; raises ValueError for what its form does not
    allow.
    """
    values = _plainly(_round(values))
    sealed = {**values, "seal": hash_values(values)}
    if fault := next(find_faults(sealed, read_schema(FORMATS[values["format"]])), None):
        raise ValueError(fault)
    return json.dumps(sealed, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def read_sealed(path: Path) -> Content:
    """Return what a file for a pool holds; raises NotBelieved with the first reason not to."""
    if path.stat().st_size > LARGEST:
        raise NotBelieved("pool_file_large", most=LARGEST // 1000)
    values = _parse(path.read_bytes())
    form = FORMATS.get(values.get("format")) if isinstance(values.get("format"), str) else None
    if form is None:
        raise NotBelieved("pool_form_other")
    version = values.get("version")
    if isinstance(version, int | float) and not isinstance(version, bool) and version > VERSION:
        raise NotBelieved("pool_version_newer", version=f"{version:g}", known=VERSION)
    faults = list(find_faults(values, read_schema(form)))
    if faults:
        first = faults[0]
        raise NotBelieved(f"pool_form_{first.rule}", first.place, value=first.value, more=len(faults) - 1)
    if values["seal"] != hash_values({key: value for key, value in values.items() if key != "seal"}):
        raise NotBelieved("pool_form_seal")
    return Content(form, values)


def hash_values(values: object) -> str:
    """Return the SHA-256 of values as JSON, keys sorted and without spaces, whole numbers written as such."""
    text = json.dumps(_plainly(values), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hash_bytes(text.encode("ascii"))


def _parse(content: bytes) -> dict[str, object]:
    """Return the object that a text holds; a key that stands twice, or what is no number, is not taken."""
    try:
        values = json.loads(content, object_pairs_hook=_once, parse_constant=_no_number)
    except NotBelieved:
        raise
    except (ValueError, RecursionError) as error:  # not JSON, not a text, or braces without an end
        raise NotBelieved("pool_form_not_json") from error
    if not isinstance(values, dict):
        raise NotBelieved("pool_form_not_json")
    return values


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [key for key, _ in pairs]
        raise NotBelieved(
            "pool_form_key_twice", value=next(key for key in names if names.count(key) > 1)[:60]
        )
    return values


def _no_number(word: str) -> None:
    raise NotBelieved("pool_form_no_number", value=word)


def _plainly(value: object) -> object:
    """Return values with 40.0 as 40: a program that reads and writes a file may turn one into the other."""
    if isinstance(value, dict):
        return {key: _plainly(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plainly(each) for each in value]
    return int(value) if isinstance(value, float) and math.isfinite(value) and value.is_integer() else value


def _round(value: object) -> object:
    if isinstance(value, dict):
        return {key: _round(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_round(each) for each in value]
    return float(f"{value:.{_DIGITS}g}") if isinstance(value, float) else value
