"""The template itself, filled in and with the mistakes that people make in it, is read as Python's reader does."""

from __future__ import annotations

from datetime import date

import pytest
from walks.kept_book import save_book
from walks.template_mistakes import FIRST, MISTAKES, PEOPLE, SHEETS, WEEKS, keep
from workshop.read_by_python import EPOCH, TODAY

from ssi_outcomes.desk.filled_in import Content
from ssi_outcomes.desk.template import make_workbook
from ssi_outcomes.reading import read_dataset

pytestmark = pytest.mark.browser

_READ = """async ([bytes, names, today]) => {
  const sheets = await tryIt.openWorkbook(new Uint8Array(bytes).buffer);
  const own = sheets.filter((sheet) => !sheet.hidden && names.includes(sheet.name));
  const made = tryIt.readSheets(own, today);
  return own.map((sheet, place) => {
    const said = made.tables[place];
    const lines = [...said.refused.keys()].sort((a, b) => a - b);
    return [sheet.name, said.accepted, lines, said.readings.length, said.counts.length];
  });
}"""


def lay(path, language: str) -> None:
    """Write a template with a row for each of the people and weeks."""
    days = [date.fromordinal(FIRST.toordinal() + 7 * week) for week in range(WEEKS)]
    rows = [(name, day) for day in days for name in PEOPLE]
    content = Content(rows={"people": [(name,) for name in PEOPLE], "ssi": rows, "outcomes": rows})
    path.write_bytes(make_workbook("acme", language, TODAY, content))


def read_there(page, path, language: str) -> list:
    return page.evaluate(_READ, [[*path.read_bytes()], list(SHEETS[language]), (TODAY - EPOCH).days])


def read_here(path, language: str) -> list:
    dataset = read_dataset(path.parent)
    told = []
    for name in SHEETS[language]:
        shown = f"acme.xlsx › {name}"
        file = next(each for each in dataset.files if each.name == shown)
        lines = sorted({each.line for each in dataset.rejected if each.file == shown and each.line})
        told.append([name, file.accepted, lines])
    return told


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
def test_a_template_is_read_from_its_file_with_and_without_mistakes(script_page, tmp_path, language):
    path = tmp_path / "acme" / "acme.xlsx"
    path.parent.mkdir()
    lay(path, language)
    kept = keep(path, language)
    save_book(kept, path)
    whole = len(PEOPLE) * WEEKS
    assert [each[:3] for each in read_there(script_page, path, language)] == [
        [name, whole, []] for name in SHEETS[language]
    ]
    for name, mistake in MISTAKES.items():
        if name not in ("an initial for a first name", "an outcome under a name of one's own"):
            mistake.make(kept, SHEETS[language])
    save_book(kept, path)
    assert [each[:3] for each in read_there(script_page, path, language)] == read_here(path, language)
