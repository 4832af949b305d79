"""A disk that is full, a file that may not grow, a folder that is read-only: said in one line that names the file, nothing torn,
and once the disk takes it the next run makes what a run that nothing disturbed makes.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path

import pytest
from reliability.real_runs import (
    COMPUTED,
    PAGE,
    Ended,
    end,
    files,
    own_mounts,
    run,
    start,
    wait_until_all_ended,
)
from running.tiny_runs import report, tree
from tiny_home import CASES, write_cases

pytestmark = pytest.mark.skipif(os.name == "nt", reason="not run: disks and limits of POSIX")

FULL = "The disk is full: {file} could not be written."
READ_ONLY = "{file}: the folder or the disk is read-only, so nothing can be written there."
CLOSED = "{file}: the system does not permit access to it."
# What a test runs where it may mount: the command on a disk that has no more room, what it left, and the command once
# more when there is room.
ON_A_SMALL_DISK = """
disk=$1; out=$2; size=$3; shift 3
mount -t tmpfs -o size="$size" none "$disk" || exit 99
"$@"; code=$?
cp -R "$disk" "$out/left"
mount -o remount,size=64m "$disk"
"$@" >"$out/again" 2>&1; echo $? >"$out/code"
cp -R "$disk" "$out/processed"
exit $code
"""
ON_A_CLOSED_FOLDER = """
folder=$1; shift
mount --bind "$folder" "$folder" && mount -o remount,bind,ro "$folder" || exit 99
exec "$@"
"""


def begin(undisturbed: Path, folder: Path) -> Path:
    home = shutil.copytree(undisturbed, folder / "home")
    for name in COMPUTED:
        shutil.rmtree(home / name)
    # The very key of before: it is part of what a reading rests on.
    shutil.copy2(undisturbed.parent / "key", folder) if (undisturbed.parent / "key").exists() else None
    return home


def is_whole(left: dict[str, bytes], undisturbed: Path) -> None:
    made = files(undisturbed)
    for name, content in left.items():
        assert "/.stages/" not in name and not name.endswith(".ssi-part"), f"{name} was left behind"
        if not name.endswith("manifest.json"):
            assert content == made.get(name), f"{name} is torn"


def one_line(ended: Ended, sentence: str) -> str:
    """Return the file that the only complaint names."""
    assert (ended.code, ended.out) == (1, ""), ended.err
    complaint = ended.err.splitlines()[-1]
    before, after = sentence.split("{file}")
    assert complaint.startswith(before) and after in complaint and "Traceback" not in ended.err
    return complaint.removeprefix(before).partition(after)[0]


# In `make test`, a tiny run finds the disk full (the last test of this file).
@pytest.mark.long
@pytest.mark.parametrize("largest", [2_000, 30_000, 26_000])
def test_a_file_that_may_not_grow_is_named_and_the_next_run_makes_the_page(undisturbed, tmp_path, largest):
    home = begin(undisturbed, tmp_path)
    named = one_line(run(home, *PAGE, largest=largest), FULL)
    assert named.startswith(("data/processed/article/", "reports/article.", "notebooks/02-"))
    wait_until_all_ended(home)
    is_whole(files(home), undisturbed)
    assert run(home, *PAGE).code == 0
    assert files(home) == files(undisturbed)


@pytest.mark.long
@pytest.mark.parametrize("size", ["16k", "100k", "200k", "260k", "340k"])
def test_a_full_disk_is_said_and_with_room_the_next_run_makes_the_page(undisturbed, tmp_path, size):
    if not (mounts := own_mounts()):
        pytest.skip("not run: this system lets us mount nothing")
    home = begin(undisturbed, tmp_path)
    disk = home / "data" / "processed"
    disk.mkdir()
    wrapped = (*mounts, "sh", "-c", ON_A_SMALL_DISK, "sh", str(disk), str(tmp_path), size)
    ended = end(start(home, *PAGE, wrapped=wrapped))
    assert one_line(ended, FULL) != "-"
    assert (tmp_path / "code").read_text() == "0\n", (tmp_path / "again").read_text()
    shutil.copytree(tmp_path / "left", disk, dirs_exist_ok=True)
    is_whole(files(home, "data/processed"), undisturbed)
    shutil.copytree(tmp_path / "processed", disk, dirs_exist_ok=True)
    assert files(home) == files(undisturbed)


@pytest.mark.long
@pytest.mark.parametrize("folder", ["data/processed", "reports"])
def test_a_read_only_folder_is_said_and_where_it_takes_files_again_the_page_is_made(
    undisturbed, tmp_path, folder
):
    home = begin(undisturbed, tmp_path)
    (home / folder).mkdir()
    with_mounts = os.geteuid() == 0
    if with_mounts and not (mounts := own_mounts()):
        pytest.skip("not run: the administrator may write anywhere, and nothing can be mounted")
    if with_mounts:
        ended = run(home, *PAGE, wrapped=(*mounts, "sh", "-c", ON_A_CLOSED_FOLDER, "sh", str(home / folder)))
    else:
        (home / folder).chmod(0o500)
        ended = run(home, *PAGE)
        (home / folder).chmod(0o700)
    named = one_line(ended, READ_ONLY if with_mounts else CLOSED)
    assert named.startswith("data/processed/article" if "data" in folder else "reports/article.benoit.en.")
    is_whole(files(home), undisturbed)
    assert run(home, *PAGE).code == 0
    assert files(home) == files(undisturbed)


@pytest.mark.parametrize(
    ("step", "first", "between"),
    [("replace", 3, 9), *(pytest.param(step, 1, 1, marks=pytest.mark.long) for step in ("replace", "fsync"))],
)
def test_whichever_write_finds_the_disk_full_the_files_are_whole_and_the_next_run_repairs(
    home, quick, monkeypatch, tmp_path, step, first, between
):
    report()
    before = everything(home)
    kept = shutil.copytree(home, tmp_path / "kept")
    write_cases(home, CASES + "p03,P03\n")
    report()
    after, tried = everything(home), 0
    for number in range(first, sys.maxsize, between):
        shutil.rmtree(home)
        shutil.copytree(kept, home)
        write_cases(home, CASES + "p03,P03\n")
        with monkeypatch.context() as patch:
            patch.setattr(os, step, failing(getattr(os, step), number))
            try:
                report()
            except OSError as error:
                assert error.errno == errno.ENOSPC
            else:
                break
        tried += 1
        for name, content in everything(home).items():
            assert "/.stages/" not in name and not name.endswith(".ssi-part"), f"{name} was left behind"
            if not name.endswith("manifest.json"):
                assert content in (before.get(name), after.get(name)), f"{name} is torn"
        report()
        assert everything(home) == after
    assert tried > 30 / between, "each file that a run writes was tried"


def everything(home: Path) -> dict[str, bytes]:
    return {
        f"{folder}/{name}": content for folder in COMPUTED for name, content in tree(home / folder).items()
    }


def failing(function, number: int):
    """Return `function`, whose call of this `number` finds the disk full."""
    calls = iter(range(1, sys.maxsize))

    def call(*arguments):
        if next(calls) == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return function(*arguments)

    return call
