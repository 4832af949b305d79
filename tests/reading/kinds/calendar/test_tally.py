"""The words that made an event count are told, and those that kept one from counting."""

import pytest
from reading.calendars import event, read

from ssi_outcomes.base.errors import message
from ssi_outcomes.reading.kinds.calendar.tally import file_of


def notes_of(*titles, **mapping):
    events = [event(title, ":20260105T090000Z", uid=str(place)) for place, title in enumerate(titles)]
    return dict(read(*events, **mapping).notes)


def test_each_word_is_told_with_its_number_of_events_and_no_title_is():
    notes = notes_of(
        "Call PLANTED",
        "Call 2",
        "RDV tél Acme",
        "Point Acme",
        "Appels d'offres 2026",
        words={"point acme": "meetings"},
    )
    assert (
        notes["calendar_words"]["words"]
        == "call → phone_meetings (2), rdv tél → phone_meetings (1), point acme → meetings (1)"
    )
    assert notes["calendar_words_against"]["words"] == "appel d'offres (1)"
    assert "PLANTED" not in repr(notes)


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Appel d'offres Ville de Lyon",
            "Appels d’offres",
            "RDV dentiste",
            "RDV Dr Petit (médecin)",
            "Entretien voiture",
            "Entretien de la chaudière",
        ),
        *(
            "Call for papers",
            "Call for tenders: deadline",
            "Interview podcast",
            "Podcast : interview de Zoé",
            "Appel manqué",
            "Préparer RDV Acme",
        ),
        *(
            "Prep call Acme",
            "Doctor appointment",
            "Haircut appointment",
            "Appel à projets",
            "On-call week",
            "RDV coiffeur",
            "Visio avec maman",
        ),
        *("Entretien annuel", "Debrief RDV Acme", "Refusé : RDV Acme", "Declined: Call"),
    ],
)
def test_what_only_sounds_like_a_meeting_is_none(title):
    notes = notes_of("Call", title)
    assert notes["events_counted"]["accepted"] == 1
    assert notes["calendar_words_against"]["words"].endswith(" (1)")


def test_a_users_own_word_counts_what_ours_keep_out():
    notes = notes_of("Call", "RDV dentiste Martin", words={"rdv dentiste": "meetings"})
    assert notes["events_counted"]["accepted"] == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_all_that_is_told_is_said_in_each_language(language):
    declined = event("Call", ":20260106T090000Z", "ATTENDEE;PARTSTAT=DECLINED:mailto:x@example.test", uid="2")
    told = read(
        event("Call", ";TZID=Nowhere:20260105T090000", "RRULE:FREQ=WEEKLY"),
        event("RDV dentiste", ":20260105T090000Z", uid="3"),
        declined,
    )
    assert {key for key, _ in told.notes} >= {
        "calendar_words",
        "calendar_words_against",
        "calendar_zones",
        "calendar_endless",
        "calendar_declined",
    }
    assert all(message(key, language, **values) for key, values in told.notes)


def test_the_mapping_knows_a_calendar_in_a_zip_by_its_zip():
    assert file_of("P01/a.ical.zip/noa.ics") == "P01/a.ical.zip"
    assert file_of("P01/a.ics") == "P01/a.ics"
