"""What was refused is handed back beside the reports, renewed at each check, and gone with the last fault."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from report.marked import read_marked
from running.tiny_runs import Heard
from tiny_home import move_in

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.base.files import hash_file
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.running import handing_back, pipeline
from ssi_outcomes.running.handing_back import can_hand_back, checked_copy, hand_back, keep_up, tell_copy
from ssi_outcomes.running.pipeline import check_dataset

BAD = "person,week of,phone meetings\nA,2026-01-05,2\nA,2026-01-13,1\n"
GOOD = BAD.replace("13", "12")


@pytest.fixture
def raw(tmp_path, monkeypatch) -> Path:
    move_in(tmp_path, monkeypatch)
    file = tmp_path / "data" / "raw" / "acme" / "calls.csv"
    file.parent.mkdir()
    file.write_text(BAD)
    return file


def read(content: str, raw: Path) -> Path | None:
    raw.write_text(content)
    read_stored("acme")
    return hand_back("acme")


def test_a_fault_is_found_at_its_cell_and_the_file_itself_is_untouched(raw):
    before = hash_file(raw)
    copy = read(BAD, raw)
    assert copy == checked_copy("acme") and hash_file(raw) == before
    book = read_marked(copy.read_bytes())
    assert book["To put right"]["C3"].value == 3 and "C4" not in book["To put right"]
    assert book["calls.csv"]["C5"].value == "2026-01-13" and "Monday" in book["calls.csv"]["C5"].comment


@pytest.mark.skipif(os.name == "nt", reason="not run: the rights of a POSIX file")
def test_nobody_else_on_this_computer_reads_it(raw):
    assert stat.S_IMODE(read(BAD, raw).stat().st_mode) == 0o600


def test_it_goes_with_the_last_fault(raw):
    assert read(BAD, raw).is_file()
    assert read(GOOD, raw) is None and not checked_copy("acme").exists()


def test_it_is_renewed_only_where_there_is_one(raw):
    read(BAD, raw)
    checked_copy("acme").write_bytes(b"of before")
    keep_up("acme")
    assert checked_copy("acme").read_bytes() != b"of before"
    checked_copy("acme").unlink()
    keep_up("acme")
    assert not checked_copy("acme").exists()


def test_one_that_a_spreadsheet_keeps_open_stops_nothing_and_is_said(raw, monkeypatch):
    read(BAD, raw)
    monkeypatch.setattr(handing_back, "write_whole", refuse)
    for tell in (tell_copy, keep_up):
        assert tell("acme").startswith("reports/acme.check.xlsx is still as it was before")
    assert "a week that does not begin on a Monday" in check_dataset("acme", Heard())
    raw.write_text(BAD.replace("01-05", "01-06"))
    heard = Heard()
    with pytest.raises(DataRefused):
        check_dataset("acme", heard)
    assert "another program" in heard.said[-1]


def refuse(path: Path, content: bytes, mode: int) -> None:
    raise PermissionError(13, "in use", str(path))


def test_where_not_a_single_row_was_taken_it_is_handed_back_all_the_same(raw):
    with pytest.raises(DataRefused):
        read(BAD.replace("01-05", "01-06"), raw)
    listed = read_marked(hand_back("acme").read_bytes())["To put right"]
    assert [listed["C3"].value, listed["C4"].value] == [2, 3]


def test_a_refusal_for_another_reason_hands_back_nothing_of_before(raw):
    read(BAD, raw)
    (raw.parent / "dataset.toml").write_text("language = 7\n")
    with pytest.raises(DataRefused):
        read_stored("acme")
    assert hand_back("acme") is None


def test_of_rows_in_parquet_there_is_no_copy_and_none_is_promised(raw):
    def say() -> str:
        run = SimpleNamespace(dataset="acme", receipt=read_stored("acme"), progress=Heard())
        pipeline._say_left_out(run)
        return "\n".join(run.progress.said)

    assert can_hand_back("acme") is False and "acme.check.xlsx" in say() and can_hand_back("acme")
    raw.unlink()
    rows = {"person": ["A", "A"], "week": pd.to_datetime(["2026-01-05", "2026-01-12"]), "ssi": [40.0, 101.0]}
    pd.DataFrame(rows | {"outcome_phone_meetings": [1, 2]}).to_parquet(raw.with_name("panel.parquet"))
    said = say()
    assert "1 row: a score that is not possible" in said and "check.xlsx" not in said
    assert not can_hand_back("acme") and hand_back("acme") is None
