"""Exhibits: what they say of the article, worked out by hand, and that hostile text stays text."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest
from exhibits.told_studies import read_article

import helpers
from ssi_outcomes import exhibits
from ssi_outcomes.base.paths import notebooks_folder
from ssi_outcomes.exhibits.article.statement_facts import statement_facts
from ssi_outcomes.figures.canvas import WIDTH, as_svg, style
from ssi_outcomes.study import Study
from ssi_outcomes.words.sentences import SECTIONS, sentences

ROOM = Path(exhibits.__file__).parent
TOLD_APART = re.compile(
    r"isinstance\(study, (?:Case|Panel)Study|study\.alone|is_panel|is_alone|state == .cases"
)
DOORS = {"elsewhere.py", "keep.py"}  # those that sort studies, and nothing else


def test_who_reads_is_told_by_the_room_and_asked_nowhere_else():
    texts = [path for path in ROOM.rglob("*.py") if path.name not in DOORS]
    texts += [*SECTIONS.parent.rglob("*.html"), *SECTIONS.parent.rglob("*.toml")]
    assert len(texts) > 80
    assert [path.name for path in texts if TOLD_APART.search(path.read_text("utf-8"))] == []


def test_each_room_has_a_verb_for_whatever_its_notebooks_show():
    for room, names in {
        "article": ("01", "02", "03"),
        "team": ("01", "04", "05", "06", "07"),
        "alone": ("01", "04", "05", "06", "07"),
    }.items():
        for path in (path for name in names for path in notebooks_folder().glob(f"{name}-*.ipynb")):
            verbs = set(re.findall(r"h\.(show_\w+)\(study", path.read_text("utf-8")))
            assert verbs and not [verb for verb in verbs if not hasattr(exhibits.find_room(room), verb)]
            assert verbs <= {*exhibits.__all__} & {*helpers.__all__}


def test_the_menu_waits_for_no_reader_of_raw_files_and_for_no_room():
    """Each notebook imports the menu first: what one on data that were read has no use of stays out of it."""
    idle = ["ssi_outcomes.reading.kinds", "ssi_outcomes.reading.tables", "ssi_outcomes.reading.parquet"]
    idle += ["ssi_outcomes.evidence.drawn", "ssi_outcomes.evidence.judge", "ssi_outcomes.worlds", "nbformat"]
    idle += [f"{exhibits.__name__}.{room}" for room in exhibits.ROOMS.values()]
    code = f"import sys, helpers; print([name for name in {idle} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture(scope="module")
def study() -> Study:
    return read_article()


@pytest.fixture(scope="module")
def shown(study) -> dict[str, exhibits.Exhibit]:
    return {exhibit.name: exhibit for exhibit in exhibits.show_all(study)}


def test_every_exhibit_speaks_both_languages_from_the_same_facts(shown):
    for name, exhibit in shown.items():
        french, english = exhibit.tell("fr"), exhibit.tell("en")
        assert french["sentence"] != english["sentence"], name
        for part in ("sentence", "table"):
            assert set(re.findall('data-fact="([^"]+)"', french[part])) == set(
                re.findall('data-fact="([^"]+)"', english[part])
            ), (name, part)


def test_every_picture_has_a_replacement_text_in_both_languages(shown):
    pictures = [exhibit for exhibit in shown.values() if exhibit.draw]
    # A person's exhibit has the person in its name.
    with_text = {name for name in shown if f"alt.{name.partition('-')[0]}" in sentences("en")}
    assert {each.name for each in pictures} == with_text != set()
    for exhibit in pictures:
        assert len(exhibit.tell("fr")["alt"]) > 60 and len(exhibit.tell("en")["alt"]) > 60
        assert "<" not in exhibit.tell("fr")["alt"]


def test_the_same_picture_has_the_same_bytes_and_fits_a_phone(shown):
    with style():
        first, again = (as_svg(shown["people"].figure("fr")) for _ in range(2))
    assert first == again and "<dc:date>" not in first
    assert shown["people"].figure("en").get_size_inches()[0] == WIDTH


def test_every_stated_number_is_a_fact_and_nothing_unstated_is(study):
    facts = {fact.id for fact in statement_facts(study)}
    assert {"benoit_ssi", "isabelle_ssi", "claude_rise", "benoit_months"} <= facts
    assert "leslie_ssi" not in facts and "benoit_posts" not in facts


@pytest.fixture
def hostile(study) -> Study:
    name = '<img src=x onerror="alert(1)">$^$_{'
    cases = study.cases.assign(name_en=name, name_fr=name, relation_en="_" + name, interest_fr=name)
    return dataclasses.replace(
        study, dataset=dataclasses.replace(study.dataset, tables={**study.dataset.tables, "cases": cases})
    )


@pytest.mark.parametrize(
    "make",
    [
        exhibits.show_people,
        exhibits.show_truth_table,
        exhibits.show_rivals,
        exhibits.show_coverage,
        exhibits.show_false_trail,
    ],
)
def test_hostile_names_stay_text_and_can_be_drawn(hostile, make):
    exhibit = make(hostile)
    for language in ("fr", "en"):
        told = exhibit.tell(language)
        assert "<img" not in told["sentence"] + told["table"]
        if exhibit.draw:
            with style():
                assert "onerror" not in as_svg(exhibit.figure(language))


def test_hostile_person_stays_text(hostile):
    told = exhibits.show_person(hostile, "benoit").tell("fr")
    assert "<img" not in told["sentence"] + told["table"] and "&lt;img" in told["sentence"]
