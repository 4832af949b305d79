"""All that lies in a folder is read, or named with why it is not: nothing is opened that is no file, and nothing hangs."""

import os
import socket
from pathlib import Path

import pytest
from reading.team_folder import TODAY, WEEKLY, write

from ssi_outcomes.base.errors import DataRefused, message
from ssi_outcomes.intake.contents import read_contents
from ssi_outcomes.reading.joining.by_file.listed import list_files, list_folder
from ssi_outcomes.reading.joining.folder import read_team

posix = pytest.mark.skipif(os.name == "nt", reason="not run: pipes and links of POSIX")


def _link(path, target):
    path.symlink_to(target)


def _socket(path):
    with socket.socket(socket.AF_UNIX) as made:
        here = os.getcwd()
        os.chdir(path.parent)  # a socket's path is short
        made.bind(path.name)
        os.chdir(here)


def _name_of_elsewhere(path):
    (path.parent / os.fsdecode(b"caf\xe9.csv")).write_text(WEEKLY)


ODD = {
    "tube.csv": (os.mkfifo if os.name != "nt" else None, "tube.csv", "file_not_plain"),
    "prise.csv": (_socket, "prise.csv", "file_not_plain"),
    "appareil.csv": (lambda path: _link(path, "/dev/zero"), "appareil.csv", "file_link_outside"),
    "perdu.csv": (lambda path: _link(path, "nowhere.csv"), "perdu.csv", "file_link_lost"),
    "boucle.csv": (lambda path: _link(path, "boucle.csv"), "boucle.csv", "file_link_lost"),
    "dehors.csv": (
        lambda path: _link(path, path.parents[1] / "outside.csv"),
        "dehors.csv",
        "file_link_outside",
    ),
    "dossier": (lambda path: _link(path, path.parents[1]), "dossier/", "folder_link"),
    "retour": (lambda path: _link(path, path.parent), "retour/", "folder_link"),
    "caf": (_name_of_elsewhere, "caf?.csv", "file_name_not_text"),
}


@posix
@pytest.mark.parametrize("name", ODD)
def test_what_is_no_file_of_this_folder_has_a_line_and_the_others_are_read(folder, tmp_path, name):
    make, shown, key = ODD[name]
    write(tmp_path, {"outside.csv": WEEKLY})
    write(folder, {"semaines.csv": WEEKLY})
    make(folder / name)
    dataset = read_team(folder, TODAY)
    assert [(each.file, each.key) for each in list_folder(folder).refused] == [(shown, key)]
    assert [each.key for each in dataset.rejected if each.line is None] == [key]
    assert max(file.accepted for file in dataset.files) > 1
    assert all(shown in message(key, language, file=shown) for language in ("fr", "en"))


@posix
def test_a_link_to_a_file_of_this_folder_is_a_copy_of_it(folder):
    write(folder, {"semaines.csv": WEEKLY})
    _link(folder / "lien.csv", "semaines.csv")
    assert [path.name for path in list_files(folder)] == ["lien.csv", "semaines.csv"]


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="not run: root may open anything")
@pytest.mark.parametrize("mode", [0o000, 0o600, 0o300])
def test_a_folder_without_permission_has_a_line(folder, mode):
    write(folder, {"semaines.csv": WEEKLY, "Nord/x.csv": WEEKLY})
    (folder / "Nord").chmod(mode)
    try:
        refused = list_folder(folder).refused
        assert [each.key for each in refused] == ["folder_closed"]
        assert len(read_team(folder, TODAY).files) == 2
    finally:
        (folder / "Nord").chmod(0o700)


def test_a_folder_that_does_not_open_has_a_line(folder, monkeypatch):
    write(folder, {"semaines.csv": WEEKLY, "Nord/x.csv": WEEKLY})

    def iterdir(path, usual=Path.iterdir):
        if path.name == "Nord":
            raise PermissionError(13, "Permission denied", str(path))
        return usual(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    listed = list_folder(folder)
    assert [(each.file, each.key) for each in listed.refused] == [("Nord/", "folder_closed")]
    assert [path.name for path in listed.files] == ["semaines.csv"]


def test_a_file_that_does_not_open_has_a_line_and_the_others_are_read(folder, monkeypatch):
    write(folder, {"semaines.csv": WEEKLY, "ferme.csv": WEEKLY, "ferme.ics": "BEGIN:VCALENDAR"})

    def refuse(path, *rest, usual=Path.open, **options):
        if path.stem == "ferme":
            raise PermissionError(13, "Permission denied", str(path))
        return usual(path, *rest, **options)

    monkeypatch.setattr(Path, "open", refuse)
    dataset = read_team(folder, TODAY)
    assert [each.key for each in dataset.rejected if each.line is None] == ["file_unreadable"] * 2
    assert max(file.accepted for file in dataset.files) > 1


DEEP, LONG = "a = " + "[" * 20_000, "a = " + "9" * 10_000


@pytest.mark.parametrize("name", ["mapping.toml", "dataset.toml", "analysis-plan.toml"])
@pytest.mark.parametrize("made", [DEEP, LONG, "folder", "pipe", "link"])
def test_a_description_that_nobody_could_read_is_named(folder, name, made):
    write(folder, {"semaines.csv": WEEKLY})
    path = folder / name
    if made in ("pipe", "link") and os.name == "nt":
        pytest.skip("not run: pipes and links of POSIX")
    make = {"folder": path.mkdir, "pipe": lambda: os.mkfifo(path), "link": lambda: _link(path, "nowhere")}
    make.get(made, lambda: path.write_text(made))()
    with pytest.raises(DataRefused) as refused:
        read_contents(folder, TODAY)
    said = refused.value.text("en")
    assert name in said and len(said) < 600


OF_TRIAL = ("trial.toml", "schedule.csv", "trial/P01.ics", "trial/protocol.fr.html")


def test_what_a_trial_wrote_is_none_of_the_data_and_what_else_lies_there_is(folder):
    write(folder, dict.fromkeys((*OF_TRIAL, "trial/semaines.csv", "lyon/schedule.csv", "P01.ics"), WEEKLY))
    listed = [path.relative_to(folder).as_posix() for path in list_files(folder)]
    assert listed == ["P01.ics", "lyon/schedule.csv", "trial/semaines.csv"]


def test_without_a_trial_such_names_are_anybodys(folder):
    write(folder, dict.fromkeys(OF_TRIAL[1:], WEEKLY))
    listed = [path.relative_to(folder).as_posix() for path in list_files(folder)]
    assert listed == sorted(OF_TRIAL[1:])
