"""The study that is loaded equals the one that was read, for described cases, a team's weeks, and odd files."""

from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from ssi_outcomes.base import paths
from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.intake.contents import Contents, read_contents
from ssi_outcomes.intake.receipt import SAID, Receipt
from ssi_outcomes.intake.writing import load_contents, write_contents

ODD = {
    "sous dossier/ssi.csv": 'person,date,ssi\nZoé =Durand,2026-01-05,41.5\n"Li; Wei",2026-01-05,x\nA,2026-01-12,70\n',
    "deals.csv": "Deal Name,Deal Stage,Close Date,Amount,Deal owner\na,Closed Won,2026-01-07,1 200,A\nb,?,,,\n",
    "calls.csv": "person,outcome,start,end,count\nA,phone meetings,2026-01-05,2026-01-11,2\nB,phone meetings,2026-01-05,2026-01-11,\n",
    "notes.txt": "\x00\x01",
    "empty.csv": "",
}


def read(name: str) -> Contents:
    return read_contents(paths.raw_folder(name), date.today())


@cache
def read_ours(name: str) -> Contents:
    """Return a dataset of this repository, read once."""
    return read(name)


def stored(contents: Contents) -> Receipt:
    return Receipt(contents.dataset.name, "", "", (), write_contents(contents))


def check_same(found: object, wanted: object, where: str = "") -> None:
    """Fail unless both are alike down to the types of their cells."""
    if isinstance(wanted, pd.DataFrame):
        pd.testing.assert_frame_equal(found, wanted, check_exact=True)
        for name in (each for each in wanted if pd.api.types.is_object_dtype(wanted[each])):
            assert list(map(type, found[name])) == list(map(type, wanted[name])), f"{where}.{name}"
    elif isinstance(wanted, np.ndarray):
        assert found.dtype == wanted.dtype and np.array_equal(found, wanted, equal_nan=True), where
    elif is_dataclass(wanted):
        assert type(found) is type(wanted), where
        for each in fields(wanted):
            check_same(getattr(found, each.name), getattr(wanted, each.name), f"{where}.{each.name}")
    elif isinstance(wanted, dict):
        assert list(found) == list(wanted), where
        for name in wanted:
            check_same(found[name], wanted[name], f"{where}.{name}")
    elif isinstance(wanted, list | tuple):
        assert type(found) is type(wanted) and len(found) == len(wanted), where
        for place, (one, other) in enumerate(zip(found, wanted, strict=True)):
            check_same(one, other, f"{where}[{place}]")
    else:
        assert type(found) is type(wanted) and (found == wanted or found != found), where


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A repository with the datasets of this one, whose computed files are its own."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "raw").symlink_to(paths.raw_folder(paths.ARTICLE).parent)
    (tmp_path / "analysis-plan.toml").symlink_to(paths.root() / "analysis-plan.toml")
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", ["article", "demo-team"])
def test_what_is_loaded_equals_what_was_read(home, name):
    contents = read_ours(name)
    check_same(load_contents(stored(contents)), contents)


def test_odd_files_come_back_as_they_were_read_and_only_private_files_name_anybody(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SSI_KEY_FILE", str(tmp_path / "key"))
    raw = tmp_path / "home" / "data" / "raw" / "acme"
    for name, text in ODD.items():
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_text(text, "utf-8")
    (tmp_path / "home" / "analysis-plan.toml").write_bytes(
        Path(__file__).parents[2].joinpath("analysis-plan.toml").read_bytes()
    )
    contents = read("acme")
    assert contents.dataset.rejected and contents.dataset.names
    receipt = stored(contents)
    check_same(load_contents(receipt), contents)
    assert (receipt.folder / "private").stat().st_mode & 0o777 == 0o700
    for path in receipt.folder.rglob("*"):
        if path.is_file() and "private" not in path.parts and path.name != "rejected.csv":
            assert b"Durand" not in path.read_bytes(), path


@pytest.mark.parametrize("harmed", [SAID, "tables/ssi.parquet"])
def test_a_stored_file_that_was_altered_or_lost_is_not_taken(home, harmed):
    receipt = stored(read_ours("demo-team"))
    path = receipt.folder / harmed
    content = path.read_bytes()
    for harm in (lambda: path.write_bytes(content[:-1] + b" "), path.unlink):
        harm()
        with pytest.raises(DataRefused, match="missing or was altered"):
            load_contents(receipt)
