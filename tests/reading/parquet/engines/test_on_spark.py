"""A panel is to Spark what it is to DuckDB, and to memory: the same rows refused, the same words and facts."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from evidence.beyond.test_judged_laid import assert_same
from evidence.panels import draw_frame
from large_home import ABOUT
from spark_here import set_up_spark

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.intake import large_contents
from ssi_outcomes.intake.contents import Contents, read_contents
from ssi_outcomes.reading.opening.limits import Limits
from ssi_outcomes.reading.parquet import panel_folder
from ssi_outcomes.reading.parquet.engines.on_duckdb import open_duckdb
from ssi_outcomes.reading.parquet.engines.on_spark import SparkEngine, open_spark
from ssi_outcomes.reading.parquet.large_rows import match_sources

ROOT, TODAY = Path(__file__).parents[4], date(2026, 11, 1)
OUTCOME, ACTIVITY = "outcome_phone_meetings", "activity_posts"
# A row that breaks each rule.
BROKEN = [
    ("person", None),
    ("person", "team"),
    ("week", pd.NaT),
    ("week", pd.Timestamp("2026-01-06")),
    ("week", pd.Timestamp("2026-01-05 09:00")),
    ("week", pd.Timestamp("2026-10-26")),
    ("week", pd.Timestamp("1999-01-04")),
    ("ssi", 100.1),
    ("ssi", np.inf),
    ("ssi", 0.53),
    ("brand", 25.5),
    ("industry_mean", 101.0),
    ("exposure_days", 8.0),
    ("exposure_days", np.nan),
    (OUTCOME, -1.0),
    (OUTCOME, np.inf),
    (ACTIVITY, 0.5),
]


def draw(seed: int, people: int = 150) -> pd.DataFrame:
    """Return a panel as a warehouse would have it, of so many people over 26 weeks."""
    drawn = draw_frame(seed, people, 26, slope=0.3, rate=1)
    named = {"week_start": "week", "outcome_calls": OUTCOME}
    kept = ["person", "week", "ssi", "exposure_days", OUTCOME, ACTIVITY]
    return drawn.rename(columns=named)[kept]


def write_broken_rules(folder: Path) -> None:
    """Names, in two spellings, in two files of many row groups; rows that break each rule; weeks there twice."""
    rows = draw(11).assign(brand=10.0, industry_mean=40.0)
    rows.loc[rows["person"] == "P01", "brand"] = np.nan
    rows.loc[5, "person"] = "p01 "
    good = rows.iloc[40].to_dict() | {"person": "Q"}
    bad = pd.DataFrame([good | {column: value} for column, value in BROKEN])
    twice = rows.iloc[[60, 61]].assign(ssi=3.0)
    halves = np.arange(len(rows)) % 2 == 0
    rows[halves].to_parquet(folder / "a.parquet", row_group_size=100)
    pd.concat([rows[~halves], bad, twice]).to_parquet(folder / "_b [2].parquet", row_group_size=100)


def write_numbers(folder: Path) -> None:
    """People by whole numbers, moments in nanoseconds and as older programs wrote them, and a decimal; pillars
    in one file alone, and a column that is not read in each.
    """
    rows = draw(12)
    rows["person"] = rows["person"].str.removeprefix("P").astype(int)
    first = rows["person"] < 80
    late = rows[first].assign(week=rows["week"].astype("datetime64[ns]"), brand=12, note="x")
    late.to_parquet(folder / "a.parquet")
    rest = rows[~first].assign(ssi=[Decimal(f"{value:.1f}") for value in rows.loc[~first, "ssi"]])
    table = pa.Table.from_pandas(rest.assign(at=pd.Timestamp("2026-01-05 08:00").time()))
    pq.write_table(table, folder / "b.parquet", use_deprecated_int96_timestamps=True)


def write_partitioned(folder: Path) -> None:
    """A folder for each week, whose Monday stands in its name alone; some rows out of range."""
    rows = draw(13)
    rows.loc[[3, 77], "ssi"] = 101
    for week, part in rows.groupby("week"):
        place = folder / f"week={week:%Y-%m-%d}"
        place.mkdir()
        part.drop(columns="week").to_parquet(place / "part.parquet", row_group_size=40)


def write_kinds_of_weeks(folder: Path) -> None:
    """Weeks as dates, as texts of which some name no day, and as midnights of a zone; people by number and by
    text.
    """
    rows = draw(14).assign(exposure_days=7)
    person = rows["person"].str.removeprefix("P").astype(int)
    texts = rows["week"].dt.strftime("%Y-%m-%d").where(np.arange(len(rows)) % 400 > 0, " 2026-13-01")
    paris = rows["week"].astype("datetime64[us]").dt.tz_localize("Europe/Paris")
    rows.assign(week=rows["week"].dt.date)[person < 50].to_parquet(folder / "a.parquet")
    rows.assign(week=texts, person=person)[person.between(50, 99)].to_parquet(folder / "b.parquet")
    rows.assign(week=paris)[person >= 100].to_parquet(folder / "c.parquet")


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """Spark, once for all panels."""
    place = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in set_up_spark(place / "set-up").items():
            patch.setenv(name, value)
        with open_spark(place / "work") as engine:
            yield engine._session


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setattr("ssi_outcomes.evidence.engine.poisson.EXACT_CELLS", -1)
    shutil.copy(ROOT / "analysis-plan.toml", tmp_path)
    made = tmp_path / "data" / "raw" / "acme"
    made.mkdir(parents=True)
    (made / "dataset.toml").write_text(ABOUT, "utf-8")
    return made


def read_by(opener, folder: Path, monkeypatch) -> Contents:
    with monkeypatch.context() as patch:
        patch.setattr(panel_folder, "LIMITS", Limits(rows=100))
        patch.setattr(large_contents, "choose_opener", lambda: opener)
        return read_contents(folder, TODAY)


def list_refused(found: Contents) -> list[tuple]:
    refused = [(each.file, each.line or 0, each.key, each.column) for each in found.dataset.rejected]
    return sorted(refused)


@pytest.mark.long
@pytest.mark.parametrize(
    "write", [write_broken_rules, write_numbers, write_partitioned, write_kinds_of_weeks]
)
def test_memory_duckdb_and_spark_refuse_the_same_rows_and_come_to_the_same_words(
    session, folder, monkeypatch, write
):
    @contextmanager
    def opener(work: Path):
        yield SparkEngine(session, work)

    write(folder)
    known = read_contents(folder, TODAY)
    by_duckdb, by_spark = (read_by(each, folder, monkeypatch) for each in (open_duckdb, opener))
    assert list_refused(known) == list_refused(by_duckdb) and known.dataset.hash == by_spark.dataset.hash
    assert by_spark.dataset.rejected == by_duckdb.dataset.rejected
    assert by_spark.dataset.files == by_duckdb.dataset.files
    assert by_spark.large.first == by_duckdb.large.first and by_spark.large.notes == by_duckdb.large.notes
    for part in ("outcomes", "families", "families_between"):
        found = getattr(by_spark.large.findings, part)
        assert_same(found, getattr(by_duckdb.large.findings, part))
        assert_same(found, getattr(known.findings, part))
    assert by_spark.large.findings.outcomes["phone_meetings"].verdict.word
    keys = {each.key for each in by_spark.dataset.rejected}
    assert write is not write_broken_rules or len(keys) == 13, keys


@pytest.mark.long
def test_what_comes_back_is_sorted_and_the_pieces_are_gone(session, tmp_path):
    engine = SparkEngine(session, tmp_path)
    many = pa.table({"a": np.arange(5000)[::-1] % 997, "b": np.arange(5000)})
    found = pa.Table.from_batches(engine.stream(engine.keep(many), ("a", "b"), 300)).to_pandas()
    assert found.equals(many.to_pandas().sort_values(["a", "b"], ignore_index=True))
    assert not list((tmp_path / "sorted").glob("part-*.parquet"))


def test_a_type_that_spark_does_not_read_is_named_with_its_file_and_column(folder, tmp_path):
    pytest.importorskip("pyspark")
    draw(11, 2).assign(ssi=np.float16(50)).to_parquet(folder / "a.parquet")
    sources, _ = match_sources(folder, [folder / "a.parquet"], {})
    with pytest.raises(UsageError, match=r"a\.parquet.*ssi.*halffloat"):
        SparkEngine(None, tmp_path).scan(dict(enumerate(sources)))


@pytest.mark.long
def test_on_this_machine_alone_nobody_else_reaches_it(session):
    java = psutil.Process(session.sparkContext._gateway.proc.pid)
    heard = {each.laddr.ip for each in java.net_connections() if each.status == psutil.CONN_LISTEN}
    assert heard and heard <= {"127.0.0.1", "::ffff:127.0.0.1", "::1"}
