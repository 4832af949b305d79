"""The same files give the same bytes wherever they are read: in another folder, locale, time zone, with another hash seed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from reliability.real_runs import REPORT, files, make_real_home, run, write_team
from tiny_home import make_home

# Both on one side of the day's change: which day it is may matter, where the machine stands may not.
HERE = {"TZ": "Europe/Paris", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2026"}
# The day of reading and the raw files' own names are what they are; locks are empty.
OWN = ("private/prints.json",)

EVENTS = "".join(
    f"BEGIN:VEVENT\r\nUID:{day}\r\nDTSTAMP:20260331T090000Z\r\nDTSTART:{day}T233000Z\r\nSUMMARY:Meeting Acme\r\nEND:VEVENT\r\n"
    for day in ("20260301", "20260308", "20260329")
)
MIXED = {
    "dataset.toml": 'time_zone = "Europe/Paris"\n',
    "Anne Démo/agenda.ics": f"BEGIN:VCALENDAR\r\n{EVENTS}END:VCALENDAR\r\n",
    "Contrats.csv": "Nom;S10 2026;S11 2026;S12 2026\nAnne Démo;1;0;NC\nBob Test;0;;2\nIlçe İnventé;1;1;1\n",
    "suivi.csv": "Personne;Semaine du;RDV;CA\nAnne Démo;02/03/2026;3;1 200,50 €\nBob Test;23/03/2026;n/a;\nBob Test;24/03/2026;1;0\n",
}


def make_team(home: Path) -> Path:
    """Make a repository in `home` whose team brings files of several kinds, with a few faults."""
    make_home(home)
    (home / "data" / "raw" / "acme" / "Anne Démo").mkdir(parents=True)
    write_team(home)
    for name, text in MIXED.items():
        (home / "data" / "raw" / "acme" / name).write_bytes(text.encode())
    return home


def read_in(home: Path, environment: dict[str, str]) -> dict[str, str]:
    """Read the team in a Python of its own; return the fingerprint of each stored file."""
    env = {**os.environ, **environment, "SSI_HOME": str(home), "SSI_KEY_FILE": str(home.parent / "key")}
    command = [sys.executable, "-m", "ssi_outcomes.intake.step", "acme"]
    with subprocess.Popen(
        command, env=env, cwd=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as reading:
        said = reading.stdout.read()  # its own input stays open: it ends with who asked
    assert (reading.returncode, said.splitlines()[-1]) == (0, b"{}")
    return json.loads((home / "data" / "processed" / "acme" / "reading.json").read_text("utf-8"))["outputs"]


@pytest.mark.long
def test_what_is_read_has_the_same_bytes_in_another_folder_locale_time_zone_and_hash_seed(tmp_path):
    here = read_in(make_team(tmp_path / "here"), HERE)
    there = read_in(make_team(tmp_path / "là bas, « ailleurs »"), THERE)
    assert {name for name in here if here[name] != there[name]} <= set(OWN)
    assert here.keys() == there.keys() and {"tables/outcomes.parquet", "rejected.csv"} <= here.keys()


@pytest.mark.long  # two whole reports
def test_a_report_and_its_facts_have_the_same_bytes_anywhere(tmp_path):
    made = []
    for name, environment in (("here", HERE), ("là bas, « ailleurs »", THERE)):
        home = make_real_home(tmp_path / name)
        assert run(home, *REPORT, SSI_KEY_FILE=str(tmp_path / "key"), **environment).code == 0
        found = files(home, "reports", "data/processed/acme/facts", "data/processed/acme/tables")
        made.append({path: content for path, content in found.items() if not path.endswith(".xlsx")})
    assert made[0].keys() == made[1].keys() and any(path.endswith(".facts.json") for path in made[0])
    assert [path for path, content in made[0].items() if content != made[1][path]] == []
