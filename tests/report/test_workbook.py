"""The workbook behind a report: numbers with all their digits, text that is never run, nobody shown singly in what is shared."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
import python_calamine
from markupsafe import escape

from ssi_outcomes.report import export_workbook
from ssi_outcomes.report.workbook import COLUMNS
from ssi_outcomes.words.facts import Fact, write_facts

ABOUT = {"dataset": "acme", "dataset_hash": "a" * 64, "plan_hash": "b" * 64}
# Sixteen digits: what a workbook holds of a number.
FULL = 1.097342610182736
FACTS = [
    Fact("months", None, "months", "derivations", 7, 8, comparator="between"),
    Fact("ratio", FULL, "rate ratio", "engine", 0.95, 1.27, 0.9, 12),
    Fact("status", "not testable", "claims", "judge"),
]
RATIO = f'<data class="fact" data-fact="ratio" value="{FULL}">1.10</data>'
HOSTILE = [
    '=HYPERLINK("https://example.org","click")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r\n=cmd|'/c calc'!A0",
    " =1+1",
    "＝1+1",
    "https://example.org/a",
    "mailto:a@example.org",
    "_x003D_1+1",
    "0123",
    "<b>&amp;</b>",
]


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A dataset's folder with facts and two tables; `put` adds more."""
    monkeypatch.delenv("AUDIENCE", raising=False)
    write_facts(tmp_path / "facts" / "01.json", FACTS, {"notebook": "01", **ABOUT})
    put(tmp_path, "ledger", "<table><caption>The ledger</caption><thead><tr><th>Claim</th><th>Ratio</th></tr></thead>"
        f"<tbody><tr><th>A rise helps</th><td>{RATIO}</td></tr><tr><th>A word</th><td>about {RATIO}</td></tr></tbody></table>", place=1)  # fmt: skip
    put(tmp_path, "files", table("Files", ["a.csv"]))
    put(tmp_path, "sentence", "")
    return tmp_path


def put(folder: Path, name: str, html: str, notebook: str = "01", place: int = 0) -> None:
    (folder / "exhibits").mkdir(exist_ok=True)
    for language in ("fr", "en"):
        (folder / "exhibits" / f"{name}.{language}.json").write_text(
            json.dumps({"notebook": notebook, "place": place, "table": html}), "utf-8"
        )


def table(caption: str, texts: list[str]) -> str:
    rows = "".join(f"<tr><th>row</th><td>{escape(text)}</td></tr>" for text in texts)
    return f"<table><caption>{escape(caption)}</caption><thead><tr><th>What</th><th>{escape(caption)}</th></tr></thead><tbody>{rows}</tbody></table>"


