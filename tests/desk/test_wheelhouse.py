"""Libraries for a machine without a network: which ones, in whose place, and what is said where pip fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from desk.typed import run

from ssi_outcomes.base.errors import SsiError, UsageError
from ssi_outcomes.desk import wheelhouse
from ssi_outcomes.desk.wheelhouse import LOCK, collect_wheels, find_installer, list_needed
from ssi_outcomes.running.progress import Lines

ROOT = Path(__file__).resolve().parents[2]
TINY = """-e .
always==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:ab
windows==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:bb
unix==3.0 ; os_name != 'nt' \\
    --hash=sha256:cc
early==4.0 ; python_full_version < '3.11.5' \\
    --hash=sha256:dd
early==5.0 ; python_full_version >= '3.11.5' \\
    --hash=sha256:ee
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A repository with a small lock, and a pip that writes down what it is asked for."""
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_LANG", "en")
    (tmp_path / LOCK).write_text(TINY, "utf-8")
    shutil.copy2(ROOT / "pyproject.toml", tmp_path)
    monkeypatch.setattr(wheelhouse, "_download", fetch)
    return tmp_path


def fetch(listed, wheels, machine, progress):
    wheels.mkdir(exist_ok=True)
    for entry in listed.read_text("utf-8").splitlines():
        name = entry.partition(" ")[0]
        (wheels / f"{name}.whl").write_text(" ".join([*machine, entry]), "utf-8")
        progress.count(name)


@pytest.mark.parametrize(
    ("platform", "python", "named"),
    [
        ("win", "3.13.0", ["always==1.0", "windows==2.0", "early==5.0"]),
        ("linux", "3.11.4", ["always==1.0", "unix==3.0", "early==4.0"]),
        ("mac", "3.11.5", ["always==1.0", "unix==3.0", "early==5.0"]),
    ],
)
def test_what_is_needed_is_what_the_other_machine_needs_with_its_hashes(platform, python, named):
    needed = [entry for _, entry in list_needed(TINY, platform, python)]
    assert [entry.partition(" ")[0] for entry in needed] == named
    assert needed[0] == "always==1.0 --hash=sha256:aa --hash=sha256:ab"


def test_of_our_lock_windows_takes_its_terminal_and_linux_its_own():
    lock = (ROOT / LOCK).read_text("utf-8")
    windows, linux = ({name for name, _ in list_needed(lock, each, "3.13.0")} for each in ("win", "linux"))
    assert {"colorama", "pywinpty"} <= windows - linux and {"ptyprocess", "terminado"} & linux
    assert {"pandas", "jupyterlab", "seaborn", "papermill", "nbval"} <= windows & linux


def test_what_installs_has_the_version_that_the_scripts_name():
    installer = find_installer((ROOT / "pyproject.toml").read_text("utf-8"))
    assert installer in (ROOT / "start.bat").read_text("ascii")
    assert installer.replace("uv==", "uv_version=") in (ROOT / ".make" / "set-up.sh").read_text("utf-8")


def test_any_version_of_one_python_finds_what_it_takes(home, capsys):
    folder, count, size = collect_wheels("linux", "3.11", Lines())
    assert folder == home / "wheels" / "linux-3.11"
    names = {path.stem for path in folder.iterdir()}
    installer = find_installer((home / "pyproject.toml").read_text("utf-8"))
    assert names == {"always==1.0", "unix==3.0", "early==4.0", "early==5.0", installer} and count == 5
    assert size == sum(path.stat().st_size for path in folder.iterdir()) > 0
    said = capsys.readouterr().err
    assert "5 libraries for Python 3.11" in said and "[5/5] uv==" in said
    assert "--python-version 3.11.99" in (folder / "early==5.0.whl").read_text("utf-8")


def test_what_was_collected_before_stays_until_all_is_there_anew(home, monkeypatch):
    folder, *_ = collect_wheels("win", "3.13", Lines())
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def stop(listed, wheels, machine, progress):
        fetch(listed, wheels, machine, progress)
        raise SsiError("wheelhouse_failed", why="No matching distribution found for windows==2.0")

    monkeypatch.setattr(wheelhouse, "_download", stop)
    with pytest.raises(SsiError, match="windows==2.0"):
        collect_wheels("win", "3.13", Lines())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (folder.parent / ".killed.ssi-part").mkdir()
    monkeypatch.setattr(wheelhouse, "_download", fetch)
    (folder / "of-yesterday.whl").touch()
    collect_wheels("win", "3.13", Lines())
    assert sorted(path.name for path in folder.parent.iterdir()) == ["win-3.13"]
    assert {path.name for path in folder.iterdir()} == before.keys()


@pytest.mark.parametrize(("platform", "python"), [("windows95", "3.13"), ("win", "2.7")])
def test_another_system_or_python_is_refused_by_name(home, platform, python):
    with pytest.raises(UsageError, match=platform if python == "3.13" else python):
        collect_wheels(platform, python, Lines())
    assert not (home / "wheels").exists()


def test_what_pip_says_last_is_why_it_failed(tmp_path, monkeypatch):
    pip = tmp_path / "pip.sh"
    pip.write_text(
        "#!/bin/sh\necho Collecting a==1\necho 'ERROR: first'\necho 'ERROR: no b'\nexit 1\n", "utf-8"
    )
    pip.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(pip))
    progress = Lines()
    progress.start(2)
    with pytest.raises(SsiError, match="no b"):
        wheelhouse._download(tmp_path / "listed.txt", tmp_path / "wheels", [], progress)
    assert progress.number == 1


@pytest.mark.parametrize(
    ("platform", "start", "installer"), [("win", "start.bat", True), ("linux", "sh start.sh", False)]
)
def test_the_command_says_what_goes_on_the_stick(home, capsys, platform, start, installer):
    assert run("wheelhouse", "--platform", platform) == 0
    out, err = capsys.readouterr()
    assert out.strip().endswith(f"{platform}-3.13")
    assert start in err and ("python.org" in err) == installer


def test_scripts_look_for_the_folders_that_are_written():
    windows = (ROOT / "start.bat").read_text("ascii")
    assert windows.count("wheels/win-3.13") == 2 and r"if not exist wheels\win-3.13 goto" in windows
    set_up = (ROOT / ".make" / "set-up.sh").read_text("utf-8")
    for system in ("linux", "mac"):
        assert f"machine={system}" in set_up and system in wheelhouse.PLATFORMS
    for name in ("PIP_NO_INDEX", "PIP_FIND_LINKS", "UV_OFFLINE", "UV_FIND_LINKS"):
        assert f"set {name}=" in windows and f" {name}=" in set_up


def reaches_an_index(folder: Path) -> bool:
    installer = find_installer((ROOT / "pyproject.toml").read_text("utf-8"))
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder / "one"), installer]
    return subprocess.run(pip, capture_output=True).returncode == 0


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="tried on Linux; Windows is not tried yet")
def test_an_installation_without_network_makes_a_report(tmp_path):
    """In a folder with accents and spaces, every way to the network closed, and no cache of an earlier one."""
    here = tmp_path / "Élève à Nîmes" / "ssi"
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.splitlines():
        if not name.startswith(("tests/", "docs/", "benchmarks/")) and (ROOT / name).is_file():
            (here / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, here / name)
    online = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHON")}
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    collected = subprocess.run(
        [
            sys.executable,
            "-m",
            "ssi_outcomes.desk.cli",
            "wheelhouse",
            "--platform=linux",
            f"--python-version={python}",
        ],
        env={**online, "SSI_HOME": str(here), "SSI_LANG": "en", "PYTHONPATH": str(here / "src")},
        capture_output=True,
        text=True,
    )
    if collected.returncode and not reaches_an_index(tmp_path):
        pytest.skip("not run: no index of libraries can be reached from here")
    assert collected.returncode == 0, collected.stderr
    nowhere = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
    offline = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "SSI_LANG": "fr",
        "PYTHON": sys.executable,
        **nowhere,
    }
    done = subprocess.run(["sh", "start.sh"], cwd=here, env=offline, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"wheels/linux-{python}, sans réseau" in done.stdout
    assert (here / "reports" / "article.fr.html").is_file()
