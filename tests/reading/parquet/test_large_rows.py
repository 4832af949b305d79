"""The rows of a large panel: what files have, what they are asked for, and who is who."""

from __future__ import annotations

import pandas as pd

from ssi_outcomes.reading.parquet.engines.on_duckdb import open_duckdb
from ssi_outcomes.reading.parquet.large_rows import are_numbers, lay_rows, match_sources, our_columns


def lay(folder, sources) -> pd.DataFrame:
    """Return all rows of the files."""
    with open_duckdb(folder) as engine:
        return lay_rows(engine, sources).sort("file", "row").collect("pandas").to_native()


def test_names_with_quotes_in_files_and_columns_stay_what_they_are(folder, rows):
    path = folder / 'o\'b "a".parquet'
    rows.rename(columns={"ssi": 'the "score\'s"'}).to_parquet(path)
    entry = {"columns": {"ssi": 'the "score\'s"'}}
    sources, refused = match_sources(folder, [path], {path.name: entry})
    assert not refused and not are_numbers(sources)
    assert our_columns(sources)[0] == "exposure_days"
    found = lay(folder, sources)
    assert sorted(found["ssi"].dropna()) == [40, 50, 60] and found["person"].nunique() == 2
    assert found["row"].tolist() == [1, 2, 3, 4] and (found["file"] == 0).all()


def test_two_spellings_have_one_number_and_nobody_has_none(folder, rows):
    rows.assign(person=["Nora", "NORA ", "team", None]).to_parquet(folder / "a.parquet")
    sources, _ = match_sources(folder, [folder / "a.parquet"], {})
    assert lay(folder, sources)["person"].fillna(-1).tolist() == [0, 0, -1, -1]


def test_a_number_that_is_none_is_not_known(folder, rows):
    pd.concat([rows.assign(ssi=float("nan"))]).to_parquet(folder / "a.parquet")
    sources, _ = match_sources(folder, [folder / "a.parquet"], {})
    assert lay(folder, sources)["ssi"].isna().all()


def test_a_column_that_some_files_have_is_not_known_in_the_others(folder, rows):
    rows.to_parquet(folder / "a.parquet")
    rows.assign(brand=20, exposure_days=5).to_parquet(folder / "b.parquet")
    sources, _ = match_sources(folder, [folder / "a.parquet", folder / "b.parquet"], {})
    found = lay(folder, sources)
    assert found["brand"].fillna(-1).tolist() == [-1] * 4 + [20] * 4
    assert found["exposure_days"].tolist() == [7] * 4 + [5] * 4
