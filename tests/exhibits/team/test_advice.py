"""What to do next about a verdict, and why it stays open."""

from __future__ import annotations

from ssi_outcomes.evidence.verdict import UNDETERMINED, USEFUL, Verdict
from ssi_outcomes.exhibits.team.advice import advise, find_advice


def test_what_to_do_next_follows_from_the_reason():
    def of(reason: str, **choices: object) -> tuple[str, ...]:
        return find_advice("gate", Verdict(UNDETERMINED, reason, ()), (), **choices)

    assert of("people_with_events") == ("people", "go_on")
    assert of("picked") == ("picked",)  # going on as before is pointless
    assert of("events") == ("go_on",) and of("events", few=True) == ("people", "go_on")


def test_what_is_useful_as_a_thermometer_is_no_ground_to_steer_by():
    verdict = Verdict(USEFUL, "interval", ())
    assert find_advice("useful", verdict, ("thermometer",)) == ("thermometer",)
    assert find_advice("useful", verdict, ("activity_unknown",)) == ("useful", "activity")
    assert find_advice("useful", verdict, (), exploratory=True) == ("exploratory",)


def test_nobody_is_told_to_go_on_where_an_answer_takes_longer_than_is_worth_waiting_for():
    steps = ("events", "go_on")
    assert advise(steps, {"waiting": "soon"}, "interval") == steps
    assert advise(steps, {"waiting": "years"}, "interval") == ("events",)
    assert advise(steps, {"waiting": "years"}, "gate") == steps