def read(content: bytes) -> dict[str, list[list[object]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@pytest.mark.parametrize(
    ("language", "first", "second"), [("fr", "Lisez-moi", "faits"), ("en", "Read me", "facts")]
)
def test_sheets_come_in_the_order_of_the_notebooks(folder, language, first, second):
    put(folder, "a_later_one", table("Later", ["x"]), "02")
    sheets = read(export_workbook(folder, language))
    assert list(sheets) == [first, second, "files", "ledger", "a_later_one"]
    assert sheets["ledger"] == [
        ["The ledger", ""],
        ["Claim", "Ratio"],
        ["A rise helps", FULL],
        ["A word", "about 1.10"],
    ]


def test_the_facts_are_all_there_and_what_is_not_known_is_empty(folder):
    head, *rows = read(export_workbook(folder, "en"))["facts"]
    assert tuple(head) == COLUMNS
    assert rows == [
        ["months", "", 7.0, 8.0, "", "", "months", "between", "derivations", "01"],
        ["ratio", float(f"{FULL:.12g}"), 0.95, 1.27, 0.9, 12.0, "rate ratio", "=", "engine", "01"],
        ["status", "not testable", "", "", "", "", "claims", "=", "judge", "01"],
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_first_sheet_says_what_all_this_is(folder, language):
    text = str(read(export_workbook(folder, language))["Lisez-moi" if language == "fr" else "Read me"])
    for said in (
        "acme",
        "a" * 64,
        "b" * 64,
        "ssi-outcomes",
        "'ledger', 'The ledger'",
        *(f"'{name}', " for name in COLUMNS),
    ):
        assert said in text


def test_hostile_text_is_shown_and_never_run(folder):
    put(folder, "=SUM(A1)"[:1] + "hostile", table("=1+1", HOSTILE))
    content = export_workbook(folder, "en")
    xml = parts(content)
    sheets = [
        ElementTree.fromstring(text) for name, text in xml.items() if name.startswith("xl/worksheets/sheet")
    ]
    tags = {element.tag.rpartition("}")[2] for sheet in sheets for element in sheet.iter()}
    assert "f" not in tags and "hyperlink" not in tags and "c" in tags
    assert not [
        name
        for name in xml
        if "externalLink" in name or name.endswith(".rels") and "worksheets" in name or "vba" in name.lower()
    ]
    assert not re.search(
        r'Target="(?!worksheets/|theme/|styles|sharedStrings|xl/|docProps/)', "".join(xml.values())
    )
    caption, head, *rows = read(content)["=hostile"]
    assert caption[0] == "'=1+1" and head[1] == "'=1+1"
    # Each is text, as the page would show it, behind an apostrophe where a spreadsheet could take it for a formula.
    assert [row[1] for row in rows] == [
        '\'=HYPERLINK("https://example.org","click")', "'+1+1", "'-2+3", "'@SUM(A1)", "'=1+1", "'=cmd|'/c calc'!A0", "'=1+1", "'＝1+1",
        "https://example.org/a", "mailto:a@example.org", "_x003D_1+1", "0123", "<b>&amp;</b>",
    ]  # fmt: skip


def test_a_formula_in_a_fact_is_text_too(folder):
    write_facts(
        folder / "facts" / "02.json",
        [Fact("=id()", "=1+1", "@unit", "\t=source")],
        {"notebook": "=02", **ABOUT},
    )
    row = next(row for row in read(export_workbook(folder, "en"))["facts"] if "id()" in row[0])
    assert row == ["'=id()", "'=1+1", "", "", "", "", "'@unit", "=", "'\t=source", "'=02"]


def test_the_same_tables_are_the_same_bytes(folder):
    assert export_workbook(folder, "fr") == export_workbook(folder, "fr") != export_workbook(folder, "en")


def test_headings_stay_in_sight(folder):
    xml = parts(export_workbook(folder, "en"))
    frozen = [
        re.search(
            r'<pane xSplit="1" ySplit="(\d)"[^>]* state="frozen"', xml[f"xl/worksheets/sheet{number}.xml"]
        )
        for number in (1, 2, 3, 4)
    ]
    assert [found and found[1] for found in frozen] == [None, "1", "2", "2"]


def test_names_of_sheets_are_short_and_differ(folder):
    for ending in ("first", "second"):
        put(folder, f"person-{'x' * 30}{ending}", table(ending, ["x"]))
    put(folder, "Facts", table("not the facts", ["x"]))
    sheets = read(export_workbook(folder, "en"))
    assert {"Facts-2", "person-" + "x" * 24, "person-" + "x" * 22 + "-2"} <= set(sheets)


def test_refused_rows_are_in_no_workbook_to_share(folder, monkeypatch):
    put(folder, "refused", table("Refused", ["the score was 140 on that day"]))
    assert "refused" not in read(export_workbook(folder, "en")) and "140" not in str(
        parts(export_workbook(folder, "en"))
    )
    shared = export_workbook(folder, "fr")
    monkeypatch.setenv("AUDIENCE", "private")
    assert "140" in str(read(export_workbook(folder, "fr"))["refused"])
    privacy = {"shared": "Fait pour être partagé", "private": "Fait pour soi"}
    assert privacy["shared"] in str(read(shared)) and privacy["private"] in str(
        read(export_workbook(folder, "fr"))
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_articles_workbook_has_every_recorded_table(built_reports, language):
    sheets = read(built_reports[language].with_suffix(".xlsx").read_bytes())
    assert {"people", "claims", "open_claims", "truth", "rivals", "data_needed", "person-benoit"} <= set(
        sheets
    )
    assert [row[2] for row in sheets["people"]][2:4] == [12.0, 15.0]
    facts = json.loads(built_reports[language].with_name("article.facts.json").read_text("utf-8"))["facts"]
    assert [row[0] for row in list(sheets.values())[1][1:]] == [fact["id"] for fact in facts]
