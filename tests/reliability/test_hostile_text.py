"""Hostile names and notes in every field: none runs in a browser, none breaks a figure, a path, a spreadsheet or a sentence.

Two reports are made of them: the one to share of a real team, where nobody's words may be seen, and the one for oneself of a synthetic
team, where files and cells are shown as they are called.
"""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import tempfile
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from reliability.hostile_run import LANGUAGES, Run, contents, make_report
from reliability.hostile_texts import PERSON, SAID, TEXTS, UNSAID, mark_of, texts
from reliability.obeyed import OBEYED, find_alive, find_typeset, would_run
from reliability.planted import find_planted

from ssi_outcomes.base.tame import MOST_MARKS
from ssi_outcomes.reading.kinds.described.about import LONGEST, check_about
from ssi_outcomes.reading.kinds.described.about_files import Said
from ssi_outcomes.report import export_report
from ssi_outcomes.report.page_rules import check_html, compare_languages
from ssi_outcomes.report.story import open_story, tell
from ssi_outcomes.words.facts import read_citable

SECRET = (PERSON, UNSAID)
# How pandas lays out a table that a chapter shows of numbers of its own: the same of every table.
PANDAS_STYLE = re.search("<style.*?</style>", pd.DataFrame()._repr_html_(), re.DOTALL)[0]
# In `make test`, every so many-th text has a page of its own; all of them have one in the long part.
SOME = 5
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


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


@pytest.fixture(
    scope="module", params=[("shared", SOME), pytest.param(("private", 1), marks=pytest.mark.long)], ids=str
)
def one_by_one(request, tmp_path_factory) -> list[tuple[str, str, Path]]:
    """A page for each text alone, as the dataset's title and as how its people were chosen, and in which language."""
    name, step = request.param
    run = request.getfixturevalue(name)
    folder, pages = tmp_path_factory.mktemp("pages"), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSI_HOME", str(run.home))
        patch.setenv("SSI_KEY_FILE", str(run.home.parent / "key"))
        story = open_story("acme", "en")
        facts = read_citable(run.processed / "facts")
        for place, text in [*enumerate(texts("title"))][::step]:
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

    # The answer leads to the comparison, which is not in a page of the answer alone.
    whole = str(section).strip().removesuffix("</section>") + '<p id="compare"></p></section>'
    output = nbformat.v4.new_output("display_data", {"text/html": whole})
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("", outputs=[output], metadata={"tags": ["report"]})]
    )


@pytest.mark.browser
def test_each_text_is_read_in_the_heading_and_changes_nothing_around_it(visit, one_by_one):
    seen = visit(one_by_one[0][2], width=360)
    for text, _, path in one_by_one:
        seen.page.goto(path.as_uri())
        title, chosen = (seen.page.inner_text(place) for place in (".about cite", ".limits cite"))
        assert seen.page.evaluate("window.fired") is None and seen.errors == [], text
        assert seen.page.evaluate(OVERFLOW) == 0, text
        assert seen.page.evaluate("document.querySelector('.about').getBoundingClientRect().height") < 500, (
            text
        )
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
                html = "".join(output.get("data", {}).get("text/html", "")).replace(PANDAS_STYLE, "")
                assert (
                    list(find_alive(html)) == []
                    and list(find_typeset(html)) == []
                    and OBEYED.findall(html) == []
                ), path.name


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
        assert [text for text in cells if would_run(text)] == []
        assert OBEYED.findall("".join(cells)) == []


def test_no_csv_holds_a_cell_that_a_spreadsheet_would_run(run):
    paths = sorted(run.processed.rglob("*.csv"))
    assert {"rejected.csv", "people.csv", "files.csv"} <= {path.name for path in paths}
    for path in paths:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}, path.name
        assert [cell for row in rows for cell in row if would_run(cell)] == [], path.name


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
