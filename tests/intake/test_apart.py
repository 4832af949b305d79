"""The process that reads is bounded: a file that breaks its bounds is left out by name, and the others are read."""

import os

import pytest
from intake.acme import files

from ssi_outcomes.base.errors import NotebookFailed
from ssi_outcomes.intake import apart, bounded
from ssi_outcomes.intake.asking import open_receipt
from ssi_outcomes.intake.receipt import tell_receipt

posix = pytest.mark.skipif(os.name == "nt", reason="not run: bounds of POSIX")
SPOIL = """\
import os, time
import ssi_outcomes.intake.bounded as bounded
import ssi_outcomes.reading.joining.sorted_files as opening
bounded.SECONDS, bounded.MEMORY = 5, 1_500_000_000
def spoiled(path, shown, usual=opening.open_sheets):
    if path.stem == "loops":
        while True:
            pass
    if path.stem == "sleeps":
        time.sleep(3600)
    if path.stem == "aborts":
        os.abort()
    if path.stem == "fills":
        return [b"x" * 3_000_000_000]
    return usual(path, shown)
opening.open_sheets = spoiled
"""
SAID = {"loops": "took more than", "sleeps": "took more than", "aborts": "stopped Python", "fills": "memory"}


@pytest.fixture
def spoil(home, monkeypatch):
    def plant(*names, code=SPOIL):
        (home / "spoil").mkdir()
        (home / "spoil" / "sitecustomize.py").write_text(code)
        monkeypatch.setenv("PYTHONPATH", f"{home / 'spoil'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
        monkeypatch.setenv("SSI_LANG", "en")
        for number, name in enumerate(names):
            text = f"person,outcome,start,end,count\nA,phone meetings,2026-01-12,2026-01-18,{number}\n"
            (home / "data" / "raw" / "acme" / f"{name}.csv").write_text(text)

    return plant


@posix
@pytest.mark.parametrize(
    "names",
    [
        ("aborts",),
        pytest.param(("fills", "loops"), marks=pytest.mark.long),
        pytest.param(("sleeps", "aborts"), marks=pytest.mark.long),
    ],
)
def test_a_file_that_breaks_its_bounds_is_left_out_by_name_and_the_others_are_read(
    home, spoil, monkeypatch, names
):
    spoil(*names)
    monkeypatch.setattr(apart, "WAIT", 60 if "sleeps" in names else 600)
    told = tell_receipt(open_receipt("acme")).splitlines()
    for name in names:
        assert any(SAID[name] in line for line in told), told
    assert any("accepted: 1" in line for line in told), told


@posix
def test_a_stop_at_no_file_is_nobody_s_fault(home, spoil):
    spoil(code="import os, signal, ssi_outcomes.intake.bounded as b\nb.bound_memory = lambda: os.abort()\n")
    with pytest.raises(NotebookFailed):
        open_receipt("acme")
    assert files(home).keys() <= {".reading.lock"}


def test_a_stop_by_somebody_blames_no_file():
    for code in (-2, -15, 1):
        assert apart.Ended(code, None, "", ["a.csv"], late=False).reason == ""
    assert apart.Ended(-9, None, "", ["a.csv"], late=False).reason == "stop"
    assert apart.Ended(bounded.TOOK_TIME, None, "", [], late=False).reason == "time"
    assert apart.Ended(-9, None, "", [], late=True).reason == "time"
