"""Options that the environment may give: what is neither yes nor no is refused."""

import pytest

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.desk.options import choose_languages, is_yes


@pytest.mark.parametrize(("value", "meant"), [("1", True), (" Oui ", True), ("", False), ("NON", False)])
def test_yes_and_no_are_known_in_both_languages(value, meant, monkeypatch):
    monkeypatch.setenv("PDF", value)
    assert is_yes("PDF") is meant


def test_what_is_neither_is_refused(monkeypatch):
    monkeypatch.setenv("PDF", "peut-être")
    with pytest.raises(UsageError) as refused:
        is_yes("PDF")
    assert refused.value.key == "yes_or_no"


def test_both_is_each_language_and_a_language_is_itself():
    assert set(choose_languages("both")) == {"fr", "en"} and choose_languages("fr") == ("fr",)
