"""LinkedIn's archive: what is counted on which day, and that nothing else leaves."""

from __future__ import annotations

import struct
import traceback
import zipfile
from datetime import date

import pytest
from reading.archive_counts import EXPORT, HERE, counts, read, refusals
from reading.archives import PLANTED, make_zip, whole_archive

from ssi_outcomes.base.errors import LANGUAGES, FileRefused
from ssi_outcomes.base.errors import message as sentence
from ssi_outcomes.reading.kinds.archive import zipped as archive
from ssi_outcomes.reading.kinds.archive.zipped import (
    is_archive,
    is_archive_member,
    read_archive,
    read_archive_members,
)
from ssi_outcomes.reading.names.registry import activities, outcomes
from ssi_outcomes.reading.parsed import Context


def has_planted(text: str) -> list[str]:
    return [planted for planted in PLANTED if planted in text.casefold()]


# --- what a file is


def test_a_file_of_ones_own_with_the_same_name_is_told_by_its_columns():
    assert is_archive_member("acme/comments.csv", b"Date,Link,Message\n")
    assert not is_archive_member("acme/comments.csv", b"Week,Person,Comments\n2026-W05,P01,3\n")


def test_ad_targeting_and_logins_are_never_opened(tmp_path, monkeypatch):
    opened = []
    original = archive.read_member
    monkeypatch.setattr(
        archive,
        "read_member",
        lambda zipped, info, shown: opened.append(info.filename) or original(zipped, info, shown),
    )
    read(tmp_path, whole_archive())
    assert opened and not {"Ad_Targeting.csv", "Logins.csv"} & set(opened)


def test_an_archive_is_known_by_its_members_or_when_damaged_by_its_name(tmp_path):
    good = make_zip(tmp_path / "renamed.zip", {"a/messages.csv": "x"})
    assert is_archive(good)
    broken = tmp_path / EXPORT
    broken.write_bytes(good.read_bytes()[:40])
    assert is_archive(broken)
    assert not is_archive(make_zip(tmp_path / "book.xlsx", {"xl/workbook.xml": "<x/>"}))
    assert not is_archive(make_zip(tmp_path / "holidays.zip", {"p.jpg": b"x"}))
    text = tmp_path / "notes.csv"
    text.write_text("a,b\n")
    assert not is_archive(text)


def test_nothing_is_written_to_disk(tmp_path):
    path = make_zip(tmp_path / EXPORT, whole_archive())
    read_archive(path, EXPORT, HERE)
    assert list(tmp_path.rglob("*")) == [path]


# --- unzipped


def test_an_unzipped_archive_gives_the_same_counts(tmp_path):
    zipped = read(tmp_path, whole_archive())
    loose = read_archive_members(
        {f"acme/P07/{name}": content.encode() for name, content in whole_archive().items()}, HERE
    )
    for name in ("activity", "outcomes"):
        assert counts(loose, name) == counts(zipped, name)
    assert not has_planted(repr(loose)) and not any(row.raw for each in loose for row in each.rejected)


def test_one_unzipped_file_is_read_alone():
    (parsed,) = read_archive_members(
        {"acme/Shares.csv": whole_archive()["Shares_123456789.csv"].encode()}, HERE
    )
    assert (parsed.file, parsed.tables["activity"][0]["person"], parsed.tables["activity"][0]["count"]) == (
        "acme/Shares.csv",
        "P07",
        1,
    )


def test_the_profile_says_whose_archive_it_is_and_has_a_line_of_its_own():
    (profile,) = read_archive_members({"acme/Profile.csv": b"First Name,Last Name\nTest,Person\n"}, HERE)
    assert (profile.file, profile.owner, profile.ignored, profile.tables) == (
        "acme/Profile.csv",
        "Test Person",
        1,
        {},
    )
    assert "Person" not in repr(profile)


# --- refused


def test_a_path_that_climbs_is_refused_without_naming_its_folders(tmp_path):
    refused = refusal(tmp_path, {"../../Test Person/messages.csv": "x"})
    assert refused.key == "member_climbs"
    assert "messages.csv" in refused.text("en")


