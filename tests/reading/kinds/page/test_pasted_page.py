"""The page's words pasted into a workbook."""

from datetime import date

import pytest
import xlsxwriter
from reading.scores import only
from reading.texts import TODAY

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.parsed import Context, Sheet

FRENCH = [
    ("Votre Social Selling Index", None),
    ("Établir votre marque professionnelle", 8.38),
    ("Trouver les bonnes personnes", 6.1),
    ("Échanger des informations", 1.0),
    ("Établir des relations", 8.6),
    ("Points restants", 75.92),
]
UNDER = [(cell,) for row in FRENCH for cell in row if cell is not None]
VALUE_FIRST = [(row[1], row[0]) for row in FRENCH]


def pasted(rows, shown="data/raw/acme/SSI 2026-01-05.xlsx", **mapping):
    sheet = Sheet(shown, "Feuil1", tuple(range(1, len(rows) + 1)), tuple(rows))
    return read_sheet(sheet, Context(today=TODAY, mapping=mapping))


@pytest.mark.parametrize("rows", [FRENCH, UNDER, VALUE_FIRST, [("Pilier", "Score"), *FRENCH[1:]]])
def test_a_pasted_page_is_read_beside_or_under_its_labels(rows):
    parsed = pasted(rows)
    record = only(parsed)
    assert [record[name] for name in ("ssi", "brand", "find", "engage", "build")] == [
        24.08,
        8.38,
        6.1,
        1,
        8.6,
    ]
    assert (record["read_at"], parsed.kind) == (date(2026, 1, 5), "ssi_pasted")


def test_a_pasted_page_without_a_day_is_asked_about_and_the_line_answers():
    with pytest.raises(FileRefused) as asked:
        pasted(FRENCH, "data/raw/acme/ssi.xlsx")
    assert asked.value.key == "asks_reading_date"
    assert only(pasted(FRENCH, "ssi.xlsx", date="2026-01-12"))["read_at"] == date(2026, 1, 12)


def test_an_empty_sheet_beside_a_pasted_page_is_told_and_stops_nothing(tmp_path):
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "mapping.toml").write_text('["ssi.xlsx"]\nkind = "ssi_pasted"\ndate = "2026-01-05"\n')
    with xlsxwriter.Workbook(folder / "ssi.xlsx") as book:
        for place, row in enumerate(FRENCH):
            if place == 0:
                sheet, _ = book.add_worksheet("Page"), book.add_worksheet("Feuil2")
            sheet.write_row(place, 0, row)
    dataset = read_team(folder, TODAY)
    assert dataset.tables["ssi"]["ssi"].tolist() == [24.08]
