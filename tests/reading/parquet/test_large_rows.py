"""The query of a large panel: what files have, what they are asked for, and who is who."""

from __future__ import annotations

import duckdb
import pandas as pd

from ssi_outcomes.reading.parquet.large_rows import (
    NAMES,
    are_numbers,
    match_sources,
    number_people,
    our_columns,
    query_rows,
)


def test_names_with_quotes_in_files_and_columns_stay_what_they_are(folder, rows):
    path = folder / 'o\'b "a".parquet'
    rows.rename(columns={"ssi": 'the "score\'s"'}).to_parquet(path)
    entry = {"columns": {"ssi": 'the "score\'s"'}}
    sources, refused = match_sources(folder, [path], {path.name: entry})
    assert not refused and not are_numbers(sources)
    assert our_columns(sources)[0] == "exposure_days"
    with duckdb.connect() as engine:
        number_people(engine, sources)
        found = engine.sql(query_rows(sources)).df()
    assert sorted(found["ssi"].dropna()) == [40, 50, 60] and found["person"].nunique() == 2
    assert found["row"].tolist() == [1, 2, 3, 4] and (found["file"] == 0).all()


def test_two_spellings_have_one_number_and_nobody_has_none(folder, rows):
    rows.assign(person=["Nora", "NORA ", "team", None]).to_parquet(folder / "a.parquet")
    sources, _ = match_sources(folder, [folder / "a.parquet"], {})
    with duckdb.connect() as engine:
        number_people(engine, sources)
        named = dict(engine.sql(f"SELECT name, number FROM {NAMES}").fetchall())
        found = engine.sql(query_rows(sources)).df()
    assert named == {"Nora": 0, "NORA ": 0}
    assert found["person"].fillna(-1).tolist() == [0, 0, -1, -1]


def test_a_number_that_is_none_is_not_known(folder, rows):
    pd.concat([rows.assign(ssi=float("nan"))]).to_parquet(folder / "a.parquet")
    sources, _ = match_sources(folder, [folder / "a.parquet"], {})
    with duckdb.connect() as engine:
        number_people(engine, sources)
        assert engine.sql(query_rows(sources)).df()["ssi"].isna().all()
