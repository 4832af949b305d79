"""What a verdict may be told of, a case each: every reason, every note, and what comes of several outcomes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
from evidence.panels import draw_frame, lay_frame
from exhibits.told_studies import CHECKED, Told, stand_in, study_of, tell_study

from ssi_outcomes.evidence.falsify import LeadTest
from ssi_outcomes.evidence.looks import Looks
from ssi_outcomes.evidence.verdict import UNDETERMINED, Declared, FamilyVerdict
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.sentences import sentences

NOTHING = FamilyVerdict(UNDETERMINED)
USELESS, USEFUL, OPEN = Told(0.96, 1.03), Told(1.08, 1.21), Told(0.97, 1.18)
INVERSE = Told(0.82, 0.93)
BEYOND, THERMOMETER = replace(USEFUL, adjusted=(1.06, 1.20)), replace(USEFUL, adjusted=(0.98, 1.09))
VANITY_USEFUL = Told(1.4, 1.7)
# One-sided p-values against D of about .03: enough alone, not in a family of three (.03 x 3).
BARELY = Told(1.055, 1.30)


def silent(why: str, **changes: object) -> Told:
    return Told(changes={"silence": why, **changes})


def gate(**changes: object) -> Told:
    return Told(1.08, 1.21, changes=changes)


def no_claim_note() -> PanelStudy:
    """A verdict of uselessness that does not exclude the claim: of a plan whose threshold is not below it."""
    study = tell_study({"phone_meetings": USELESS})
    found = study.findings.outcomes["phone_meetings"]
    found = replace(found, verdict=replace(found.verdict, notes=()))
    return stand_in(study.panel.frame, replace(study.findings, outcomes={"phone_meetings": found}))


def frame_of(counts: np.ndarray, **columns: object):
    return lay_frame(counts, 40 + 5 * np.sin(np.arange(counts.size)).reshape(counts.shape), **columns).rename(
        columns={"outcome_calls": "outcome_phone_meetings"}
    )


def one_event():
    counts = np.zeros((12, 8))
    counts[3, 4] = 1
    return frame_of(counts)


CALLS = "phone_meetings"
CASES = {
    # too little
    "no_event": lambda: study_of(frame_of(np.zeros((12, 8)))),
    "one_event": lambda: study_of(one_event()),
    "nobody": lambda: study_of(frame_of(np.zeros((12, 8))).head(0)),
    "one_person": lambda: study_of(frame_of(np.ones((1, 12)))),
    "nothing_real": lambda: study_of(
        draw_frame(1, 12, 10).rename(columns={"outcome_calls": "outcome_profile_views"})
    ),
    "wide": lambda: tell_study({CALLS: Told(0.31, 14.2)}),
    "without_bound": lambda: tell_study({CALLS: Told(1e-9, 1e9)}),
    # one outcome
    "useless": lambda: tell_study({CALLS: USELESS}),
    "useless_claim_not_excluded": no_claim_note,
    "inverse": lambda: tell_study({CALLS: INVERSE}),
    "useful_beyond_activity": lambda: tell_study({CALLS: BEYOND}),
    "useful_activity_unknown": lambda: tell_study({CALLS: USEFUL}),
    "useful_thermometer": lambda: tell_study({CALLS: THERMOMETER}),
    "useful_without_bound": lambda: tell_study({CALLS: Told(1e6, 1e12)}),
    "open": lambda: tell_study({CALLS: OPEN}),
    "open_claim_excluded": lambda: tell_study({CALLS: Told(0.95, 1.08)}),
    "open_some_gain": lambda: tell_study({CALLS: Told(1.01, 1.20)}),
    "invented": lambda: tell_study({CALLS: OPEN}, invented=True),
    # looks
    "exploratory_many_looks": lambda: tell_study({CALLS: USELESS}, Looks(3, 1, False)),
    "exploratory_plan_changed": lambda: tell_study({CALLS: BEYOND}, Looks(1, 0, True)),
    "exploratory_open": lambda: tell_study({CALLS: OPEN}, Looks(2, 0, False)),
    "exploratory_partly": lambda: tell_study({CALLS: OPEN, "contracts": USELESS}, Looks(2, 0, False)),
    # several outcomes
    "several_useless": lambda: tell_study({CALLS: USELESS, "contracts": Told(0.90, 1.01)}),
    "several_inverse": lambda: tell_study({CALLS: INVERSE, "contracts": INVERSE}),
    "several_useful": lambda: tell_study({CALLS: BEYOND, "contracts": BEYOND, "orders": BEYOND}),
    "several_useful_differing": lambda: tell_study({CALLS: BEYOND, "contracts": THERMOMETER}),
    "several_useful_none_beyond": lambda: tell_study({CALLS: THERMOMETER, "contracts": USEFUL}),
    "several_one_useful": lambda: tell_study(
        {
            CALLS: replace(BARELY, events=900),
            "contracts": replace(BEYOND, low=1.2, high=1.4),
            "orders": USELESS,
        }
    ),
    "several_none_after_holm": lambda: tell_study(
        {CALLS: BARELY, "contracts": replace(BARELY, events=200), "orders": OPEN}
    ),
    "several_one_not_after_holm": lambda: tell_study(
        {CALLS: replace(USELESS, events=900), "contracts": BARELY}
    ),
    "several_partly": lambda: tell_study({CALLS: OPEN, "contracts": USELESS}),
    "several_partly_many": lambda: tell_study({CALLS: OPEN, "contracts": USELESS, "orders": Told(0.9, 1.04)}),
    "several_gates": lambda: tell_study({CALLS: gate(events=12), "contracts": silent("no_event", events=0)}),
    "several_picked": lambda: tell_study(
        {
            CALLS: replace(USEFUL, declared=Declared(True, True, False)),
            "contracts": replace(OPEN, declared=Declared(True, True, False)),
        }
    ),
    "several_lead_elsewhere": lambda: tell_study(
        {CALLS: USELESS, "contracts": replace(USELESS, lead=replace(CHECKED, p=0.034))}
    ),
    "several_lead_elsewhere_useful": lambda: tell_study(
        {CALLS: BEYOND, "contracts": replace(OPEN, lead=replace(CHECKED, p=0.034))}
    ),
    "several_useless_and_gate": lambda: tell_study({CALLS: gate(informative=1), "contracts": USELESS}),
    # vanity
    "apart": lambda: tell_study(
        {CALLS: USELESS, "profile_views": VANITY_USEFUL, "impressions": VANITY_USEFUL}
    ),
    "apart_open": lambda: tell_study({CALLS: OPEN, "profile_views": VANITY_USEFUL}),
    "vanity_only": lambda: tell_study({"profile_views": VANITY_USEFUL}),
}
GATES = {
    "late_rows": gate(late_share=0.35),
    "defined": replace(USEFUL, declared=Declared(False, False, False)),
    "picked": replace(USEFUL, declared=Declared(True, True, False)),
    "picked_unsaid": replace(USEFUL, declared=Declared(True, None, False)),
    "rolled_out": replace(USEFUL, declared=Declared(True, False, True)),
    "rolled_out_unsaid": replace(USEFUL, declared=Declared(True, False, None)),
    "few_teams": gate(teams=2),
    "teams_unsaid": gate(teams=4, dropped={"no_team": 400}),
    "people_with_events": gate(informative=9),
    "effective_people": gate(effective=3.24),
    "events": gate(events=12),
    "lead": replace(USEFUL, lead=replace(CHECKED, p=0.034)),
    "lead_unknown": replace(USEFUL, lead=LeadTest(None, None, 0, "flat_score")),
}
SILENT = sorted(
    {key.removeprefix("verdict.reasons.") for key in sentences("en") if key.startswith("verdict.reasons.")}
    - {*GATES, "no_outcome", "lead_elsewhere"}  # the last is of comparisons between people alone
)
CASES |= {f"gate_{name}": lambda told=told: tell_study({CALLS: told}) for name, told in GATES.items()}
CASES |= {"gate_lead_sure": lambda: tell_study({CALLS: replace(USEFUL, lead=replace(CHECKED, p=3e-9))})}
CASES |= {f"silent_{name}": lambda name=name: tell_study({CALLS: silent(name)}) for name in SILENT}

BANNED = {
    "en": r"\bprove[sdn]?\b|\bproof\b|no effect|\bsignifican\w*",
    "fr": r"\bprouv\w+|\bpreuve|aucun effet|\bsignificati\w*",
}


@cache
def find_case(name: str) -> PanelStudy:
    """Return one of `CASES`, judged once for all that is told of it."""
    return CASES[name]()
