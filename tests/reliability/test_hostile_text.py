"""Hostile names and notes in every field: none runs in a browser, none breaks a figure, a path, a spreadsheet or a sentence.

Two reports are made of them: the one to share of a real team, where nobody's words may be seen, and the one for oneself of a synthetic
team, where files and cells are shown as they are called.
"""

from __future__ import annotations

import base64
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from reliability.hostile_dataset import plant, quote
from reliability.hostile_texts import PERSON, SAID, TEXTS, UNSAID, mark_of, texts
from reliability.planted import find_planted
from waiting import HANGS

from ssi_outcomes.base.errors import DataRefused, message
from ssi_outcomes.base.paths import root
from ssi_outcomes.base.tame import MOST_MARKS
from ssi_outcomes.exhibits.frame.exhibit import Table
from ssi_outcomes.figures import draw_person_weeks
from ssi_outcomes.figures.canvas import as_svg, style
from ssi_outcomes.reading import read_dataset
from ssi_outcomes.reading.kinds.described.about import LONGEST, check_about
from ssi_outcomes.reading.kinds.described.about_files import Said
from ssi_outcomes.report import export_report
from ssi_outcomes.report.page_rules import check_html, compare_languages
from ssi_outcomes.report.story import open_story, tell
from ssi_outcomes.words.facts import read_citable

LANGUAGES = ("fr", "en")
SECRET = (PERSON, UNSAID)
# What a terminal obeys, and what turns words round; a tab and a line's end are none of it.
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FORMULA = re.compile(r"[\s\u200b]*[=+\-@＝＋－＠]|[\t\r\n]")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Run:
    """A finished report: its repository, what was there before, the other folders that a program may write to, and what it said."""

    home: Path
    before: dict[str, bytes]
    around: Path
    code: int
    said: str

    @property
    def reports(self) -> dict[str, Path]:
        return {language: next((self.home / "reports").glob(f"*.{language}.html")) for language in LANGUAGES}

    @property
    def processed(self) -> Path:
        return self.home / "data" / "processed" / "acme"


