"""A large file of a folder is the same dataset by either way, and is cut by its columns where that is safe."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ssi_outcomes.reading.bulk import clean
from ssi_outcomes.reading.bulk.clean import open_sheets
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.tables import rows

LARGE = "Date;Personne;SSI;RDV\n" + "".join(
    f"{day:02d}/02/2026;P{person:03d};{40 + person % 20};{day % 3}\n"
    for day in range(1, 29)
    for person in range(300)
)


def read_folder(folder: Path, text: str, *, fast: bool):
    (folder / "suivi.csv").write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "MANY", rows.MANY if fast else 10**9)
        patch.setattr(clean, "SMALL", 100_000 if fast else 10**12)
        return read_team(folder, date(2026, 7, 1))


@pytest.mark.parametrize(
    "more",
    ["", "26/02/2026;P001;154;1\n13/02/2026;P002;42;7\n", "31/02/2026;P001;50;1\n", ";;;\n13/02/2026;P003\n"],
    ids=["clean", "rules", "no such day", "uncut"],
)
def test_a_large_file_in_a_folder_is_the_same_dataset_by_either_way(tmp_path, more):
    text = LARGE + more
    assert len(text) > 100_000 and text.count("\n") > rows.MANY
    fast, strict = (read_folder(tmp_path, text, fast=each) for each in (True, False))
    for name in strict.tables:
        pd.testing.assert_frame_equal(fast.tables[name], strict.tables[name])
    assert fast.files == strict.files and fast.rejected == strict.rejected and fast.hash == strict.hash
    assert [each.raw for each in fast.rejected] == [each.raw for each in strict.rejected]
    assert bool(more) == bool(fast.rejected)


def test_from_a_megabyte_on_a_clean_text_is_cut_by_its_columns(tmp_path):
    (tmp_path / "a.csv").write_text(LARGE + LARGE.partition("\n")[2] * (clean.SMALL // len(LARGE)), "utf-8")
    (tmp_path / "b.csv").write_text(LARGE, "utf-8")
    assert [open_sheets(tmp_path / name, name)[0].bulk is not None for name in ("a.csv", "b.csv")] == [
        True,
        False,
    ]
