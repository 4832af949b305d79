"""French as it is printed: ’ for an apostrophe, no-break spaces before double signs and inside « », in all that is said."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest

from ssi_outcomes.base.catalogues import FOLDER, _flatten

FRENCH = FOLDER / "fr"
# What a program reads stays as the program wants it: code, tags, and what stands between the braces of a template.
CODE = re.compile(r"<code>.*?</code>|<[^>]+>|{#.*?#}", re.DOTALL)
TEMPLATE = re.compile(r"{{(.*?)}}|{%(.*?)%}", re.DOTALL)
LITERAL = re.compile(r'"([^"]*)"|\'([^\']*)\'')
SPACES = re.compile(r"(?<=[^\s]) [:;?!%»](?!\S)|« (?=\S)|(?<=\w)[;»](?=\s|$)")
STRAIGHT = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


def prose_of(text: str) -> Iterator[str]:
    """Yield what a template says by itself, a sign in place of what is filled in, then each text inside of its braces."""
    text = CODE.sub("", text)
    yield TEMPLATE.sub(lambda found: "x" if found[1] is not None else "", text)
    for found in TEMPLATE.finditer(text):
        yield from (one or other for one, other in LITERAL.findall(found[1] or found[2]))


def sentences_of() -> dict[str, str]:
    """Return every French sentence by its key, those of programs included."""
    said: dict[str, str] = {}
    # What the language does with numbers and days is told to Babel.
    for path in sorted(set(FRENCH.glob("*.toml")) - {FRENCH / "language.toml"}):
        found: dict[str, str] = {}
        _flatten(tomllib.loads(path.read_text("utf-8")), f"{path.stem}.", found)
        said |= found
    for path in sorted(FRENCH.rglob("*.html")):
        said[str(path.relative_to(FRENCH))] = path.read_text("utf-8")
    return said


SAID = sentences_of()


def faults(text: str, rule: re.Pattern) -> list[str]:
    return [piece for piece in prose_of(text) if rule.search(piece)]


def test_no_apostrophe_between_letters_is_straight():
    assert {key: found for key, text in SAID.items() if (found := faults(text, STRAIGHT))} == {}


def test_no_double_sign_follows_a_plain_space():
    assert {key: found for key, text in SAID.items() if (found := faults(text, SPACES))} == {}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("l'équipe", STRAIGHT),
        ('{{ plural(count, "n\'a", "n\'ont") }} rien', STRAIGHT),
        ("deux : trois", SPACES),
        ("« deux »", SPACES),
        ("{{ count }} % des cas", SPACES),
    ],
)
def test_a_planted_fault_is_found(text, rule):
    assert faults(text, rule)


def test_what_programs_read_is_left_alone():
    for text in ("<code>d'abord ; x</code>", "{% if a : b %}", "{{ n(x) }}\u00a0%", "https://x.y ;z"):
        assert not faults(text, STRAIGHT) and not faults(text, SPACES)
    assert len(SAID) > 1500
