"""The classes of what was judged, which are stored as JSON and built again from it."""

from __future__ import annotations

from ssi_outcomes.evidence.carriers import Carrier
from ssi_outcomes.evidence.drawn.arms import Arm, Loss, Step
from ssi_outcomes.evidence.drawn.contrast import Contrasted, Measured
from ssi_outcomes.evidence.drawn.one_person import OnePerson
from ssi_outcomes.evidence.drawn.orders import Orders
from ssi_outcomes.evidence.drawn.per_hour import Pushed
from ssi_outcomes.evidence.drawn.whole_trial import TrialFindings, Watched
from ssi_outcomes.evidence.drawn.word_by_lot import LotVerdict
from ssi_outcomes.evidence.estimate import Estimate, RatioEstimate, Slope
from ssi_outcomes.evidence.falsify import LeadTest
from ssi_outcomes.evidence.odds import Odds, OwnOdds
from ssi_outcomes.evidence.redrawn_outcome import Chance
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.evidence.scrutiny import Scrutiny
from ssi_outcomes.evidence.verdict import FamilyVerdict, Gate, Verdict
from ssi_outcomes.evidence.within import Comparison
from ssi_outcomes.trial.protocol import Protocol

JUDGED = {
    kind.__name__: kind
    for kind in (
        *(TrialFindings, Protocol, LotVerdict, Contrasted, Measured, Orders, OnePerson),
        *(Arm, Loss, Step, Watched, Pushed),
        *(Finding, Comparison, Slope, Estimate, RatioEstimate, LeadTest, Verdict, FamilyVerdict, Gate),
        *(Scrutiny, OwnOdds, Odds, Chance, Carrier),
    )
}
