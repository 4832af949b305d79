"""What became of each file of a panel adds up."""

from __future__ import annotations

import pandas as pd

from ssi_outcomes.reading.parquet.panel_fates import list_fates, take_prints
from ssi_outcomes.reading.parquet.panel_rows import Opened
from ssi_outcomes.reading.parsed import Rejected


def test_each_file_has_one_fate_and_a_row_that_breaks_two_rules_counts_once():
    opened = Opened(pd.DataFrame(), ("a", "b"), (4, 2), (("region",), ()), ())
    rejected = [
        Rejected("a", "rule_negative", 3),
        Rejected("a", "panel_not_monday", 3),
        Rejected("b", "too_many_refused"),
        Rejected("c", "file_panel_broken"),
    ]
    fates = list(list_fates(opened, rejected, ["d"], {"a": (9, "f")}, str.upper))
    assert [(each.name, each.table, each.rows, each.accepted, each.rejected) for each in fates] == [
        ("A", "panel", 4, 3, 1),
        ("B", "refused", 0, 0, 0),
        ("C", "refused", 0, 0, 0),
        ("D", "ignored", 0, 0, 0),
    ]
    ((key, said),) = fates[0].notes
    assert (key, said["columns"]) == ("panel_columns_unread", "region")
    assert fates[1].refusal.file == "B"


def test_a_file_that_has_gone_has_no_fingerprint(tmp_path):
    (tmp_path / "a").write_bytes(b"12")
    assert take_prints(tmp_path, [tmp_path / "a", tmp_path / "gone"])["a"][0] == 2
