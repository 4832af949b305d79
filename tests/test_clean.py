"""What `make clean` deletes, and what it spares."""

from __future__ import annotations

from pathlib import Path

import pytest
from bare_clone import MAKE, copy_clone, make

pytestmark = pytest.mark.skipif(MAKE is None, reason="not run: make is not installed")


@pytest.fixture
def clone(tmp_path) -> Path:
    # A space and an accent in the name: no recipe may take it for two.
    return copy_clone(tmp_path / "un clone à moi")


def test_clean_deletes_what_was_computed_and_never_raw_data(clone):
    computed = [
        "data/processed/acme/facts/01.json",
        "reports/acme.fr.html",
        "src/__pycache__/x.pyc",
        "notebooks/.ipynb_checkpoints/01.ipynb",
        "src/.x.1.ssi-part",
    ]
    spared = [
        "data/raw/acme/crm.csv",
        "data/raw/acme/__pycache__/odd.pyc",
        "data/raw/acme/.draft.1.ssi-part",
        "data/processed/README.md",
        "notebooks/01-read-the-data.ipynb",
        ".venv/lib/__pycache__/y.pyc",
        ".git/index",
    ]
    for name in computed + spared:
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_text(name, encoding="utf-8")
    result = make(clone, "clean")
    assert result.returncode == 0, result.stderr
    assert [name for name in computed if (clone / name).exists()] == []
    assert [name for name in spared if not (clone / name).exists()] == []
    assert "Deleted data/processed/acme\n" in result.stdout
    assert "Deleted reports/acme.fr.html\n" in result.stdout


def test_clean_does_not_follow_links_out_of_the_repository(clone, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.csv").write_text("kept", encoding="utf-8")
    (clone / "reports").mkdir()
    (clone / "reports" / "link").symlink_to(elsewhere, target_is_directory=True)
    assert make(clone, "clean").returncode == 0
    assert not (clone / "reports" / "link").is_symlink()
    assert (elsewhere / "kept.csv").exists()


@pytest.mark.parametrize(
    "name",
    ["x\ndata", "x\n./data/raw", "x\n.", "data\n", "*", "-rf", "$(rm data)", "a b", " data ", "\\data"],
)
def test_clean_takes_a_name_as_one_name_whatever_is_in_it(clone, name):
    raw = clone / "data" / "raw" / "acme" / "crm.csv"
    raw.parent.mkdir()
    raw.write_text("mine", encoding="utf-8")
    for made in (clone / "reports" / name, clone / "data" / "processed" / name, clone / "src" / name):
        made.mkdir(parents=True)
        (made / "page.html").write_text("x", encoding="utf-8")
        (made / "__pycache__").mkdir()
    assert make(clone, "clean").returncode == 0
    assert raw.read_text(encoding="utf-8") == "mine" and (clone / "Makefile").is_file()
    assert list((clone / "reports").iterdir()) == list((clone / "data" / "processed").iterdir()) == []
    assert [path.name for path in (clone / "src" / name).iterdir()] == ["page.html"]


def test_clean_on_a_fresh_clone_has_nothing_to_do(clone):
    result = make(clone, "clean")
    assert (result.returncode, result.stdout) == (0, "")
