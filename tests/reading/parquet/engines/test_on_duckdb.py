"""DuckDB tells a file, the row in it and the moment of a week, however they are stored."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ssi_outcomes.reading.parquet.engines.on_duckdb import open_duckdb
from ssi_outcomes.reading.parquet.large_rows import match_sources


def test_a_row_is_known_by_its_number_in_its_file_whatever_its_groups(folder, rows, tmp_path):
    many = pd.concat([rows] * 50, ignore_index=True).assign(ssi=np.arange(1, 201))
    for name in "ab":
        many.to_parquet(folder / f"{name}.parquet", row_group_size=16)
    assert pq.ParquetFile(folder / "a.parquet").num_row_groups == 13
    sources, _ = match_sources(folder, [folder / "a.parquet", folder / "b.parquet"], {})
    with open_duckdb(tmp_path) as engine:
        found = engine.scan({7: sources[1], 5: sources[0]}).collect("pandas").to_native()
    assert (found["row"] == found["ssi"]).all()
    assert found["file"].value_counts().to_dict() == {5: 200, 7: 200}


def test_what_is_kept_takes_the_place_of_what_was(tmp_path, rows):
    with open_duckdb(tmp_path) as engine:
        for part in (rows, rows.iloc[:1]):
            kept = engine.keep(pa.Table.from_pandas(part))
            assert len(kept.collect("pandas").to_native()) == len(part)
