"""What is refused before it is opened, and that sizes are counted, not believed."""

from __future__ import annotations

import contextlib
import io
import tracemalloc
import zipfile
from dataclasses import replace

import pytest
from reading.handmade import lying, zipped
from reading.nasty import corpus
from reading.nasty_books import archives

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.opening import limits, sheets
from ssi_outcomes.reading.opening.limits import (
    check_lines,
    check_table,
    open_archive,
    read_bytes,
    read_member,
)


@pytest.fixture
def tight(monkeypatch):
    """Lower limits by name, for this test."""

    def lower(**values: int) -> None:
        lowered = replace(limits.LIMITS, **values)
        monkeypatch.setattr(limits, "LIMITS", lowered)
        monkeypatch.setattr(sheets, "LIMITS", lowered)

    return lower


def key_of(action, *arguments) -> str:
    with pytest.raises(FileRefused) as refused:
        action(*arguments)
    for language in ("fr", "en"):
        assert refused.value.text(language)
    return refused.value.key


def test_a_file_that_is_too_large_is_not_opened(tmp_path, tight):
    path = tmp_path / "large.csv"
    path.write_bytes(b"12345")
    tight(file_bytes=4)
    assert key_of(read_bytes, path, "large.csv") == "file_too_large"


def test_a_file_that_is_not_there_or_a_folder_is_refused_by_name(tmp_path):
    assert key_of(read_bytes, tmp_path / "none.csv", "none.csv") == "file_unreadable"
    assert key_of(read_bytes, tmp_path, "folder") in {"file_unreadable", "file_empty"}


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_the_longest_line_is_found_wherever_it_lies(end: bytes, tight):
    tight(line_bytes=10)
    check_lines(end.join([b"123456789"] * 50), "short.csv")
    for place in (0, 3, 49):
        lines = [b"123456789"] * 50
        lines[place] = b"x" * 25
        with pytest.raises(FileRefused) as refused:
            check_lines(end.join(lines), "long.csv")
        assert refused.value.values["line"] == place + 1


def test_rows_and_cells_are_counted(tight):
    tight(rows=2, cells=5)
    check_table(2, 5, "x.csv")
    assert key_of(check_table, 3, 3, "x.csv") == "too_many_rows"
    assert key_of(check_table, 2, 6, "x.csv") == "too_many_cells"
    assert key_of(sheets.cut_text, b"a;b\n1;2\n3;4\n", "x.csv") == "too_many_rows"


@pytest.mark.parametrize("nasty", archives(), ids=lambda each: each.name)
def test_a_bad_archive_is_refused_by_the_name_of_its_member(nasty):
    # A workbook's own faults are found once its archive is accepted.
    if nasty.refused.startswith("workbook") or nasty.name == "bomb-that-lies.xlsx":
        open_archive(nasty.content, nasty.name).close()
    else:
        assert key_of(open_archive, nasty.content, nasty.name) == nasty.refused


def test_a_sound_archive_gives_its_members():
    with open_archive(zipped({"a.csv": "a;b", "folder/b.csv": "c"}), "x.zip") as archive:
        assert [read_member(archive, name, "x.zip") for name in archive.namelist()] == [b"a;b", b"c"]


def test_a_member_larger_than_it_says_stops_at_what_it_may_be():
    content = lying(zipped({"a.csv": b"1234567890" * 1_000}))
    with open_archive(content, "x.zip") as archive:
        assert key_of(read_member, archive, "a.csv", "x.zip") == "member_broken"


def test_a_bomb_costs_little_memory_before_it_is_refused():
    content = zipped({"a.csv": bytes(200_000_000)})
    tracemalloc.start()
    assert key_of(open_archive, content, "x.zip") == "member_too_large"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_damaged_member_is_refused_by_name():
    content = bytearray(zipped({"a.csv": "1234567890" * 100}))
    content[45] ^= 0xFF
    with open_archive(bytes(content), "x.zip") as archive:
        assert key_of(read_member, archive, "a.csv", "x.zip") == "member_broken"


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_byte_that_flipped_anywhere_in_a_member_is_refused_or_does_no_harm(packing):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", packing) as archive:
        archive.writestr("a.csv", "a;b\n" * 500)
    for place in range(35, len(whole.getvalue()) - 70):
        content = bytearray(whole.getvalue())
        content[place] ^= 0xFF
        with contextlib.suppress(FileRefused), open_archive(bytes(content), "x.zip") as archive:
            assert read_member(archive, "a.csv", "x.zip") == b"a;b\n" * 500


def test_an_archive_may_not_swell_as_a_whole(tight):
    tight(archive_bytes=10)
    assert key_of(open_archive, zipped({"a": "123456", "b": "123456"}), "x.zip") == "archive_too_large"


def test_folders_and_accents_in_an_archive_are_no_reason_to_refuse_it():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("Dossier/", "")
        archive.writestr("Dossier/Élodie.csv", "a")
    with open_archive(buffer.getvalue(), "x.zip") as archive:
        assert read_member(archive, "Dossier/Élodie.csv", "x.zip") == b"a"


def test_every_refusal_of_the_corpus_has_its_sentence_in_both_languages():
    for nasty in corpus():
        if nasty.refused and nasty.refused != "asks_twice":
            assert key_of(read_any, nasty) == nasty.refused


def read_any(nasty):
    if nasty.content.startswith(b"PK"):
        return sheets.read_workbook(nasty.content, nasty.name)
    return sheets.cut_text(nasty.content, nasty.name)
