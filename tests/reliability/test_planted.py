"""The search for names that slipped out finds them however they are written, and wherever they are packed."""

from __future__ import annotations

import base64
import io
import json
import zipfile

import pandas as pd
import pytest
import xlsxwriter
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from reliability.planted import find_planted

NAME = "Hélène Test-Planted"


def found(folder, content: str | bytes, name: str = "page.html") -> list[str]:
    path = folder / "out" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return find_planted([NAME], path.parent)


@pytest.mark.parametrize(
    "text",
    [
        "by Hélène Test-Planted.",
        "HÉLÈNE TEST-PLANTED",
        "He\u0301le\u0300ne\u00a0Test\u2011Planted",
        "H&eacute;l&#232;ne Test-Planted",
        "<b>Hélène</b> <i>Test-Planted</i>",
        "H<b>élène</b> Test-Planted",
        "<svg><!-- helene_test_planted --></svg>",
        "https://x.example/in/helene-test-planted-12ab/",
        "helene.test.planted@x.example",
        "https://x.example/?q=H%C3%A9l%C3%A8ne%20Test-Planted",
        json.dumps({"name": NAME}),
        "Hélène\n   Test-Planted",
        "P01;Hélène  TestPlanted;3",
    ],
)
def test_a_name_is_found_however_it_is_written(tmp_path, text):
    assert found(tmp_path, text) == [f"page.html: {NAME}"]


@pytest.mark.parametrize(
    "text", ["Hélène", "Test-Planted", "Hélène Test", "P-7KQ2", "mhélène test plantedness"]
)
def test_what_is_not_the_name_is_not_found(tmp_path, text):
    assert found(tmp_path, text) == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig"])
def test_a_name_is_found_in_other_encodings(tmp_path, encoding):
    assert found(tmp_path, f"x;{NAME};y".encode(encoding)) == [f"page.html: {NAME}"]


def test_a_name_is_found_in_the_name_of_a_file(tmp_path):
    assert found(tmp_path, "", "Helene_Test-Planted.fr.html") == [f"Helene_Test-Planted.fr.html: {NAME}"]
    (tmp_path / "out" / "test planted helene").mkdir()
    assert find_planted(["Test Planted Hélène"], tmp_path / "out") == []  # an empty folder holds nothing


def test_a_name_is_found_in_a_workbook_and_in_its_properties(tmp_path):
    for name, fill in (
        ("cells.xlsx", lambda book: book.add_worksheet().write(0, 0, NAME)),
        ("properties.xlsx", lambda book: book.set_properties({"author": NAME})),
    ):
        content = io.BytesIO()
        with xlsxwriter.Workbook(content) as book:
            fill(book)
        assert f"{name}: {NAME}" in found(tmp_path, content.getvalue(), name)


def test_a_name_is_found_in_a_zip_in_a_zip(tmp_path):
    inner, outer = io.BytesIO(), io.BytesIO()
    for content, name, body in ((inner, "a.txt", NAME.encode()), (outer, "b.zip", None)):
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(name, body or inner.getvalue())
    assert found(tmp_path, outer.getvalue(), "c.zip") == [f"c.zip: {NAME}"]


def test_a_name_is_found_in_a_table_of_columns(tmp_path):
    content = io.BytesIO()
    pd.DataFrame({"person": [f"P{number}" for number in range(500)] + [NAME]}).to_parquet(content)
    assert found(tmp_path, content.getvalue(), "panel.parquet") == [f"panel.parquet: {NAME}"]


def picture() -> bytes:
    told, content = PngInfo(), io.BytesIO()
    told.add_text("Author", NAME, zip=True)
    Image.new("L", (40, 40)).save(content, "png", pnginfo=told)
    return content.getvalue()


def test_a_name_is_found_in_what_a_picture_says_of_itself_inside_a_page_or_a_notebook(tmp_path):
    letters = base64.b64encode(picture()).decode()
    assert found(tmp_path, f'<img src="data:image/png;base64,{letters}">') == [f"page.html: {NAME}"]
    in_lines = base64.encodebytes(picture()).decode()
    assert found(tmp_path, json.dumps({"image/png": in_lines}), "a.ipynb") == [
        f"a.ipynb: {NAME}",
        f"page.html: {NAME}",
    ]


def test_what_is_set_apart_is_not_searched(tmp_path):
    (tmp_path / "acme" / "private").mkdir(parents=True)
    (tmp_path / "acme" / "private" / "people.csv").write_text(NAME, "utf-8")
    assert find_planted([NAME], tmp_path) == [f"acme/private/people.csv: {NAME}"]
    assert find_planted([NAME], tmp_path, apart=["*/private/*"]) == []
