"""Meetings and calls as CRMs export them: those that took place."""

import tomllib
from datetime import date

from reading.texts import outcomes, read, refusal


def test_pipedrive_activities_that_are_done_are_meetings_and_calls():
    parsed = read(
        "Activity - Subject,Activity - Type,Activity - Due date,Activity - Done,Activity - Assigned to user,Organization\n"
        "PLANTED,Meeting,2026-01-28,Done,P01,PLANTED\n"
        "PLANTED,Call,2026-01-29,Done,P01,PLANTED\n"
        "PLANTED,Call,2026-01-30,Undone,P01,PLANTED\n"
        "PLANTED,Lunch,2026-01-30,Done,P02,PLANTED\n"
        "PLANTED,Email,2026-01-30,Done,P02,PLANTED\n"
    )
    assert [each[:3] for each in outcomes(parsed)] == [
        ("P01", "meetings", date(2026, 1, 28)),
        ("P01", "phone_meetings", date(2026, 1, 29)),
        ("P02", "physical_meetings", date(2026, 1, 30)),
    ]
    assert (parsed.kind, parsed.rows, parsed.accepted, parsed.ignored) == ("pipedrive_activities", 4, 4, 1)
    assert parsed.notes[0][1]["types"] == "Email"
    assert "PLANTED" not in str((parsed.tables, parsed.notes))


def test_hubspot_calls_count_when_someone_answered_and_incoming_ones_apart():
    parsed = read(
        "Call title,Call outcome,Call direction,Activity date,Activity assigned to\n"
        "PLANTED,Connected,Outbound,2026-01-28 10:00,P01\n"
        "PLANTED,Connected,Inbound,2026-01-28 11:00,P01\n"
        "PLANTED,No answer,Outbound,2026-01-28 12:00,P01\n"
        "PLANTED,Left voicemail,Outbound,2026-01-28 12:00,P01\n"
    )
    assert [each[1] for each in outcomes(parsed)] == ["phone_meetings", "incoming_calls"]


def test_hubspot_meetings_count_when_they_are_completed():
    parsed = read(
        "Meeting name,Meeting start time,Meeting outcome,Activity assigned to\n"
        "PLANTED,2026-01-28 10:00,Completed,P01\nPLANTED,2026-01-29 10:00,No Show,P01\nPLANTED,2026-02-28 10:00,Scheduled,P01\n"
    )
    assert [each[1:3] for each in outcomes(parsed)] == [("meetings", date(2026, 1, 28))]


def test_a_state_that_may_or_may_not_mean_done_is_asked_about():
    text = "Subject,Type,Date,Status,Assigned\nPLANTED,Meeting,2026-01-28,Archived,P01\nPLANTED,Meeting,2026-01-29,Completed,P01\n"
    (wrong,) = read(text).rejected
    assert (wrong.line, wrong.column, wrong.key) == (2, "Status", "crm_status_unknown")
    assert 'done = ["Archived"]' in wrong.values["paste"]
    assert len(outcomes(read(text, done=["Archived"]))) == 2


def test_meetings_without_a_state_are_not_taken_for_held():
    text = "Subject,Type,Date,Assigned\nPLANTED,Meeting,2026-01-28,P01\n"
    assert refusal(text).key == "asks_done"
    assert len(outcomes(read(text, all_done=True))) == 1


def test_the_line_for_types_that_are_not_counted_keeps_those_that_the_mapping_names():
    text = "Subject,Type,Date,Assigned\nPLANTED,Demo,2026-01-28,P01\nPLANTED,Zoom,2026-01-29,P01\n"
    parsed = read(text, all_done=True, types={"Demo": "meetings"})
    (pasted,) = tomllib.loads(dict(parsed.notes)["types_ignored"]["paste"]).values()
    assert pasted["types"] == {"Demo": "meetings", "Zoom": "meetings"}
    assert len(outcomes(read(text, **pasted))) == 2
