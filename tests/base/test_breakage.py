"""A fault is named by its kind and its place in our code, without a word of what it says."""

from ssi_outcomes.base.breakage import name_breakage
from ssi_outcomes.base.toml_text import parse_toml


def test_the_innermost_line_of_ours_is_named():
    try:
        parse_toml(None)
    except Exception as error:
        said = name_breakage(error)
    assert said.startswith(("AttributeError, base/toml_text.py:", "TypeError, base/toml_text.py:"))


def test_an_error_from_elsewhere_has_no_place():
    assert name_breakage(ValueError("Nora Exempla")) == "ValueError, -"
