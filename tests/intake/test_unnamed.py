"""What a message says of a cell, a header or a file names nobody where it may travel."""

from dataclasses import replace

import pytest

from ssi_outcomes.intake.unnamed import Unnamed, shown_values
from ssi_outcomes.reading.dataset import Dataset


def team(labels: dict[str, str] | None = None, **about) -> Dataset:
    """A team of one person, whose files are shown by these labels."""
    return Dataset("acme", {}, about, {}, (), "0", names={"Zoé Durand": "P1"}, labels=labels or {})


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("value", "Zoé Durand", "…"),  # a cell in words may be anybody's name
        ("value", "12,5", "12,5"),
        ("file", "calls of Durand.csv", "calls of P1.csv"),
        ("line", 7, 7),
        ("header", "Quatrepoint", "…"),  # in some tables the people are the columns
        ("header", "count", "count"),
        ("outcome", "Quatrepoint 3", "… 3"),  # a cell that names what is counted is one, too
    ],
)
def test_on_a_page_a_message_names_nobody(name, value, shown):
    assert shown_values(team(), {name: value}) == {name: shown}


def test_to_the_one_who_runs_it_headers_are_told_without_the_names_that_are_known():
    headers = {"header": "Quatrepoint, Durand"}
    assert shown_values(team(), headers, page=False) == {"header": "Quatrepoint, P1"}


def test_of_invented_data_nothing_is_hidden():
    values = {"value": "Zoé Durand", "header": "Quatrepoint"}
    assert shown_values(team(synthetic=True), values) == values


def test_a_remark_that_names_a_file_its_sheet_or_a_member_alone_names_nobody():
    labels = {"Doe.xlsx › Roe": "P-AAAA.xlsx › P-BBBB", "own.zip › Doe.csv": "own.zip › P-AAAA.csv"}
    values = {"file": "Doe.xlsx", "sheet": "Roe", "member": "Doe.csv", "folder": "Roehampton"}
    shown = {"file": "P-AAAA.xlsx", "sheet": "P-BBBB", "member": "P-AAAA.csv", "folder": "Roehampton"}
    assert shown_values(team(labels=labels), values, page=False) == shown


def test_what_a_file_is_called_is_hidden_without_its_ending_too():
    labels = {
        **{"calls Jane Doe.csv": "calls ….csv", "new/Doe.xlsx › Roe": "new/P-AAAA.xlsx › P-BBBB"},
        "own.xlsx › A. Roe": "own.xlsx › P-CCCC",
    }
    values = {"file": "calls Jane Doe.csv", "paste": '# person = "calls Jane Doe"\n# person = "Doe" # A or B'}
    shown = {"file": "calls ….csv", "paste": '# person = "calls …"\n# person = "P-AAAA" # A or B'}
    assert shown_values(team(labels=labels), values, page=False) == shown


@pytest.mark.parametrize("name", ["Person", "Score", "Date", "Semaine"])
def test_somebody_who_is_called_as_columns_are_is_not_looked_for_in_headers(name):
    data = replace(team(), names={name: "P-CCCC"})
    headers = {"header": f"{name}, personal, semaines", "paste": f'"{name}" = "date"'}
    assert shown_values(data, headers, page=False) == headers
    assert shown_values(data, {"file": f"suivi{name}nel 2026.csv"}, page=False) == {
        "file": f"suivi{name}nel 2026.csv"
    }


def test_one_message_hides_nothing_of_the_next():
    unnamed = Unnamed(team(), page=False)
    assert unnamed.of({"value": "brave few", "why": "brave few"}) == {"value": "…", "why": "…"}
    assert unnamed.of({"value": "7", "why": "brave few"}) == {"value": "7", "why": "brave few"}


def test_that_something_was_hidden_is_known_afterwards():
    unnamed = Unnamed(team(), page=False)
    unnamed.of({"value": "12"})
    assert not unnamed.is_hidden
    unnamed.of({"value": "Zoé Durand"})
    unnamed.of({"value": "12"})
    assert unnamed.is_hidden


def test_a_cell_that_is_called_as_a_sheet_is_hidden_and_a_file_keeps_its_label():
    labels = {"Doe.xlsx › brave few": "P-AAAA.xlsx › P-BBBB"}
    values = {"value": "brave few", "file": "Doe.xlsx › brave few"}
    assert shown_values(team(labels=labels), values) == {"value": "…", "file": "P-AAAA.xlsx › P-BBBB"}