def make_report(base: Path, audience: str, synthetic: bool) -> Run:
    home, around = base / "home", base / "around"
    shutil.copytree(root() / "data" / "raw" / "article", home / "data" / "raw" / "article")
    shutil.copytree(root() / "notebooks", home / "notebooks")
    shutil.copy(root() / "analysis-plan.toml", home)
    plant(home / "data" / "raw" / "acme", synthetic=synthetic)
    places = {name: around / name for name in ("user", "temporary", "here")}
    for place in places.values():
        place.mkdir(parents=True)
    env = {
        **os.environ,
        "SSI_HOME": str(home),
        "SSI_KEY_FILE": str(base / "key"),
        "SSI_LANG": "en",
        "AUDIENCE": audience,
    }
    env |= {"HOME": str(places["user"]), "TMPDIR": str(places["temporary"])}
    before = contents(home)
    ssi = shutil.which("ssi", path=str(Path(sys.executable).parent))
    done = subprocess.run(
        [ssi, "report", "--dataset", "acme"],
        env=env,
        cwd=places["here"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
    )
    return Run(home, before, around, done.returncode, done.stdout + done.stderr)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Run:
    return make_report(tmp_path_factory.mktemp("shared"), "shared", synthetic=False)


@pytest.fixture(scope="module")
def private(tmp_path_factory) -> Run:
    return make_report(tmp_path_factory.mktemp("private"), "private", synthetic=True)


@pytest.fixture(params=["shared", pytest.param("private", marks=pytest.mark.long)])
def run(request) -> Run:
    """Each of the two reports in turn."""
    return request.getfixturevalue(request.param)


def test_there_are_enough_of_them_and_enough_is_taken_for_a_full_report(shared):
    assert len(set(texts("note"))) == len(TEXTS) >= 23
    facts = read_citable(shared.processed / "facts")
    assert (
        facts["n_people"] >= 40 and facts["n_weeks_with_reading"] >= 8 * 40 and facts["n_real_events"] > 100
    )


def test_the_report_is_made_without_an_alarm(run):
    assert run.code == 0, run.said
    assert not re.search(r"traceback|warning|\berror", run.said, re.IGNORECASE), run.said


def test_what_is_said_on_the_screen_is_whole_lines_that_a_terminal_does_not_obey(run):
    assert OBEYED.findall(run.said) == []
    fates = [line for line in run.said.splitlines() if line.endswith("blank: 0")]
    assert len(fates) >= len(TEXTS)
    assert all(
        re.fullmatch(
            r"[^\n]{1,200}: [\w ,'’()-]+; rows read: \d+, accepted: \d+, refused: \d+, blank: 0", line
        )
        for line in fates
    )


def test_nothing_is_written_but_to_the_places_of_results(run):
    after = contents(run.home)
    assert {name: after.get(name) for name in run.before} == run.before
    new = sorted(after.keys() - run.before.keys())
    assert [
        name
        for name in new
        if not re.fullmatch(
            r"(data/processed/(acme|article)|reports)/[\w./-]+|data/raw/acme/looks\.csv", name, re.ASCII
        )
    ] == []
    assert list((run.around / "here").iterdir()) == []
    assert find_planted((*SECRET, SAID), run.around) == []
    assert not list(Path(tempfile.gettempdir()).glob("zq*")) and not list(Path("/etc").glob("zq*"))


# --- pages


def test_each_page_keeps_every_rule_and_both_tell_the_same(run):
    pages = {language: path.read_text("utf-8") for language, path in run.reports.items()}
    facts = read_citable(run.processed / "facts")
    assert {language: check_html(page, facts, language) for language, page in pages.items()} == {
        "fr": [],
        "en": [],
    }
    assert compare_languages(pages["fr"], pages["en"]) == []
    assert OBEYED.findall(pages["fr"] + pages["en"]) == []


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_runs_nothing_is_asked_for_and_nothing_is_out_of_reach(visit, run, language, width):
    seen = visit(run.reports[language], width=width)
    seen.page.wait_for_timeout(200)
    assert seen.requests == [seen.address] and seen.errors == []
    assert seen.page.evaluate("window.fired") is None
    assert seen.page.evaluate(OVERFLOW) == 0
    assert all(
        seen.page.evaluate("[...document.images].map(image => image.complete && image.naturalWidth > 0)")
    )


@pytest.fixture(scope="module")
def one_by_one(shared, tmp_path_factory) -> list[tuple[str, str, Path]]:
    """A page for each text alone, as the dataset's title and as how its people were chosen, and in which language."""
    folder, pages = tmp_path_factory.mktemp("pages"), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSI_HOME", str(shared.home))
        patch.setenv("SSI_KEY_FILE", str(shared.home.parent / "key"))
        story = open_story("acme", "en")
        facts = read_citable(shared.processed / "facts")
        for place, text in enumerate(texts("title")):
            language = LANGUAGES[place % 2]
            about, problems = check_about([Said("dataset.toml", {"title": text, "chosen": text})])
            assert problems == ()
            dataset = replace(
                story.dataset, title=about.title, about={**story.dataset.about, "chosen": about.chosen}
            )
            answer = tell(replace(story, dataset=dataset, language=language), "answer").data
            path = folder / f"{place}.html"
            path.write_text(export_report(_notebook(answer), language, facts), "utf-8")
            pages.append((text, language, path))
    return pages


def _notebook(section: str):
    import nbformat

    output = nbformat.v4.new_output("display_data", {"text/html": section})
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("", outputs=[output], metadata={"tags": ["report"]})]
    )


