"""The words of calendars and CRMs: each names an outcome that there is, and whole words decide."""

import pytest

from ssi_outcomes.reading.names.happenings import crm_types, event_words, find_event
from ssi_outcomes.reading.names.registry import outcomes


def test_what_calendars_and_crms_name_exists():
    assert set(event_words().values()) | set(crm_types().values()) <= outcomes().keys()


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("Call with Acme", "phone_meetings"),
        ("RDV Dupont", "meetings"),
        ("RDV tél Dupont", "phone_meetings"),
        ("Rendez-vous physique, Lyon", "physical_meetings"),
        ("Entretien d'embauche", "job_interviews"),
        ("Entretien téléphonique", "phone_meetings"),
        ("Team meeting", None),
        ("Entretien annuel", None),
        ("Réunion d'équipe : call", None),
        ("Déjeuner", None),
        ("Hardvision", None),
        ("Callisto project", None),
    ],
)
def test_whole_words_decide_what_a_calendar_event_counts_as(title, outcome):
    assert find_event(title)[1] == outcome


def test_a_users_own_word_beats_ours():
    assert find_event("Team meeting", {"team meeting": "meetings"}) == ("team meeting", "meetings")
    assert find_event("Call mum", {"mum": ""}) == ("mum", None)
