"""Whatever is wrong with a TOML text is said, in one short sentence."""

import pytest

from ssi_outcomes.base.toml_text import parse_toml


def test_a_text_is_what_it_says():
    assert parse_toml('a = 1\n[b]\nc = "d"\n') == {"a": 1, "b": {"c": "d"}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = ", "end of document"),
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
