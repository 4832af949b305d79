"""Catalogues: each language has the same sentences, which need the same values."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, meta

from ssi_outcomes.base.catalogues import (
    FOLDER,
    LANGUAGES,
    MESSAGES,
    SOURCE,
    known_language,
    read_catalogue,
    sentences,
)

OTHERS = [language for language in LANGUAGES if language != SOURCE]
OURS = {"plural", "number", "language"}  # the engine's own verbs


def needed(text: str) -> set[str]:
    """Return the values that a message asks for."""
    return meta.find_undeclared_variables(Environment().parse(text)) - OURS


def test_the_languages_are_the_folders_in_their_order():
    assert LANGUAGES == ("fr", "en")
    assert {file.parent.name for file in FOLDER.glob("*/language.toml")} == set(LANGUAGES)


def test_a_language_without_catalogues_is_not_spoken():
    with pytest.raises(KeyError):
        known_language("de")
    with pytest.raises(KeyError):
        read_catalogue("../words/en", MESSAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_each_language_has_the_same_catalogues(language):
    names = {file.relative_to(FOLDER / SOURCE) for file in (FOLDER / SOURCE).rglob("*") if file.is_file()}
    assert {
        file.relative_to(FOLDER / language) for file in (FOLDER / language).rglob("*") if file.is_file()
    } == names


@pytest.mark.parametrize("language", OTHERS)
def test_each_language_has_the_same_messages_in_the_same_order(language):
    assert list(read_catalogue(language, MESSAGES)) == list(read_catalogue(SOURCE, MESSAGES))


@pytest.mark.parametrize("language", OTHERS)
def test_a_message_needs_the_same_values_in_each_language(language):
    source = read_catalogue(SOURCE, MESSAGES)
    other = read_catalogue(language, MESSAGES)
    assert [key for key, text in source.items() if needed(text) != needed(other[key])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_value_is_called_as_a_verb_of_the_engine(language):
    verbs = re.compile(r"\{\{ (?:plural|number|date|language) \}\}")
    assert [key for key, text in read_catalogue(language, MESSAGES).items() if verbs.search(text)] == []


def test_messages_are_no_prose():
    assert not [key for key in sentences(SOURCE) if key.startswith(("messages.", "language."))]


def test_no_message_waits_for_code_that_is_gone():
    # A key stands in the code as it is, or is put together from a beginning that stands there.
    code = "\n".join(file.read_text("utf-8") for file in Path(FOLDER).parent.rglob("*.py"))
    found = set(re.findall(r"[a-z][a-z0-9_]+", code))
    built = tuple(re.findall(r"f\"([a-z][a-z_]*_)\{", code))
    endings = ("_fix", "_own")  # the doctor's remedies; a plan of one's own
    lost = [
        key
        for key in read_catalogue(SOURCE, MESSAGES)
        if key not in found and not key.startswith(built) and not key.endswith(endings)
    ]
    assert lost == []
