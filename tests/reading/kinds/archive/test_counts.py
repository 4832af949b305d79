"""From rows to counts per day, by what each file's rows count for."""

from __future__ import annotations

from reading import archives
from reading.archive_counts import EXPORT, counts, exchange, notes, read, refusals
from reading.archives import table, whole_archive

from ssi_outcomes.reading.names.registry import activities, outcomes


def test_each_file_counts_what_was_done_on_the_local_day(tmp_path):
    parsed = read(tmp_path, whole_archive())
    assert counts(parsed, "activity") == [
        ("comments_written", "2026-02-09", 1),
        ("comments_written", "2026-02-11", 1),
        ("company_follows", "2026-09-05", 1),
        ("invitations_sent", "2026-01-29", 1),
        ("invitations_sent", "2026-02-03", 1),
        ("job_applications", "2023-07-06", 1),
        ("job_applications", "2023-08-15", 1),
        ("messages_sent", "2026-02-03", 1),
        ("messages_sent", "2026-02-06", 1),
        ("posts", "2026-02-09", 1),
        # 22:59:59 and 23:00:00 UTC are the two sides of midnight in Paris.
        ("reactions_given", "2026-02-09", 1),
        ("reactions_given", "2026-02-10", 1),
        ("searches", "2024-02-01", 2),
    ]
    assert counts(parsed, "outcomes") == [
        ("connections", "2026-02-08", 2),
        ("connections", "2026-02-09", 1),
        ("endorsements", "2024-02-01", 1),
        ("inbound_conversations", "2026-02-03", 1),  # written on the 2nd at 23:30 UTC
    ]
    assert refusals(parsed) == [("Comments.csv", "archive_date_blank", 4)]


def test_every_name_of_a_count_is_in_the_registry(tmp_path):
    parsed = read(tmp_path, whole_archive())
    assert {name for name, _, _ in counts(parsed, "activity")} <= set(activities())
    assert {name for name, _, _ in counts(parsed, "outcomes")} <= set(outcomes())


def test_every_row_is_accounted_for(tmp_path):
    by_file = {each.file: each for each in read(tmp_path, whole_archive())}
    assert {
        name.removeprefix(EXPORT + "/"): (each.rows, each.accepted, each.ignored)
        for name, each in by_file.items()
    } == {
        "Connections.csv": (3, 3, 2),
        "Invitations.csv": (3, 3, 0),
        "messages.csv": (7, 7, 0),
        "Shares.csv": (1, 1, 0),
        "Comments.csv": (3, 2, 0),
        "Reactions.csv": (2, 2, 0),
        "Endorsement_Received_Info.csv": (1, 1, 0),
        "Job Applications.csv": (1, 1, 0),
        "Job Applications_1.csv": (1, 1, 0),
        "SearchQueries.csv": (2, 2, 0),
        "Company Follows.csv": (1, 1, 0),
        "Profile.csv": (0, 0, 1),
    }


def test_without_addresses_sent_messages_count_and_inbound_ones_are_not_guessed(tmp_path):
    keep = [place for place, name in enumerate(archives.MESSAGES) if "URL" not in name]
    bare = table(
        [archives.MESSAGES[place] for place in keep], [[row[place] for place in keep] for row in exchange()]
    )
    parsed = read(tmp_path, {"messages.csv": bare})
    assert counts(parsed, "activity") == [("messages_sent", "2026-02-05", 1)]
    assert counts(parsed, "outcomes") == []
    assert "archive_no_addresses" in notes(parsed)
