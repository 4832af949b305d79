"""The doctor finds what has stopped a run before, gives a remedy for it, and is never stopped by what it looks at."""

import os
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from ssi_outcomes.base import paths
from ssi_outcomes.base.catalogues import read_catalogue
from ssi_outcomes.desk import doctor, installed
from ssi_outcomes.desk.doctor import Finding, examine, report_findings


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A repository of this test's own, and a key that does not exist yet."""
    monkeypatch.setenv("SSI_HOME", str(tmp_path / "ssi"))
    monkeypatch.setenv("SSI_KEY_FILE", str(tmp_path / "settings" / "key"))
    (tmp_path / "ssi").mkdir()
    (tmp_path / "ssi" / "requirements.lock").write_text(
        "-e .\npandas==" + __import__("pandas").__version__ + " \\\n    --hash=sha256:0\n"
    )
    return tmp_path / "ssi"


def found(name: str, language: str = "en") -> Finding:
    (finding,) = [finding for finding in examine(language=language) if finding.name == name]
    return finding


def test_a_sound_machine_is_fine(capsys, monkeypatch):
    for limit in ("_FREE_DISK", "_FREE_MEMORY"):
        monkeypatch.setattr(doctor, limit, 0.0)  # however busy this machine is
    assert [finding for finding in examine() if not finding.fine] == []
    assert report_findings(language="en") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(examine()) + 1 and lines[-1] == "All is fine."


def test_what_is_not_fine_is_printed_with_its_remedy_and_ends_with_one(home, capsys, monkeypatch):
    for limit in ("_FREE_DISK", "_FREE_MEMORY"):
        monkeypatch.setattr(doctor, limit, 0.0)
    (home / "requirements.lock").unlink()
    assert report_findings(language="fr") == 1
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("  NON  requirements.lock manque\u00a0: impossible de vérifier ce qui est installé.")
    assert lines[at + 1] == "       → Rétablissez-le\u00a0: git restore requirements.lock."
    assert lines[-1] == "À corriger\u00a0: 1."


def test_a_folder_that_cannot_be_written_is_found(monkeypatch):
    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    finding = found("folders")
    assert not finding.fine and "data/processed" in finding.text and "Permission denied" in finding.text


def test_looking_leaves_no_trace(home):
    before = sorted(home.parent.rglob("*"))
    examine()
    assert sorted(home.parent.rglob("*")) == before


def test_a_full_disk_is_found(monkeypatch):
    monkeypatch.setattr(
        doctor.shutil,
        "disk_usage",
        lambda _: namedtuple("Usage", "total used free")(10**12, 10**12, 3 * 10**8),
    )
    assert not found("disk").fine and "0.3 GB" in found("disk").text and "0,3 Go" in found("disk", "fr").text


@pytest.mark.parametrize(
    ("name", "windows", "elsewhere"),
    [("Hélène", False, True), ("Test Person", False, True), ("plain", True, True)],
)
def test_accents_and_spaces_break_kernels_on_windows(tmp_path, monkeypatch, name, windows, elsewhere):
    plain = tmp_path / "plain" / "bin"
    monkeypatch.setattr(doctor.sys, "executable", str(plain))
    monkeypatch.setattr(doctor.Path, "home", lambda: plain)
    monkeypatch.setattr(doctor.tempfile, "gettempdir", lambda: str(plain))
    monkeypatch.setattr(doctor.paths, "root", lambda: Path("base") / name)
    for platform, fine in (("linux", elsewhere), ("win32", windows)):
        monkeypatch.setattr(doctor.sys, "platform", platform)
        assert doctor._check_letters()[0] == (None if fine else "doctor_odd_letters")


def test_a_long_path_matters_on_windows_only(monkeypatch):
    monkeypatch.setattr(doctor.paths, "root", lambda: Path("x" * 81))
    assert doctor._check_length()[0] is None
    monkeypatch.setattr(doctor.sys, "platform", "win32")
    assert doctor._check_length()[0] == "doctor_long_path"
    monkeypatch.setattr(doctor.paths, "root", lambda: Path("x" * 80))
    assert doctor._check_length()[0] is None


@pytest.mark.parametrize("folder", ["OneDrive - Test", "Dropbox", "Mobile Documents", "Nextcloud"])
def test_a_synchronised_folder_lets_data_leave_the_computer(tmp_path, monkeypatch, folder):
    monkeypatch.setenv("SSI_HOME", str(tmp_path / folder / "ssi"))
    (tmp_path / folder / "ssi").mkdir(parents=True)
    assert not found("synced").fine and folder in found("synced").text


def test_a_spoilt_key_or_one_in_the_repository_is_found_with_its_remedy(home, monkeypatch):
    key = Path(os.environ["SSI_KEY_FILE"])
    key.parent.mkdir()
    key.write_text("spoilt")
    assert not found("key").fine and "backup" in found("key").text
    monkeypatch.setenv("SSI_KEY_FILE", str(home / "key"))
    assert not found("key").fine and "SSI_KEY_FILE" in found("key").text


@pytest.mark.skipif(os.name != "posix", reason="not run: rights of this kind exist on POSIX only")
def test_a_key_that_others_can_read_is_found():
    key = Path(os.environ["SSI_KEY_FILE"])
    key.parent.mkdir()
    key.write_text("0" * 64)
    key.chmod(0o644)
    assert not found("key").fine
    key.chmod(0o600)
    assert found("key").fine


@pytest.mark.parametrize(
    ("zone", "fine"),
    [
        ("Europe/Paris", True),
        (":Europe/Paris", True),
        ("CET-1CEST", True),
        ("UTC", True),
        ("Europe/Pariss", False),
        ("Nowhere", False),
    ],
)
def test_a_time_zone_that_nobody_knows_is_found(monkeypatch, zone, fine):
    monkeypatch.setenv("TZ", zone)
    assert found("time_zone").fine is fine


def test_a_console_without_accents_is_found():
    script = "from ssi_outcomes.desk.doctor import report_findings; raise SystemExit(report_findings(language='en'))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONIOENCODING": "ascii:replace", "PYTHONUTF8": "0"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and "PYTHONUTF8" in done.stdout and done.stderr == ""


def test_a_check_that_stops_is_a_finding_and_the_others_go_on(monkeypatch):
    monkeypatch.setitem(doctor._CHECKS, "memory", lambda: 1 / 0)
    finding = found("memory")
    assert not finding.fine and "ZeroDivisionError" in finding.text and finding.fix


def test_a_kernel_starts_and_answers_when_asked():
    finding = examine(deep=True, language="en")[-1]
    assert finding.name == "kernel_start" and finding.fine and "answered" in finding.text


def test_each_trouble_has_a_remedy():
    sentences = {key for key in read_catalogue("en", "messages") if key.startswith("doctor_")}
    source = "".join(Path(each.__file__).read_text("utf-8") for each in (doctor, installed))
    troubles = {key.removesuffix("_fix") for key in sentences if key.endswith("_fix") and key != "doctor_fix"}
    assert all(f'"{trouble}"' in source for trouble in troubles)
    assert {f"doctor_{name}" for name in (*doctor._CHECKS, "kernel_start")} <= set(sentences)
    assert paths.root().name == "ssi"
