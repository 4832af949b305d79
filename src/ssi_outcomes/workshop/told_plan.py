"""What of the plan the page's rule has to know, as plain values."""

from __future__ import annotations

from dataclasses import asdict

from scipy.special import ndtri

from ssi_outcomes.base.plan import Plan


def tell_plan(plan: Plan) -> dict[str, object]:
    """Return threshold and claim (ratios per +10 points), the risk on each side at one look, the power, the
    gates; `apart` is how many standard errors risk and power are together, in normal quantiles.
    """
    risk = plan.level_per_look
    return {
        "threshold": plan.threshold,
        "claim": plan.claim_per_10,
        "level": risk,
        "power": plan.power,
        "apart": float(ndtri(plan.power) - ndtri(risk)),
        "gates": asdict(plan.gates),
    }
