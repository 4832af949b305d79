"""Studies of a trial for the tests: that of the invented one, with another word, arms or seal."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from ssi_outcomes.evidence.drawn.one_person import OnePerson
from ssi_outcomes.evidence.drawn.orders import Orders
from ssi_outcomes.evidence.drawn.whole_trial import TrialFindings
from ssi_outcomes.study import PanelStudy, open_study

ORDERS = Orders(0.004, 0.999, 0.01, 1024, 1024, True)


@cache
def demo() -> PanelStudy:
    """Return the study of the invented trial."""
    return open_study("demo-trial", "en")


def tell_trial(**changed: object) -> PanelStudy:
    """Return the invented trial with other findings; `word`, `reason` and `notes` are those of the verdict."""
    drawn, ours = (
        demo().drawn,
        {name: changed.pop(name) for name in ("word", "reason", "notes") if name in changed},
    )
    found: TrialFindings = replace(drawn, verdict=replace(drawn.verdict, **ours), **changed)
    return replace(demo(), drawn=found)


def tell_alone(word: str) -> PanelStudy:
    """Return the trial of one person with ten blocks."""
    protocol = replace(
        demo().drawn.protocol, design="single", people=("P01",), baseline_weeks=0, period_weeks=2
    )
    alone = OnePerson(0.5, 10, 60, ORDERS)
    return tell_trial(
        word=word, reason="lot_interval", notes=(), protocol=protocol, alone=alone, orders=ORDERS, measured={}
    )


def plain(text: str) -> str:
    """Return what is read of HTML."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).strip()
