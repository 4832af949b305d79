"""No name leaves the room: a folder full of planted names goes in, and nothing that comes out says one of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from exhibits.whole_report import tell_sections
from reading.archives import make_zip, whole_archive
from reliability.planted import find_planted
from waiting import HANGS

from ssi_outcomes.base.paths import root
from ssi_outcomes.study import open_study

WHOLE, HYPHEN, SELLER, FOLDER, NOTED = (
    "Zéphyrine Quatrepoint",
    "Ødegaard-Testname",
    "Quillon Vraisemblant",
    "Ysoline Trucmuche",
    "Barnabé Pasencore",
)
# In no row that is taken: in the name of a file, of a folder, of a sheet, of a column.
UNTAKEN = ("Philomène Jamaisvue", "Gontran Nullepart", "Apolline Horschamp", "Sidonie Encolonne")
MAIL, PROFILE, MESSAGE = (
    "zq.plantee@societe-plantee.example",
    "https://www.linkedin.com/in/zephyrine-plantee-9z8y",
    "le secret planté du message",
)
# Each name whole, and the words that nothing but these people is called.
PLANTED = (
    *(WHOLE, HYPHEN, SELLER, FOLDER, NOTED, MAIL, PROFILE, MESSAGE),
    *(
        "Zéphyrine",
        "Quatrepoint",
        "Ødegaard",
        "Testname",
        "Quillon",
        "Vraisemblant",
        "Ysoline",
        "Trucmuche",
        "Barnabé",
        "Pasencore",
    ),
    *(*UNTAKEN, *(word for name in UNTAKEN for word in name.split())),
    *("plantee", "societe-plantee", "PLANTED", "test-person", "Test Person"),
)
# For this computer only: who is who, and the refused rows as they stood.
APART = ("private/*", "rejected.csv")
MONDAYS = ("05/01/2026", "12/01/2026", "19/01/2026", "26/01/2026", "02/02/2026", "09/02/2026")


@dataclass(frozen=True)
class Run:
    home: Path
    said: str

    @property
    def processed(self) -> Path:
        return self.home / "data" / "processed" / "acme"


def plant(folder: Path) -> None:
    """Fill `folder` with names wherever people write them."""
    files = {
        "equipe.csv": f"Personne;Fonction;Sales Navigator;Arrivée;Départ;Remarque\n{WHOLE};Commerciale;oui;;;{NOTED} la remplace\n{HYPHEN};Consultant;non;;;{MAIL}\n",
        f"suivi ssi de {WHOLE}.csv": "Date;Personne;SSI;Remarque\n"
        + "".join(
            f"{day};{WHOLE};{40 + place};vue par {NOTED}\n{day};{HYPHEN.upper()};{60 - place};\n"
            for place, day in enumerate(MONDAYS)
        )
        + f"16/02/2026;{WHOLE};140;{NOTED}\n23/02/2026;{NOTED};pas vu {NOTED};{MAIL}\n02/03/2026;{MAIL};41;\n02/03/2026;{PROFILE};42;\n",
        "resultats_zephyrine.csv": "Date;Personne;Résultat;Nombre;Remarque\n"
        + "".join(
            f"{day};{WHOLE};Rendez-vous téléphonique;{place};avec {NOTED}\n"
            for place, day in enumerate(MONDAYS)
        )
        + f"12/01/2026;{WHOLE};Rendez-vous téléphonique;9;{NOTED}\n19/01/2026;{HYPHEN};{NOTED};1;\n26/01/2026;{HYPHEN};Contrat signé;1;{NOTED};{MAIL}\n",
        "crm.csv": "Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Deal owner,Create Date\n"
        + f"1,Affaire {NOTED},Closed Won,100.00,EUR,1/29/2026,{SELLER},1/2/2026\n2,Affaire {NOTED},Closed Won,{NOTED},EUR,1/30/2026,{SELLER},1/2/2026\n",
        f"{FOLDER}/semaines.csv": f"Semaine du;Rendez-vous téléphoniques;Remarque\n05/01/2026;2;{NOTED}\n12/01/2026;-1;{NOTED}\n13/01/2026;1;{NOTED}\n",
        f"{FOLDER}/Liste de {FOLDER}.csv": f"Prénom et nom;Couleur de {WHOLE}\n{NOTED};bleu\n",
        f"rdv {UNTAKEN[0]}.csv": f"Semaine;RDV;Vue avec {UNTAKEN[3]}\n2026-W02;3;oui\n",
        f"{UNTAKEN[1]}/ssi {UNTAKEN[1]}.csv": "Date;SSI\n05/01/2026;140\n",
        f"{UNTAKEN[2]}.csv": f"Jour;{UNTAKEN[3]}\n05/01/2026;3\n",
        "illisible-QUATREPOINT.xlsx": "PK: not a workbook",
        "Zephyrine-Quatrepoint.txt": f"{MESSAGE}\n",
        "dataset.toml": f'[[absences]]\nperson = "{WHOLE}"\nstart = 2026-02-02\nend = 2026-02-08\n\n'
        f'[[coverage]]\nsource = "resultats_zephyrine.csv"\nperson = "{WHOLE}"\ntable = "outcomes"\nname = "phone_meetings"\nstart = 2026-01-05\nend = 2026-02-15\n',
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    members = {name: content.replace("second line", MESSAGE) for name, content in whole_archive().items()}
    (folder / SELLER).mkdir()
    make_zip(folder / SELLER / f"Basic_LinkedInDataExport_{SELLER}.zip", members)


def run_ssi(tmp_path_factory, *arguments: str) -> Run:
    """Run a command on the planted dataset, in a repository of its own."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(root() / "data" / "raw" / "article", home / "data" / "raw" / "article")
    shutil.copytree(root() / "notebooks", home / "notebooks")
    shutil.copy(root() / "analysis-plan.toml", home)
    plant(home / "data" / "raw" / "acme")
    env = {**os.environ, "SSI_HOME": str(home), "SSI_KEY_FILE": str(tmp_path_factory.mktemp("key") / "key")}
    ssi = shutil.which("ssi", path=str(Path(sys.executable).parent))
    done = subprocess.run(
        [ssi, *arguments],
        env=env,
        cwd=home,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Run(home, done.stdout + done.stderr)


@pytest.fixture(scope="module")
def checked(tmp_path_factory) -> Run:
    """The planted dataset, read by the command."""
    return run_ssi(tmp_path_factory, "check", "acme")


@pytest.fixture(scope="module")
def reported(tmp_path_factory) -> Run:
    """The report of the planted dataset, made by the command."""
    return run_ssi(tmp_path_factory, "report", "--dataset", "acme")


@pytest.fixture(params=["checked", pytest.param("reported", marks=pytest.mark.long)])
def run(request) -> Run:
    """What reading alone leaves behind, and what a whole report does."""
    return request.getfixturevalue(request.param)


def test_nothing_that_was_computed_says_a_name(run):
    assert find_planted(PLANTED, run.processed, apart=APART) == []
    kinds = {path.suffix for path in run.processed.rglob("*") if path.is_file()}
    made = {".ipynb", ".svg"} if (run.home / "reports" / "acme.fr.html").exists() else set()
    assert {".parquet", ".json"} | made <= kinds  # there was something to look into


@pytest.mark.long
def test_nothing_that_is_told_of_it_says_a_name(checked, tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(checked.home))
    monkeypatch.delenv("AUDIENCE", raising=False)
    study = open_study("acme")
    assert study.n_people == 6  # the two, an e-mail, a profile, a seller, a folder
    sections, _ = tell_sections(study, tmp_path)
    for language, parts in sections.items():
        (tmp_path / f"{language}.html").write_text("\n".join(parts), "utf-8")
    assert len(list(tmp_path.rglob("*.html"))) == 2 and find_planted(PLANTED, tmp_path) == []


@pytest.mark.long
def test_no_report_says_a_name(reported):
    assert sorted(path.name for path in (reported.home / "reports").iterdir()) == [
        "acme.en.html",
        "acme.en.xlsx",
        "acme.facts.json",
        "acme.fr.html",
        "acme.fr.xlsx",
    ]
    assert find_planted(PLANTED, reported.home / "reports") == []


def test_the_command_says_no_name(run, tmp_path):
    (tmp_path / "said.txt").write_text(run.said, "utf-8")
    # Headers are said: whoever runs it has to name them in mapping.toml.
    others = [name for name in PLANTED if name not in (UNTAKEN[3], *UNTAKEN[3].split())]
    assert run.said and find_planted(others, tmp_path) == []


def test_who_is_who_stays_beside_the_data_and_is_complete(run):
    found = find_planted((WHOLE, HYPHEN, SELLER, FOLDER, MAIL, PROFILE), run.processed / "private")
    assert {each.split(": ", 1)[1] for each in found} == {WHOLE, HYPHEN, SELLER, FOLDER, MAIL, PROFILE}
    if os.name == "posix":
        assert (run.processed / "private").stat().st_mode & 0o077 == 0


def test_the_refused_rows_are_kept_as_they_stood_for_their_owner(run):
    text = (run.processed / "rejected.csv").read_text("utf-8-sig")
    assert f"pas vu {NOTED}" in text
    assert MESSAGE not in text  # nothing of an archive is quoted, not even here


@pytest.mark.long
def test_the_people_of_the_tables_are_all_pseudonyms(reported):
    facts = json.loads((reported.processed / "facts" / "01-read-the-data.json").read_text("utf-8"))["facts"]
    assert {fact["id"]: fact["value"] for fact in facts}[
        "n_people"
    ] == 6  # the two, an e-mail, a profile, a seller, a folder


def test_a_planted_name_would_have_been_found(run, tmp_path):
    for name, place in ((WHOLE, "rows"), ("Ødegaard-Testname", "acme")):
        assert place in run.said
        (tmp_path / "said.txt").write_text(run.said.replace(place, f"{place} {name} ", 1), "utf-8")
        assert f"said.txt: {name}" in find_planted(PLANTED, tmp_path)


@pytest.mark.parametrize(
    "path",
    [
        "data/raw/acme/equipe.csv",
        "data/raw/acme",
        "data/processed/acme/tables/ssi.parquet",
        "reports/acme.fr.html",
        "reports/x.html",
    ],
)
def test_git_does_not_see_what_is_ones_own(path):
    if not (root() / ".git").exists() or shutil.which("git") is None:
        pytest.skip("no git here")
    assert subprocess.run(["git", "check-ignore", "-q", path], cwd=root()).returncode == 0
