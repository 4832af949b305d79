"""A file is written whole or not at all, and what an interrupted write left behind is swept."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from ssi_outcomes.base.files import (
    PART,
    find_aside,
    hash_bytes,
    hash_file,
    remove_file,
    swap_folder,
    sweep_parts,
    write_whole,
)

# FIPS 180-2, appendix B.1: the digest of "abc".
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_what_is_written_is_there_to_the_byte_in_a_folder_that_was_not(tmp_path):
    path = tmp_path / "made" / "on the way" / "a.txt"
    write_whole(path, "Équipe\n")
    assert path.read_bytes() == b"\xc3\x89quipe\n"
    write_whole(path, b"\r\n")
    assert path.read_bytes() == b"\r\n" and list(path.parent.iterdir()) == [path]


def test_a_folder_takes_the_place_of_the_one_before_whole(tmp_path):
    place = tmp_path / "reports" / "figures"
    for number, name in enumerate(("first", "second")):
        made = tmp_path / f"aside-{number}" / "made"
        made.mkdir(parents=True)
        (made / name).write_text(name)
        swap_folder(made, place)
        assert [path.name for path in place.iterdir()] == [name]
    assert [path.name for path in (tmp_path / "aside-1" / "before").iterdir()] == ["first"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    for step in ("fsync", "replace"):
        monkeypatch.setattr(os, step, fail)
        with pytest.raises(OSError, match="No space"):
            write_whole(path, "new")
        monkeypatch.undo()
        assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


def test_sweeping_takes_what_was_left_anywhere_below_and_no_file_of_a_user(tmp_path):
    (tmp_path / "deep").mkdir()
    kept = [tmp_path / "a.csv", tmp_path / ".hidden", tmp_path / f"mine{PART}", tmp_path / "deep"]
    for path in kept[:-1]:
        path.touch()
    for left in (tmp_path / f".a.csv.12{PART}", tmp_path / "deep" / f".b.html.7{PART}"):
        left.touch()
    sweep_parts(tmp_path)
    assert sorted(tmp_path.rglob("*")) == sorted(kept)


def test_of_one_dataset_only_its_own_parts_are_swept(tmp_path):
    mine, others = (tmp_path / f".{name}.fr.html.7{PART}" for name in ("acme", "acme-two"))
    for path in (mine, others):
        path.touch()
    sweep_parts(tmp_path, "acme")
    assert list(tmp_path.iterdir()) == [others]


def test_a_fingerprint_is_sha_256_of_the_bytes_wherever_they_are(tmp_path):
    (tmp_path / "abc").write_bytes(b"abc")
    assert hash_bytes(b"abc") == hash_file(tmp_path / "abc") == ABC


def test_what_is_no_file_makes_way_among_computed_files_alone_and_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    reports, own = tmp_path / "reports", tmp_path / "own.txt"
    for folder in (reports / "a.html", reports / "a.html.put-aside", own):
        folder.mkdir(parents=True)
        (folder / "thesis.txt").write_text(folder.name)
    write_whole(reports / "a.html", "new")
    assert (reports / "a.html").read_text() == "new"
    assert (reports / "a.html1.put-aside" / "thesis.txt").read_text() == "a.html"
    assert find_aside(reports) == {reports / "a.html.put-aside", reports / "a.html1.put-aside"}
    with pytest.raises(OSError):
        write_whole(own, "new")
    assert (own / "thesis.txt").is_file()


@pytest.mark.parametrize("taken", [False, True], ids=["free", "taken"])
def test_two_threads_that_publish_at_once_move_aside_only_what_is_in_the_way(tmp_path, monkeypatch, taken):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    start = Barrier(4)

    def publish(thread):
        for turn in range(40):
            place = tmp_path / "reports" / str(turn)
            if thread == 0 and taken:
                place.parent.mkdir(exist_ok=True)
                place.write_text("thesis")
            start.wait(timeout=20)
            write_whole(place / "notebooks" / f"{thread}.txt", "new")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(publish, range(4)))
    aside = find_aside(tmp_path / "reports")
    assert all(path.read_text() == "thesis" for path in aside)
    assert len(aside) == 40 * taken


def test_what_is_no_file_has_no_fingerprint(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "missing"):
        with pytest.raises(OSError):
            hash_file(path)


def test_what_is_no_file_is_not_removed(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    for path in ("folder", "missing", "file/inside"):
        remove_file(tmp_path / path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
