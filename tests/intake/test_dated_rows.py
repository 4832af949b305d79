"""Every record has its days and its place, whichever table it stands in; a row of a file is one, whatever it holds."""

import pandas as pd
from intake.days import counts, readings, weekly

from ssi_outcomes.intake.dated_rows import count_lines, list_dated, tell_places


def test_records_of_all_tables_are_listed_with_their_days_and_their_place():
    tables = {
        "ssi": readings(("P1", "2026-03-02 09:30", "weeks.csv", 2)),
        "outcomes": counts(("P1", "meetings", "2026-03-02", 3, "weeks.csv", 2)),
    }
    rows = list_dated(tables)
    assert rows["table"].tolist() == ["ssi", "outcomes"]
    assert rows["start"].tolist() == [pd.Timestamp("2026-03-02")] * 2
    assert rows["end"].tolist() == [pd.Timestamp("2026-03-02"), pd.Timestamp("2026-03-08")]
    assert rows["name"].isna().tolist() == [True, False] and rows["count"].tolist()[1] == 3
    assert count_lines(rows) == 1


def test_of_no_table_and_of_rows_without_a_day_nothing_is_listed():
    assert len(list_dated({})) == 0
    assert len(list_dated({"outcomes": counts(("P1", "meetings", None, 3, "weeks.csv", 2))})) == 0


def test_records_without_lines_are_counted_one_by_one():
    rows = list_dated({"outcomes": counts(*weekly("P1", "2026-03-02", 3))})
    assert count_lines(rows.assign(source_line=pd.NA)) == 3
    assert tell_places(rows.assign(source_line=pd.NA), "en") == "weeks.csv"


def test_the_first_lines_of_each_file_are_named():
    table = counts(*weekly("P1", "2026-03-02", 5), ("P1", "meetings", "2026-05-04", 1, "more.csv", 7))
    rows = list_dated({"outcomes": table})
    assert tell_places(rows, "en") == "more.csv, line 7; weeks.csv, lines 2, 3, 4 …"
    assert tell_places(rows, "fr") == "more.csv, ligne 7\u00a0; weeks.csv, lignes 2, 3, 4\u00a0…"
