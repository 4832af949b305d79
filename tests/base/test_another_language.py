"""A language is catalogues and nothing in Python: a copy of the package speaks one more, made up by this test."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ssi_outcomes.base.catalogues import FOLDER, LANGUAGES

PACKAGE = FOLDER.parent
NEW = "nl"  # known to Babel, so that its numbers, months and plurals are; its words are English with marks
MARKS = str.maketrans("aeioun", "äëïöüñ")
# What is no text for a reader: code of templates, tags, entities, places for a number.
CODE = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|<[^>]*>|&\w+;|%[a-zA-Z]|\{\})", re.DOTALL)
FORMS = re.compile(r"(?<=, )\"([^\"]*)\"(?=[,)])")

SPEAK = """
import json, io, sys
from datetime import date
from ssi_outcomes.base import catalogues, errors, grammar
from ssi_outcomes.desk.new import fill_example
from ssi_outcomes.desk.template import make_workbook
from ssi_outcomes.exhibits.article.phrases import told
from ssi_outcomes.exhibits.article.statements import show_statements
from ssi_outcomes.reading.names.registry import find_outcome, outcomes
from ssi_outcomes.report.page_rules import number_words
from ssi_outcomes.study import open_study
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import say_plain, when
from python_calamine import CalamineWorkbook

NEW = "nl"
facts = {name: Fact(name, 1, "rows", "test") for name in ("n_files", "n_rows", "n_accepted", "n_rejected", "n_blank")}
book = CalamineWorkbook.from_filelike(io.BytesIO(make_workbook("acme", NEW, date(2026, 1, 5), fill_example(NEW))))
study = open_study("article", NEW)
label = outcomes()["contracts"].label[NEW]
print(json.dumps({
    "languages": catalogues.LANGUAGES,
    "spoken": errors.current_language(),
    "message": errors.message("cell_required"),
    "plural": [errors.message("too_many_rows", file="x", count=count, limit=0) for count in (1, 2)],
    "sentence": say_plain("exhibits.files", NEW, facts, sealed=True),
    "exhibit": show_statements(study).tell(NEW),
    "borrowed": [told(person, "name", NEW) for person in study.cases.itertuples()],
    "label": label,
    "found": find_outcome(label.upper()),
    "sheets": book.sheet_names,
    "heads": book.get_sheet_by_index(4).to_python()[0],
    "word": grammar.spell(3, NEW),
    "words": number_words(NEW),
    "number": grammar.show_number(1234.5, NEW),
    "day": str(when("2026-08-01", NEW)),
}))
"""


def mark(text: str) -> str:
    """Return `text` with marks on its letters, code left alone."""
    parts = CODE.split(text)
    return "".join(
        FORMS.sub(lambda form: f'"{form[1].translate(MARKS)}"', part) if place % 2 else part.translate(MARKS)
        for place, part in enumerate(parts)
    )


def write_marked(source: Path, target: Path) -> None:
    """Write a language whose catalogues are those of `source`, marked."""
    for file in sorted(source.rglob("*.*")):
        copy = target / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if file.name == "language.toml":
            about = tomllib.loads(file.read_text("utf-8"))
            about |= {"place": 99, "names": NEW, "numbers": about["numbers"].translate(MARKS)}
            copy.write_text(write_toml(about), "utf-8")
        elif file.suffix == ".toml":
            copy.write_text(write_toml(tomllib.loads(file.read_text("utf-8")), mark), "utf-8")
        else:
            copy.write_text(mark(file.read_text("utf-8")), "utf-8")


def write_toml(table: dict, change=lambda text: text, path: str = "") -> str:
    lines, below = [], []
    for name, value in table.items():
        if isinstance(value, dict):
            below.append(f"[{path}{name}]\n" + write_toml(value, change, f"{path}{name}."))
        else:
            # JSON's strings are TOML's.
            lines.append(
                f"{json.dumps(name)} = {json.dumps(change(value) if isinstance(value, str) else value)}\n"
            )
    return "".join([*lines, *below])


@pytest.fixture(scope="module")
def spoken(tmp_path_factory) -> dict:
    """Return what a package with one more folder of catalogues says in that language."""
    home, root = tmp_path_factory.mktemp("home"), PACKAGE.parents[1]
    source = home / "src"
    shutil.copytree(PACKAGE, source / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(root / "data" / "raw" / "article", home / "data" / "raw" / "article")
    shutil.copy(root / "analysis-plan.toml", home)
    write_marked(FOLDER / "en", source / PACKAGE.name / FOLDER.name / NEW)
    environment = {**os.environ, "PYTHONPATH": str(source), "SSI_LANG": NEW, "SSI_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", SPEAK], cwd=home, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_it_is_one_of_the_languages_and_spoken_where_it_is_asked_for(spoken):
    assert spoken["languages"] == [*(code for code in LANGUAGES if code != NEW), NEW]
    assert spoken["spoken"] == NEW


def test_messages_come_out_in_it(spoken):
    assert spoken["message"] == mark("the cell is empty, and this column must be filled. Fill it in.")


def test_plurals_follow_its_rule(spoken):
    one, two = spoken["plural"]
    assert one.startswith("x: 1 röw, ") and two.startswith("x: 2 röws, ")


def test_sentences_of_exhibits_come_out_in_it(spoken):
    assert spoken["sentence"].startswith("1\u00a0fïlë, 1\u00a0röw rëäd: 1 äccëptëd")
    assert "stätëmëñts äböüt" in spoken["exhibit"]["sentence"]


def test_the_tables_of_the_article_are_in_english_and_say_so(spoken):
    assert "Benoit" in spoken["borrowed"]
    assert mark("stands here in English") in spoken["exhibit"]["sentence"]


def test_what_is_counted_has_its_names_and_is_found_by_them(spoken):
    assert spoken["label"] == "cöñträcts" and spoken["found"] == "contracts"


def test_the_template_is_in_it(spoken):
    assert spoken["sheets"][1] == "Aböüt" and spoken["heads"][0] == mark("Person")
    assert "Phöñë mëëtïñgs" in spoken["heads"]


def test_numbers_and_days_are_its_own(spoken):
    assert spoken["word"] == "thrëë" and spoken["words"][0] == "thrëë"
    assert spoken["number"] == "1.234,5"
    assert spoken["day"] == '<time datetime="2026-08-01">1 augustus 2026</time>'


# What may name a language: where a user's locale is guessed, the language of the sources, the tables of the
# article and the invented companies, which keep their files in French.
NAMED = {
    "base/errors.py",
    "base/catalogues.py",
    "worlds/world_folder.py",
    "reading/package/constraints.py",
    "exhibits/team/rulings_here.py",
}


def test_no_language_is_named_in_the_code():
    named = re.compile(r"[\"'](?:\w+_)?(?:fr|en)[\"']|\bis_french\b")
    found = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if named.search(file.read_text("utf-8"))
    }
    assert found <= NAMED, f"name no language in code: {sorted(found - NAMED)}"
    assert found == NAMED, f"take off the list: {sorted(NAMED - found)}"