@pytest.mark.browser
def test_each_text_is_read_in_the_heading_and_changes_nothing_around_it(visit, one_by_one):
    seen = visit(one_by_one[0][2], width=360)
    for text, _, path in one_by_one:
        seen.page.goto(path.as_uri())
        title, chosen = (seen.page.inner_text(place) for place in ("h1 cite", ".limits cite"))
        assert seen.page.evaluate("window.fired") is None and seen.errors == [], text
        assert seen.page.evaluate(OVERFLOW) == 0, text
        assert seen.page.evaluate("document.querySelector('h1').getBoundingClientRect().height") < 500, text
        assert len(title) <= LONGEST["title"] and len(chosen) <= LONGEST["chosen"]
        for sign in (sign for sign in text[:100] if sign.isascii() and sign.isprintable() and sign != " "):
            assert sign in title, text
        # The sentence before the words of the data stands to their left, whatever these are.
        before, own = (
            "document.querySelector('.limits li:nth-child(2)')",
            "document.querySelector('.limits cite')",
        )
        starts = (
            f"[{before}.getBoundingClientRect().left, ...[...{own}.getClientRects()].map(box => box.left)]"
        )
        left, *boxes = seen.page.evaluate(starts)
        assert all(box >= left - 1 for box in boxes), text
    assert set(seen.requests) == {path.as_uri() for _, _, path in one_by_one}


def test_no_page_holds_a_mark_that_turns_words_round_or_a_heap_of_accents(one_by_one):
    for text, _, path in one_by_one:
        page = path.read_text("utf-8")
        assert OBEYED.findall(page) == [], text
        heaps = "".join("M" if unicodedata.category(sign) in ("Mn", "Me") else " " for sign in page).split()
        assert max(map(len, heaps), default=0) <= MOST_MARKS, text


# --- figures


def test_a_figure_takes_any_name_as_plain_letters(recwarn):  # the font has no emoji, and says so
    names = [
        text[:60]
        for text in texts(
            "person", "nul", "control", "return", "tab", "newline", "astral", "invisible", "override"
        )
    ]
    weeks = pd.DataFrame(
        {"person": names, "week_start": pd.Timestamp("2026-01-05"), "ssi": 40.0, "events": 1}
    )
    with style():
        svg = as_svg(draw_person_weeks(weeks, lambda key, **words: key))
    ElementTree.fromstring(svg)


@pytest.mark.browser
def test_each_figure_of_a_run_is_a_picture(visit, run, tmp_path):
    figures = sorted((run.processed / "figures").glob("*.svg"))
    sources = [
        f'<img src="data:image/svg+xml;base64,{base64.b64encode(path.read_bytes()).decode()}">'
        for path in figures
    ]
    (tmp_path / "figures.html").write_text("".join(sources), "utf-8")
    widths = visit(tmp_path / "figures.html").page.evaluate(
        "[...document.images].map(image => image.naturalWidth)"
    )
    assert len(widths) >= 10 and min(widths) > 0


# --- notebooks


def test_no_output_of_a_notebook_holds_a_live_element_of_theirs(run):
    notebooks = sorted((run.processed / "notebooks").glob("*.ipynb"))
    assert len(notebooks) >= 5
    for path in notebooks:
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            for output in cell.get("outputs", ()):
                assert output["output_type"] != "error" and output.get("name") != "stderr", path.name
                assert (
                    not {"text/markdown", "text/latex", "application/javascript", "image/svg+xml"}
                    & output.get("data", {}).keys()
                )
                html = "".join(output.get("data", {}).get("text/html", ""))
                assert (
                    list(_alive(html)) == [] and list(_typeset(html)) == [] and OBEYED.findall(html) == []
                ), path.name


def _alive(html: str) -> Iterator[str]:
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        if tag.name in ("script", "svg", "iframe", "style", "title", "main") or any(
            name.startswith("on") for name in tag.attrs
        ):
            yield str(tag)[:80]
        if (
            not tag.get("href", "https:").startswith("https:")
            or not tag.get("src", "data:image/").startswith("data:image/")
            or tag.get("value") == "999999"
        ):
            yield str(tag)[:80]


def _typeset(html: str) -> Iterator[str]:
    """Yield each text that JupyterLab's MathJax would take for a formula."""
    for text in BeautifulSoup(html, "html.parser").find_all(string=re.compile(r"\$|\\[(\[]|\\begin")):
        if text.find_parent(["code", "pre"]) is None and text.find_parent(class_="mathjax_ignore") is None:
            yield text[:80]