@pytest.mark.parametrize(
    "members, key",
    [
        ({"messages.csv": "x", "../Planted secret.csv": "x"}, "member_climbs"),
        ({"messages.csv": "x", "/test-person/a.csv": "x"}, "member_climbs"),
        ({"messages.csv": "x", "Planted secret.zip": b"PK"}, "member_nested"),
        ({"messages.csv": "x", "a.Planted.zip": b"PK"}, "member_nested"),
        ({"a/messages.csv": "x", "b/messages.csv": "x"}, "member_twice"),
        ({"messages.csv": "x", "MESSAGES.CSV": "y"}, "member_twice"),
        ({"Shares_111111111.csv": "x", "Shares_222222222.csv": "y"}, "member_twice"),
        ({"messages.csv": "0" * 20_000_000}, "member_too_large"),
    ],
)
def test_archives_that_are_not_linkedins_are_refused_by_name(tmp_path, members, key):
    assert refusal(tmp_path, members).key == key


def test_an_encrypted_archive_is_refused_by_name(tmp_path):
    path = make_zip(tmp_path / EXPORT, {"messages.csv": "x"})
    content = bytearray(path.read_bytes())
    # The flag stands 6 bytes into the local header, and 8 into the central one.
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(magic) + offset
        content[place : place + 2] = struct.pack("<H", struct.unpack("<H", content[place : place + 2])[0] | 1)
    path.write_bytes(content)
    assert is_archive(path)
    with pytest.raises(FileRefused) as refused:
        read_archive(path, EXPORT, HERE)
    assert (refused.value.key, refused.value.values["member"]) == ("member_encrypted", "messages.csv")


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_truncated_archive_is_refused(tmp_path, kept):
    path = make_zip(tmp_path / EXPORT, whole_archive())
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    with pytest.raises(FileRefused) as refused:
        read_archive(path, EXPORT, HERE)
    assert refused.value.key == "archive_broken"


def test_a_damaged_file_is_refused_alone(tmp_path):
    path = make_zip(
        tmp_path / EXPORT,
        {
            "Reactions.csv": whole_archive()["Reactions_123456789.csv"],
            "Shares.csv": whole_archive()["Shares_123456789.csv"],
        },
    )
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as zipped:
        place = zipped.getinfo("Shares.csv").header_offset + 30 + len("Shares.csv") + 10
    content[place] ^= 0xFF
    path.write_bytes(content)
    parsed = read_archive(path, EXPORT, HERE)
    assert refusals(parsed) == [("Shares.csv", "member_broken", None)]
    assert [name for name, _, _ in counts(parsed, "activity")] == ["reactions_given", "reactions_given"]


# --- nothing personal leaves


def refusal(tmp_path, members) -> FileRefused:
    """The error that an archive ends in, once it is known that nothing of its trace quotes the archive."""
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, members)
    for said in (
        repr(refused.value),
        *(refused.value.text(language) for language in LANGUAGES),
        "".join(traceback.format_exception_only(refused.value)),
    ):
        assert not has_planted(said), said
    assert refused.value.__context__ is None
    return refused.value


def hurt(members: dict[str, str]) -> dict[str, str]:
    """The archive with what breaks readers in each file: shifted rows, open quotes, blank and odd dates."""
    return {
        name: content + '\nPLANTED secret,P01\n"P01","PLANTED\n' if name.endswith(".csv") else content
        for name, content in members.items()
    }


@pytest.mark.parametrize("members", [whole_archive(), hurt(whole_archive())], ids=["as it comes", "damaged"])
def test_no_planted_name_link_or_text_leaves_the_reader(tmp_path, members):
    parsed = read(tmp_path, members, Context(date(2026, 10, 1)))
    assert parsed
    assert not has_planted(repr(parsed))
    for each in parsed:
        assert all(not row.raw and not row.value for row in each.rejected)
        for language in LANGUAGES:
            said = [sentence(row.key, language, **row.values) for row in each.rejected] + [
                sentence(key, language, **values) for key, values in each.notes
            ]
            assert not has_planted(" ".join(said))


def test_only_counts_days_and_places_are_in_the_records(tmp_path):
    for each in read(tmp_path, whole_archive()):
        for name, rows in each.tables.items():
            for row in rows:
                texts = {value for value in row.values() if isinstance(value, str)}
                assert texts <= {"P07", each.file, "activity", "outcomes", *activities(), *outcomes()}, (
                    name,
                    texts,
                )
