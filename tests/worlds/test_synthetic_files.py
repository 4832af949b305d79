"""Files of synthetic data: each says so in its first line, and what stands already is left alone."""

from datetime import date

import jinja2
import pytest

from ssi_outcomes.worlds.synthetic_files import (
    ENGLISH_LINE,
    FRENCH_LINE,
    comma,
    fill_dataset_toml,
    french_day,
    iso_week,
    weekly_rows,
    write_english,
    write_files,
    write_french,
)


def test_a_table_begins_with_the_line_that_nobody_in_it_exists():
    rows = [("Nom", "Score"), ("P01", "45,5"), ("a;b,c", "")]
    assert write_french(rows) == f'{FRENCH_LINE}\nNom;Score\nP01;45,5\n"a;b,c";\n'
    assert write_english(rows) == f'{ENGLISH_LINE}\nNom,Score\nP01,"45,5"\n"a;b,c",\n'


def test_a_row_has_the_count_of_each_column_for_its_person_and_week():
    counted = {("posts", "P01"): 3, ("searches", "P01"): 0, ("posts", "P02"): 5, ("searches", "P02"): 8}
    monday = date(2026, 1, 5)
    rows = weekly_rows(
        [("P01", monday), ("P02", monday)],
        {"posts": "Posts made", "searches": "Searches"},
        lambda name, person, week: counted[name, person] if week == monday else -1,
    )
    assert list(rows) == [
        ("Person", "Week", "Posts made", "Searches"),
        ("P01", "2026-W02", 3, 0),
        ("P02", "2026-W02", 5, 8),
    ]


def test_a_week_belongs_to_the_year_of_its_thursday():
    assert [iso_week(date(2020, 12, 28)), iso_week(date(2024, 12, 30)), iso_week(date(2026, 1, 5))] == [
        "2020-W53",
        "2025-W01",
        "2026-W02",
    ]


def test_days_and_numbers_are_written_as_a_french_company_writes_them():
    assert (french_day(date(2026, 1, 5)), french_day(None)) == ("05/01/2026", "")
    assert (comma(45), comma(0.005), comma(1234.567)) == ("45,00", "0,01", "1234,57")


def test_a_file_that_says_the_same_is_not_written_again_and_another_is(tmp_path):
    contents = {"b.csv": b"1\n", "a.csv": b"2\n"}
    paths = write_files(tmp_path, contents)
    assert [path.name for path in paths] == ["b.csv", "a.csv"]
    before = [path.stat().st_ino for path in paths]
    write_files(tmp_path, {"b.csv": b"1\n", "a.csv": b"3\n"})
    # A file that is written whole is a new one in the place of the old.
    assert [path.stat().st_ino == old for path, old in zip(paths, before, strict=True)] == [True, False]
    assert [path.read_bytes() for path in paths] == [b"1\n", b"3\n"]


@pytest.mark.parametrize("template", ["demo_dataset.toml.j2", "world_dataset.toml.j2"])
def test_a_template_with_a_value_missing_is_not_filled_in_with_nothing(template):
    with pytest.raises(jinja2.UndefinedError):
        fill_dataset_toml(template, {})
