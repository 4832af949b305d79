"""A dataset's own copy of the plan that is older than some keys: which lines it lacks, ready to paste."""

from __future__ import annotations

import json
import tomllib

from ssi_outcomes.base.errors import DataRefused, Problem
from ssi_outcomes.base.paths import root
from ssi_outcomes.base.plan import PLAN_FILE, read_plan

_MISSING, _OWN = "plan_key_missing", "_own"


def with_lines(refused: DataRefused) -> DataRefused:
    """Return the refusal of a plan with the lines of the repository's in place of each key that is missing,
    section by section; as it is where that is the plan that was refused, or is itself not whole.
    """
    problems = refused.values.get("problems", ())
    file = refused.values.get("file", "")
    missing = [problem.values["name"] for problem in problems if problem.key == _MISSING]
    if not missing or not refused.key.endswith(_OWN):
        return refused
    try:
        read_plan()
    except DataRefused:
        return refused
    whole = tomllib.loads((root() / PLAN_FILE).read_text("utf-8-sig"))
    named = dict.fromkeys(name.partition(".")[0] for name in missing)
    found = [_tell_section(section, missing, whole, file) for section in named if section in whole]
    # What the repository's plan does not say either (for looks at any time) keeps its own words.
    told = {name for problem in found for name in problem.values["names"].split(", ")}
    kept = [each for each in problems if each.key != _MISSING or each.values["name"] not in told]
    return DataRefused(refused.key, **{**refused.values, "problems": (*filter(_says, found), *kept)})


def _tell_section(section: str, missing: list[str], whole: dict[str, dict], file: str) -> Problem:
    names = [name for name in missing if name.partition(".")[0] == section]
    keys = [name.partition(".")[2] for name in names if name.partition(".")[2] in whole[section]]
    lines = [f"{key} = {json.dumps(whole[section][key])}" for key in keys]
    # A section of which every key is missing is as good as not there.
    new = set(keys) == set(whole[section])
    values = {
        "names": ", ".join(f"{section}.{key}" for key in keys),
        "section": section,
        "new": new,
        "paste": "\n".join([f"[{section}]", *lines] if new else lines),
    }
    return Problem(file, "plan_lines_missing", values=values)


def _says(problem: Problem) -> bool:
    return bool(problem.values["names"])