# --- spreadsheets and files for programs


def test_no_workbook_holds_a_formula_a_link_or_a_text_that_becomes_one(run):
    books = sorted((run.home / "reports").glob("*.xlsx"))
    assert len(books) == 2
    for path in books:
        with zipfile.ZipFile(path) as book:
            parts = {name: book.read(name) for name in book.namelist()}
        assert not [
            name for name in parts if re.search("external|vba|connections|embed", name, re.IGNORECASE)
        ]
        cells = []
        for name, part in parts.items():
            for element in ElementTree.fromstring(part).iter():
                kind = element.tag.rpartition("}")[2]
                assert kind not in ("f", "hyperlink", "hyperlinks", "ddeLink"), (name, kind)
                assert element.get("TargetMode") != "External", name
                cells += ["".join(element.itertext())] if kind == "si" else []
        assert [text for text in cells if _would_run(text)] == []
        assert OBEYED.findall("".join(cells)) == []


def test_no_csv_holds_a_cell_that_a_spreadsheet_would_run(run):
    paths = sorted(run.processed.rglob("*.csv"))
    assert {"rejected.csv", "people.csv", "files.csv"} <= {path.name for path in paths}
    for path in paths:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}, path.name
        assert [cell for row in rows for cell in row if _would_run(cell)] == [], path.name


def _would_run(text: str) -> bool:
    return bool(FORMULA.match(text)) and text != "=" and not NUMBER.fullmatch(text)


def test_what_was_refused_is_kept_with_its_reason(run):
    with (run.processed / "rejected.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) > 200 and all(row["reason"] for row in rows)
    assert {"outcome", "activity", "count", "date", "seat", "currency", "status"} <= {
        match for row in rows for match in re.findall(r"zqu-(\w+)", row["raw"])
    }


def test_the_facts_are_json_without_anybodys_words(run):
    (path,) = (run.home / "reports").glob("*.facts.json")
    assert json.loads(path.read_text("utf-8"))["facts"]
    assert find_planted((*SECRET, SAID), path.parent, apart=("*.html", "*.xlsx")) == []


def test_a_shared_report_says_nothing_that_stands_in_the_files(shared):
    assert find_planted(SECRET, shared.home / "reports") == []
    assert (
        find_planted(SECRET, shared.processed, apart=("private/*", "rejected.csv", "tables/people.parquet"))
        == []
    )  # roles stay in a table of this computer


def test_the_words_would_have_been_found(shared, tmp_path):
    page = shared.reports["fr"].read_text("utf-8")
    (tmp_path / "page.html").write_text(page.replace("</h1>", f" {mark_of('person')}</h1>", 1), "utf-8")
    assert find_planted((*SECRET, SAID), tmp_path) == [f"page.html: {PERSON}", f"page.html: {SAID}"]


# --- what cannot be taken at all


@pytest.mark.parametrize("line", ["{} = 1", "time_zone = {}", "language = {}", "picked = {}", "[definitions.{}]\nmeaning = \"x\"", "[[coverage]]\ntable = {}", "[[coverage]]\ntable = \"ssi\"\nstart = {}", "[world]\n[{}]\nx = 1"])  # fmt: skip
def test_a_description_that_makes_no_sense_is_refused_in_plain_lines(tmp_path, line):
    (tmp_path / "acme").mkdir()
    for text in texts("toml"):
        (tmp_path / "acme" / "dataset.toml").write_text(line.format(quote(text)) + "\n", "utf-8")
        with pytest.raises(DataRefused) as refused:
            read_dataset(tmp_path / "acme")
        for language in LANGUAGES:
            said = refused.value.text(language)
            assert OBEYED.findall(said) == [] and len(said) < 2_000, text


def test_a_table_shows_a_cell_of_theirs_as_letters():
    for text in texts("cell"):
        soup = BeautifulSoup(
            str(Table(message("page_table", "en"), ["a", text], [(text, text)]).html()), "html.parser"
        )
        assert {tag.name for tag in soup.find_all(True)} == {
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        }
