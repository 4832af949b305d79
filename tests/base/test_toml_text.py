"""Whatever is wrong with a TOML text is said, in one short sentence."""

import pytest

from ssi_outcomes.base.toml_text import parse_toml


def test_a_text_is_what_it_says():
    assert parse_toml('a = 1\n[b]\nc = "d"\n') == {"a": 1, "b": {"c": "d"}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = ", "missing or not closed, at its end"),
        ('a = """b', "at its end"),
        ("[a]\nb = 1\n[a]\nc = 2\n", "twice.*line 3, column 3"),
        ("a = b\n", "line 1, column 5"),
        ("a = 1\na = 2\n", "twice.*line 2, column 6"),
        ("a = " + "[" * 20_000, "nested deeper"),
        ("a = " + "{b = " * 20_000, "nested deeper"),
        ("a = " + "9" * 10_000, "more digits"),
        ("a = [1, 2, -" + "1" * 5_000 + "]", "more digits"),
    ],
)
def test_what_nobody_would_write_is_said_too(text, said, monkeypatch):
    monkeypatch.setenv("SSI_LANG", "en")
    with pytest.raises(ValueError, match=said) as fault:
        parse_toml(text)
    assert len(str(fault.value)) < 200


def test_it_is_said_in_the_users_language(monkeypatch):
    monkeypatch.setenv("SSI_LANG", "fr")
    with pytest.raises(ValueError, match="deux fois.*ligne 3"):
        parse_toml("[people]\n[b]\n[people]\n")
