"""Whatever stops a run, each file is whole, nothing goes on behind the user's back, and the next run repairs the set."""

import json
import os
import signal
from pathlib import Path

import pytest
from tiny_home import DRIVER, READ_ONCE, make_home, run_ssi, start_ssi
from waiting import HANGS, wait_for

pytestmark = pytest.mark.skipif(os.name == "nt", reason="not run: signals of POSIX")

MADE = [os.path.join("reports", f"article.{ending}") for ending in ("facts.json", "en.xlsx", "en.html")]
# The first kernels of a run say who they are, then take longer than any test.
SLOW = "import time; (output_folder(dataset).parent.parent / f'{os.getpid()}.pid').touch(); time.sleep(7200)"
# A notebook that waits while a file of this name is in its repository: a run is caught where a test wants it.
HELD = {
    name: f"import time\nwhile (raw_folder(dataset).parents[2] / 'hold {name}').exists(): time.sleep(0.05)"
    for name in ("n03", "n08")
}


def results(home: Path) -> dict[str, bytes]:
    files = (path for folder in ("data/processed", "reports") for path in (home / folder).rglob("*"))
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in files
        if path.is_file() and path.name not in (".lock", "manifest.json")
    }


def kernels(home: Path) -> list[int]:
    return [int(path.stem) for path in (home / "data" / "processed" / "article" / ".stages").glob("*.pid")]


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return (
            Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
            if Path("/proc").is_dir()
            else True
        )
    except (ProcessLookupError, FileNotFoundError):
        return False


@pytest.fixture(scope="module")
def finished(tmp_path_factory) -> Path:
    """Return a tiny repository whose report was made without interruption, in one language."""
    home = make_home(tmp_path_factory.mktemp("finished"), **HELD)
    code, out, err = run_ssi(home, "report", "--lang", "en")
    assert code == 0, err
    assert out.splitlines() == MADE
    return home


def test_an_unchanged_report_is_quick_and_imports_nothing_heavy(finished):
    code, out, err = run_ssi(finished, "report", "--lang", "en")
    assert (code, out.splitlines()) == (0, MADE)
    said, step, imported = err.splitlines()
    assert (said, imported) == ("Nothing has changed: these files are up to date.", "imported:")
    assert step.startswith("Next: open reports/article.en.html")


@pytest.mark.parametrize(
    ("held", "published"), [pytest.param("n03", 1, marks=pytest.mark.long), pytest.param("n08", 4)]
)
def test_a_killed_run_is_repaired_by_the_next(finished, tmp_path, held, published):
    home = make_home(tmp_path, **HELD)
    hold = home / f"hold {held}"
    hold.touch()
    process = start_ssi(home, "report", "--lang", "en")
    wait_for(lambda: len(list((home / "data" / "processed" / "article").glob("f*/*"))) >= published)
    process.kill()
    process.communicate()
    hold.unlink()
    expected = results(finished)
    for name, content in results(home).items():
        if name in expected:
            assert content == expected[name], f"{name} is whole"
    assert not (home / "reports").exists()
    code, _, err = run_ssi(home, "report", "--lang", "en")
    assert code == 0, err
    assert results(home) == expected


@pytest.mark.long
def test_kernels_end_soon_after_their_run_was_killed(tmp_path):
    home = make_home(tmp_path, n01=SLOW, n03=SLOW)
    process = start_ssi(home, "report", "--lang", "en")
    pids = wait_for(lambda: found if len(found := kernels(home)) == 2 else None)
    process.kill()
    process.communicate()
    wait_for(lambda: not any(map(lives, pids)))


@pytest.mark.parametrize("whole_group", [True, pytest.param(False, marks=pytest.mark.long)])
def test_ctrl_c_is_one_line_and_stops_everything(tmp_path, whole_group):
    home = make_home(tmp_path, n01=SLOW, n03=SLOW)
    process = start_ssi(home, "report", "--lang", "en")
    pids = wait_for(lambda: found if len(found := kernels(home)) == 2 else None)
    (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=HANGS)
    assert process.returncode == 130 and out == ""
    lines = [line for line in err.splitlines() if not line.startswith(("imported", "4 notebooks"))]
    assert lines == ["Interrupted. Nothing is half written; the next command carries on."]
    assert not any(map(lives, pids))
    assert results(home).keys() == {f"data/processed/article/{name}" for name in READ_ONCE}


@pytest.mark.long
def test_two_runs_at_once_take_turns(finished, tmp_path):
    home = make_home(tmp_path, **HELD)
    hold = home / "hold n08"
    hold.touch()
    first = start_ssi(home, "report", "--lang", "en")
    wait_for(lambda: (home / "data" / "processed" / "article" / ".stages").is_dir())
    second = start_ssi(home, "report", "--lang", "en")
    waiting = second.stderr.readline()
    hold.unlink()
    (_, said), (_, heard) = first.communicate(timeout=HANGS), second.communicate(timeout=HANGS)
    assert (first.returncode, second.returncode) == (0, 0), said + heard
    assert waiting == "Another command is at work on “article”: waiting for it to end.\n"
    assert "Nothing has changed" in heard
    assert results(home) == results(finished)


def test_a_run_that_waits_too_long_gives_up_clearly(tmp_path, monkeypatch):
    from filelock import FileLock

    from ssi_outcomes.base.errors import UsageError
    from ssi_outcomes.running import starting

    monkeypatch.setenv("SSI_HOME", str(make_home(tmp_path)))
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.setattr(starting, "PATIENCE", 0.1)
    folder = tmp_path / "data" / "processed" / "article"
    folder.mkdir(parents=True)
    with (
        FileLock(folder / ".lock"),
        pytest.raises(UsageError, match="still at work on “article”"),
        starting.start_run("article", None, None),
    ):
        pass


@pytest.mark.long
def test_a_raw_file_that_changes_during_a_run_is_none_of_its_business_and_is_refused_by_the_next(tmp_path):
    # 08 of this repository alters the data, as a user who edits them while a run is under way.
    spoil = "raw_folder(dataset).joinpath('cases.csv').write_text('case,name\\np01,P01\\n')"
    home = make_home(tmp_path, n08=spoil)
    code, _, err = run_ssi(home, "report", "--lang", "en")
    assert code == 0, err
    before = results(home)
    code, out, err = run_ssi(home, "report", "--lang", "en")
    assert (code, out) == (3, ""), err
    assert "Traceback" not in err and "cases.csv: " in err
    assert results(home) == before


@pytest.mark.long
def test_no_progress_bar_codes_reach_a_log(finished, tmp_path):
    content = json.loads((finished / "notebooks" / "03-five-stories.ipynb").read_text())
    assert "\r" not in DRIVER and content["cells"]
    home = make_home(tmp_path)
    code, out, err = run_ssi(home, "case", "p01", "--lang", "fr", SSI_LANG="fr")
    assert code == 0 and "\r" not in err and "\x1b" not in err
    assert err.splitlines()[0] == "Un notebook à exécuter."
    assert err.splitlines()[1].startswith("[1/1] 02-meet-a-case\u00a0: p01.fr … ")
