"""Which engine reads a panel is asked for once, and holds for all that a run starts; what does not fit is refused."""

from __future__ import annotations

import os

import pandas as pd
import pytest

from ssi_outcomes.base.errors import LANGUAGES, UsageError
from ssi_outcomes.intake.asked_engine import (
    ENGINE,
    MASTER,
    asked_engine,
    asking_for,
    check_engine,
    choose_opener,
    find_way,
    is_for_spark,
)
from ssi_outcomes.reading.opening.limits import Limits
from ssi_outcomes.reading.parquet import panel_folder
from ssi_outcomes.reading.parquet.engines import spark_session
from ssi_outcomes.reading.parquet.engines.on_duckdb import open_duckdb
from ssi_outcomes.running.pipeline import make_report


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Return a home with a panel of two rows and a data set that is none."""
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.delenv(ENGINE, raising=False)
    monkeypatch.delenv(MASTER, raising=False)
    raw = tmp_path / "data" / "raw"
    for name in ("panel", "team"):
        (raw / name).mkdir(parents=True)
    pd.DataFrame({"person": [1, 2], "ssi": [50, 60]}).to_parquet(raw / "panel" / "a.parquet")
    (raw / "team" / "ssi.csv").write_text("person,date,ssi\n", "utf-8")
    return tmp_path


def test_it_is_asked_for_as_long_as_it_is_and_duckdb_otherwise(home, monkeypatch):
    assert asked_engine() == "duckdb" and choose_opener() is open_duckdb
    with asking_for("Spark", "local[2]"):
        assert asked_engine() == "spark" and choose_opener().keywords == {"master": "local[2]"}
    assert ENGINE not in os.environ and MASTER not in os.environ
    monkeypatch.setenv(ENGINE, "spark")
    with asking_for("duckdb", ""):
        assert asked_engine() == "duckdb"
    assert asked_engine() == "spark"


def test_an_engine_that_is_none_is_named_with_those_that_there_are(home):
    with pytest.raises(UsageError, match="hadoop.*duckdb, spark"), asking_for("hadoop", ""):
        pass
    assert ENGINE not in os.environ


def test_what_is_no_panel_is_not_for_spark_and_for_duckdb_all_is(home):
    check_engine("team")
    with asking_for("spark", ""), pytest.raises(UsageError) as refused:
        make_report("team")
    for language in LANGUAGES:
        said = refused.value.text(language)
        assert "team" in said and "Parquet" in said and len(said.splitlines()) == 1
    assert not (home / "data" / "processed" / "team").exists()


def test_a_panel_is_not_begun_without_spark(home, monkeypatch):
    monkeypatch.setattr(spark_session, "find_spec", lambda name: None)
    with asking_for("spark", ""), pytest.raises(UsageError, match="pyspark"):
        make_report("panel")
    assert not (home / "data" / "processed" / "panel").exists()


def test_a_panel_that_fits_into_memory_is_another_reading_by_spark_and_a_larger_one_is_not(home, monkeypatch):
    assert [find_way(name) for name in ("panel", "team")] == ["", ""]
    panel, team = (home / "data" / "raw" / name for name in ("panel", "team"))
    assert not is_for_spark(panel)
    with asking_for("spark", ""):
        assert [find_way(name) for name in ("panel", "team")] == ["large", ""]
        monkeypatch.setattr(panel_folder, "LIMITS", Limits(rows=1))
        assert find_way("panel") == "" and is_for_spark(panel) and not is_for_spark(team)
