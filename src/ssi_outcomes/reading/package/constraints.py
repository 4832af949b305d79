"""What must hold between rows and between tables, beyond what each cell must obey."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

import pandas as pd

from ssi_outcomes.base.codebook import Codebook, Table
from ssi_outcomes.base.errors import Problem
from ssi_outcomes.reading.cells.edtf import read_edtf

# Values that a unit allows; every other unit is a count or a length, and starts at zero.
UNIT_RANGES = {
    "points": (0.0, 100.0),
    "percent": (0.0, 100.0),
    "share": (0.0, 1.0),
    "rank": (1.0, float("inf")),
}
NOT_STATED = "not stated"
EVIDENCE = {"variables", "statements", "derivations", "claims", "claim_statements", "criteria"}
# What a condition may name without a link: the plan's bounds of a low and of a high score.
PLAN_NAMES = {"low", "high"}
# Forms of claims that are judged person by person; arithmetic sets statements of several persons side by
# side; cases decide no other form.
JUDGED_BY_CASE = ("necessary", "sufficient", "existence")
JUDGED = (*JUDGED_BY_CASE, "arithmetic")
# What a wording may name that is no statement: how many criteria there are.
COUNTED = {"n_criteria"}

Tables = dict[str, pd.DataFrame]


def check_tables(tables: Tables, codebook: Codebook) -> tuple[Problem, ...]:
    """Return each broken key, and where the tables are an article's
    evidence, each row that contradicts another.
    """
    problems = [
        problem
        for table in codebook.tables.values()
        if table.name in tables
        for problem in _check_keys(tables, table)
    ]
    if tables.keys() >= EVIDENCE:
        for check in (
            _check_values,
            _check_dates,
            _check_thresholds,
            _check_derivations,
            _check_links,
            _check_conditions,
            _check_wordings,
        ):
            problems.extend(check(tables))
    return tuple(problems)


# --- keys, from the codebook


def _check_keys(tables: Tables, table: Table) -> Iterator[Problem]:
    frame = tables[table.name]
    unique = [(field.name,) for field in table.fields if field.constraints.get("unique")]
    for key in dict.fromkeys([*unique, *([table.primary_key] if table.primary_key else [])]):
        columns = list(key)
        for _, row in frame[frame.duplicated(columns) & frame[columns].notna().all(axis=1)].iterrows():
            first = frame.loc[(frame[columns] == row[columns]).all(axis=1), "source_line"].iloc[0]
            yield _problem(
                row, "key_twice", ", ".join(columns), value=", ".join(map(str, row[columns])), first=first
            )
    for key in table.foreign_keys:
        if key.table in tables:
            known = set(tables[key.table][key.target].dropna())
            for _, row in frame[frame[key.field].notna() & ~frame[key.field].isin(known)].iterrows():
                yield _problem(row, "key_unknown", key.field, value=row[key.field], table=key.table)


# --- values and dates of the statements


def _check_values(tables: Tables) -> Iterator[Problem]:
    units = tables["variables"].drop_duplicates("variable").set_index("variable")["unit"]
    for _, row in tables["statements"].iterrows():
        silent = row["comparator"] == NOT_STATED
        if silent and pd.notna(row["value"]):
            yield _problem(row, "value_though_silent", "value", value=row["value"])
        if not silent and pd.isna(row["value"]):
            yield _problem(row, "value_missing", "value", comparator=row["comparator"])
        unit = units.get(row["variable"])
        low, high = UNIT_RANGES.get(unit, (0.0, float("inf")))
        if not pd.isna(row["value"]) and not low <= row["value"] <= high:
            yield _problem(
                row, "value_out_of_range", "value", value=row["value"], unit=unit, low=low, high=high
            )


def _check_dates(tables: Tables) -> Iterator[Problem]:
    for _, row in tables["statements"].iterrows():
        if row["duration_min"] > row["duration_max"]:
            yield _problem(
                row,
                "longest_below_shortest",
                "duration_max",
                shortest=row["duration_min"],
                longest=row["duration_max"],
            )
        spans = {}
        for column in ("start", "end"):
            try:
                spans[column] = read_edtf(row[column] if pd.notna(row[column]) else None)
            except ValueError:
                yield _problem(row, "date_impossible", column, value=row[column])
        if len(spans) < 2:
            continue
        if all(spans.values()) and min(first for first, _ in spans["start"]) > max(
            last for _, last in spans["end"]
        ):
            yield _problem(row, "ends_before_start", "end", start=row["start"], end=row["end"])
        if (row["dated"] == "unknown") == any(spans.values()):
            yield _problem(row, "dated_disagrees", "dated", value=row["dated"])


def _check_thresholds(tables: Tables) -> Iterator[Problem]:
    for _, row in tables["criteria"].iterrows():
        if pd.isna(row["comparator"]) != pd.isna(row["threshold"]):
            yield _problem(row, "threshold_half", "threshold")


# --- what rests on what


def _check_derivations(tables: Tables) -> Iterator[Problem]:
    derivations, stated = tables["derivations"], set(tables["statements"]["statement_id"])
    derived = set(derivations["statement_id"])
    needs: dict[str, set[str]] = {}
    for _, row in derivations.iterrows():
        if row["statement_id"] in stated:
            yield _problem(row, "derivation_already_stated", "statement_id", value=row["statement_id"])
        names = _names_in(row["expression"])
        if names is None:
            yield _problem(row, "expression_unreadable", "expression", value=row["expression"])
        for name in sorted((names or set()) - stated - derived):
            yield _problem(row, "expression_name_unknown", "expression", value=name)
        needs[row["statement_id"]] = (names or set()) & derived
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as cycle:
        row = derivations[derivations["statement_id"] == cycle.args[1][0]].iloc[0]
        yield _problem(row, "derivation_in_circle", "expression", value=" → ".join(cycle.args[1]))


def _check_links(tables: Tables) -> Iterator[Problem]:
    known = {*tables["statements"]["statement_id"], *tables["derivations"]["statement_id"]}
    links = tables["claim_statements"]
    for _, row in links[~links["statement_id"].isin(known)].iterrows():
        yield _problem(
            row, "key_unknown", "statement_id", value=row["statement_id"], table="statements, derivations"
        )
    for claim, groups in _named_links(tables).items():
        for group in groups:
            for _, row in group[group.duplicated("name")].iterrows():
                yield _problem(row, "link_name_twice", "name", value=row["name"], claim=claim)


def _check_conditions(tables: Tables) -> Iterator[Problem]:
    links = _named_links(tables)
    for _, row in tables["claims"].iterrows():
        claim, groups = row["claim_id"], links.get(row["claim_id"], [])
        names = _names_in(row["condition"]) if pd.notna(row["condition"]) else set()
        if names is None:
            yield _problem(row, "expression_unreadable", "condition", value=row["condition"])
            continue
        if names and row["form"] not in JUDGED:
            yield _problem(row, "condition_beyond_cases", "condition", value=row["form"])
        lacking = [
            name
            for group in [set(group["name"]) for group in groups] or [set()]
            for name in names - PLAN_NAMES - group
        ]
        for name in sorted(set(lacking)):
            yield _problem(row, "condition_name_unlinked", "condition", value=name, claim=claim)
        for _, link in pd.concat(groups).drop_duplicates().iterrows() if groups else ():
            if link["name"] not in names - PLAN_NAMES:
                yield _problem(link, "link_name_unused", "name", value=link["name"], claim=claim)


def _check_wordings(tables: Tables) -> Iterator[Problem]:
    known = {*tables["statements"]["statement_id"], *tables["derivations"]["statement_id"], *COUNTED}
    for _, row in tables["claims"].iterrows():
        english, french = (
            set(re.findall(r"\{([^{}]*)\}", row[column])) for column in ("wording_en", "wording_fr")
        )
        for name in sorted((english | french) - known):
            yield _problem(
                row, "wording_name_unknown", "wording_en" if name in english else "wording_fr", value=name
            )
        if english != french:
            yield _problem(
                row, "wording_names_differ", "wording_fr", value=", ".join(sorted(english ^ french))
            )


def _named_links(tables: Tables) -> dict[str, list[pd.DataFrame]]:
    """Return, for each claim, its links that have a name, in the groups they are judged in.

    One group for each case, which what belongs to no case joins; or a single
    one, where claims are not judged by case.
    """
    cases = pd.concat(
        [tables[name][["statement_id", "case"]] for name in ("statements", "derivations")]
    ).drop_duplicates("statement_id")
    links = tables["claim_statements"].dropna(subset="name").merge(cases, on="statement_id", how="left")
    forms = dict(zip(tables["claims"]["claim_id"], tables["claims"]["form"], strict=True))
    groups: dict[str, list[pd.DataFrame]] = {}
    for claim, named in links.groupby("claim_id"):
        persons = list(named["case"].dropna().unique()) if forms.get(claim) in JUDGED_BY_CASE else []
        groups[claim] = [named[named["case"].isna() | (named["case"] == person)] for person in persons] or [
            named
        ]
    return groups


def _names_in(expression: str) -> set[str] | None:
    """Return the names that an expression reads, functions apart; None if it cannot be parsed."""
    try:
        nodes = list(ast.walk(ast.parse(expression, mode="eval")))
    except (SyntaxError, ValueError):
        return None
    functions = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    return {node.id for node in nodes if isinstance(node, ast.Name) and id(node) not in functions}


def _problem(row: pd.Series, key: str, column: str, **values: object) -> Problem:
    shown = {
        name: f"{value:.12g}".replace("inf", "∞") if isinstance(value, float) else value
        for name, value in values.items()
    }
    return Problem(row["source_file"], key, int(row["source_line"]), column, shown)
