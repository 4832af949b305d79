"""Which files of a pool are believed: whether one fits together, was judged by the pool's rule, and stands
alone for its study.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from datetime import date

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.pool.handing_over import DRAWN, say_rule
from ssi_outcomes.pool.pool_text import Content, NotBelieved, hash_values
from ssi_outcomes.pool.study_number import name_quarter
from ssi_outcomes.reading.names.registry import outcomes

_QUESTIONS = {"watched": ("within", "between"), "drawn": ("parallel", "crossover")}
_WEEKS_A_QUARTER = 14  # that begin in it, at most
_ROUNDED = 1 + 1e-9


def check_content(content: Content, plan: Plan, today: date) -> None:
    """Raise NotBelieved where the values of a file do not fit together, or another rule was used."""
    values = content.values
    if content.form == "study":
        for number, each in enumerate(values["estimates"]):
            _check_estimate(each, values, f"estimates[{number}]")
        _check_once(values["estimates"])
        if values["written"] > name_quarter(today):
            raise NotBelieved("pool_form_future", "written", value=values["written"])
    else:
        _check_day(values["registered"], today)
    _check_rule(values["rule"], plan)


def find_repeats(contents: Mapping[str, Content]) -> dict[str, NotBelieved]:
    """Return the files, by name, that are not believed for what others of the folder hold, and why."""
    studies = {name: each.values for name, each in contents.items() if each.form == "study"}
    registered = {name: each.values for name, each in contents.items() if each.form == "registration"}
    found: dict[str, NotBelieved] = {}
    for group in _alike(studies, lambda values: [values["study"]]):
        found |= _refuse_twice(group, studies)
    for group in _alike(studies, lambda values: map(_figures, values["estimates"])):
        found |= {
            name: NotBelieved("pool_twice_figures", other=_others(name, group))
            for name in group
            if name not in found and len({studies[each]["study"] for each in group}) > 1
        }
    for group in _alike(registered, lambda values: [values["study"]]):
        first, *later = sorted(group, key=lambda name: (registered[name]["registered"], name))
        found |= {name: NotBelieved("pool_twice_registered", other=first) for name in later}
    real = any(not each["synthetic"] for each in (*studies.values(), *registered.values()))
    invented = [name for name, each in (studies | registered).items() if each["synthetic"]]
    return found | {name: NotBelieved("pool_invented") for name in invented if real}


def _refuse_twice(group: list[str], studies: Mapping[str, dict]) -> dict[str, NotBelieved]:
    """Refuse all files of one study where they differ; of copies of one file all but the first."""
    first, *others = group
    if all(studies[name] == studies[first] for name in others):
        return {name: NotBelieved("pool_twice_copy", other=first) for name in others}
    return {name: NotBelieved("pool_twice_study", other=_others(name, group)) for name in group}


def _others(name: str, group: Iterable[str]) -> str:
    return ", ".join(each for each in group if each != name)


def _alike(values: Mapping[str, dict], keys) -> list[list[str]]:
    """Return the names that share a key, where several do."""
    names: dict[Hashable, dict[str, None]] = defaultdict(dict)
    for name, each in values.items():
        for key in keys(each):
            names[key][name] = None
    return [list(group) for group in names.values() if len(group) > 1]


def _figures(estimate: dict[str, object]) -> tuple[object, ...]:
    """Return what two different studies never share to the last digit."""
    return tuple(estimate[name] for name in ("design", "question", "outcome", "b", "se", "events", "people"))


def _check_estimate(values: dict[str, object], study: dict[str, object], place: str) -> None:
    drawn = values["design"] == DRAWN
    lift, gates = values["lift"], values["gates"]
    if values["outcome"] not in outcomes() or outcomes()[values["outcome"]].kind != "real":
        raise NotBelieved("pool_form_outcome", f"{place}.outcome", value=values["outcome"])
    quarters = _count_quarters(values["from"], values["to"])
    rule = study["rule"]["values"]
    fits = {
        "question": values["question"] in _QUESTIONS[values["design"]],
        "push": (values["push"] is not None) == drawn,
        "lift": (lift is not None) == drawn
        and (lift is None or abs(lift["with_b"]) <= values["se"] * lift["se"] * _ROUNDED),
        # Between people those without an event are compared, too, and `people` are those with one.
        "freedom": values["question"] == "between" or values["freedom"] <= values["people"],
        "to": quarters >= 1 and values["to"] <= study["written"],
        "weeks": values["weeks"] <= _WEEKS_A_QUARTER * quarters,
        "gates": _agrees(gates, rule, "people_with_events", values["people"])
        and _agrees(gates, rule, "events", values["events"])
        and _agrees(gates, rule, "events", values["events"], "lot_events"),
    }
    if wrong := next((name for name, holds in fits.items() if not holds), None):
        raise NotBelieved("pool_form_fit", f"{place}.{wrong}")


def _agrees(gates: dict[str, bool], rule: dict[str, float], name: str, value: float, gate: str = "") -> bool:
    """Tell whether what is said of a gate is what its number and the rule's (`name`) say."""
    gate, needed = gate or name, rule.get(f"gates.{name}")
    return gate not in gates or not isinstance(needed, int | float) or gates[gate] == (value >= needed)


def _count_quarters(first: str, last: str) -> int:
    start, end = (4 * int(text[:4]) + int(text[-1]) for text in (first, last))
    return end - start + 1


def _check_once(estimates: list[dict[str, object]]) -> None:
    keys = [tuple(each[name] for name in ("design", "question", "push", "outcome")) for each in estimates]
    counts = Counter(keys)
    for number, key in enumerate(keys):
        if counts[key] > 1:
            raise NotBelieved("pool_form_estimate_twice", f"estimates[{number}]")


def _check_day(text: str, today: date) -> None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotBelieved("pool_form_value", "registered", value=text, more=0) from None
    if day > today:
        raise NotBelieved("pool_form_future", "registered", value=text)


def _check_rule(rule: dict[str, object], plan: Plan) -> None:
    """Raise NotBelieved where a rule is not what its fingerprint says, or not the pool's."""
    if hash_values(rule["values"]) != rule["fingerprint"]:
        raise NotBelieved("pool_form_fit", "rule.fingerprint")
    ours, theirs = say_rule(plan)["values"], rule["values"]
    if rule["fingerprint"] == say_rule(plan)["fingerprint"]:
        return
    differing = [name for name in sorted({*ours, *theirs}) if ours.get(name) != theirs.get(name)]
    name = differing[0] if differing else "rule"
    raise NotBelieved(
        "pool_rule_other",
        name=name,
        other=_show(theirs.get(name)),
        own=_show(ours.get(name)),
        more=len(differing) - 1,
    )


def _show(value: object) -> str:
    """Return a value of a rule as it stands in a plan; "–" where there is none."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_show, value)) + "]"
    return "–" if value is None else f"{value:g}"
