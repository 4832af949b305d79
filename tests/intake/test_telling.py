"""What became of each file is told whole, and without anybody's name where it may travel."""

import pytest

from ssi_outcomes.intake.telling import list_files, list_refusals, shown_values, tell_files
from ssi_outcomes.reading.dataset import Dataset, SourceFile
from ssi_outcomes.reading.parsed import Rejected

HIDES = "What may be a name is hidden"


def rejected(line: int, value: str, file: str = "calls.csv", raw: str = "") -> Rejected:
    return Rejected(file, "number_unreadable", line, "count", value, raw=raw)


def dataset(*refused: Rejected, labels: dict[str, str] | None = None, **about) -> Dataset:
    """A team of one person, with one file of which three rows were taken beside those that were refused."""
    file = "calls.csv" if labels is None else next(iter(labels.values()))
    source = SourceFile(file, "outcomes", 3 + len(refused), 3, len(refused), 0, 99, "0")
    return Dataset(
        "acme", {}, about, {}, (source,), "0", refused, names={"Zoé Durand": "P1"}, labels=labels or {}
    )


def test_rows_refused_for_one_reason_in_one_column_are_one_line_with_their_number_and_the_first():
    told = tell_files(dataset(rejected(7, "many"), rejected(9, "few")), "en")
    assert told == [
        "calls.csv: outcomes; rows read: 5, accepted: 3, refused: 2, blank: 0",
        "  2 rows (the first: line 7, column count): “…” is not a number. Write it as 1234.5 or 1234,5.",
    ]


def test_a_file_that_was_not_read_is_told_with_its_reason_alone():
    refusal = Rejected("calls.csv", "header_twice", values={"line": 1, "header": "count"})
    unread = SourceFile("calls.csv", "outcomes", 0, 0, 0, 0, 99, "0", refusal=refusal)
    told = tell_files(Dataset("acme", {}, {}, {}, (unread,), "0", (refusal,)), "en")
    assert told == [
        "Not read: calls.csv, line 1: the same column is there twice (count). Delete or rename the one that is too many."
    ]


def test_where_a_file_name_was_hidden_a_last_line_says_where_it_stands():
    hidden = dataset(labels={"calls Durand.csv": "calls P1.csv"})
    assert tell_files(hidden, "en")[0].startswith("calls P1.csv: ")
    assert HIDES in tell_files(hidden, "en")[-1]
    assert HIDES not in "".join(tell_files(dataset(labels={"calls.csv": "calls.csv"}), "en"))


def test_for_this_computer_alone_each_file_keeps_its_own_name():
    ((shown, own, said),) = list_files(dataset(labels={"calls Durand.csv": "calls P1.csv"}))
    assert (shown, own, said) == ("calls P1.csv", "calls Durand.csv", "")


def test_a_refused_row_is_listed_with_the_cell_and_the_text_as_they_stood(monkeypatch):
    monkeypatch.setenv("SSI_LANG", "en")
    (row,) = list_refusals(dataset(rejected(7, "many", raw="Zoé Durand;many")))
    reason = "“many” is not a number. Write it as 1234.5 or 1234,5."
    assert row == ["calls.csv", 7, "count", "many", reason, "Zoé Durand;many"]


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("value", "Zoé Durand", "…"),  # a cell in words may be anybody's name
        ("value", "12,5", "12,5"),
        ("file", "calls of Durand.csv", "calls of P1.csv"),
        ("line", 7, 7),
        ("header", "Quatrepoint", "…"),  # in some tables the people are the columns
        ("header", "count", "count"),
    ],
)
def test_on_a_page_a_message_names_nobody(name, value, shown):
    assert shown_values(dataset(), {name: value}) == {name: shown}


def test_to_the_one_who_runs_it_headers_are_told_without_the_names_that_are_known():
    headers = {"header": "Quatrepoint, Durand"}
    assert shown_values(dataset(), headers, page=False) == {"header": "Quatrepoint, P1"}


def test_of_invented_data_nothing_is_hidden():
    values = {"value": "Zoé Durand", "header": "Quatrepoint"}
    assert shown_values(dataset(synthetic=True), values) == values
