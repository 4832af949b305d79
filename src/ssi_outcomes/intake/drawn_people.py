"""A trial's people: `trial.toml` names them as their files do, the panel by their pseudonyms.

Nobody is guessed: a name of the draw is somebody's whose files are called just so, or nobody's here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.base.spelling import same_name
from ssi_outcomes.evidence.drawn.whole_trial import TrialFindings, judge_trial
from ssi_outcomes.evidence.verdict import Declared
from ssi_outcomes.trial.fingerprint import check_seal
from ssi_outcomes.trial.protocol import Protocol, read_protocol


def judge_drawn(
    folder: Path,
    frame: pd.DataFrame,
    names: Mapping[str, str],
    plan: Plan,
    kinds: Mapping[str, str],
    declared: Mapping[str, Declared],
) -> TrialFindings | None:
    """Return what a panel frame tells of the trial in `folder`, without anybody's name; None where there is
    no trial. `names` has the pseudonym of each name in the files.

    Raises DataRefused where `trial.toml` cannot be read.
    """
    protocol = read_protocol(folder, plan.trial)
    if protocol is None:
        return None
    seal = check_seal(folder, protocol, plan.hash)
    called = call_people(protocol, names, set(frame["person"]))
    by_name = frame.assign(person=frame["person"].map(lambda code: called.get(code, code)))
    faults = tuple(dict.fromkeys(problem.key for problem in seal.faults))
    found = judge_trial(by_name, protocol, plan, kinds, declared[protocol.outcome], faults)
    return replace(found, protocol=forget_people(protocol, called))


def call_people(protocol: Protocol, names: Mapping[str, str], codes: set[str]) -> dict[str, str]:
    """Return how the draw calls the people of the panel, by their pseudonyms (`codes`): those whom it names
    by a name of the files, or by the pseudonym itself where the files name nobody.
    """
    drawn = {same_name(name): name for name in protocol.people}
    called = {code: code for code in codes if code in protocol.people}
    for name, code in names.items():
        if same_name(name) in drawn:
            called[code] = drawn[same_name(name)]
    return called


def forget_people(protocol: Protocol, called: Mapping[str, str]) -> Protocol:
    """Return a protocol that says everything but names: people by their pseudonyms ("–" for whoever was never
    met), no team and no seed, by which the draw could be made again.
    """
    codes = {name: code for code, name in called.items()}
    people = tuple(codes.get(name, "–") for name in protocol.people)
    return replace(protocol, people=people, seed="", teams={}, baseline={})
