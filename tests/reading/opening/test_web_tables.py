"""A report that was saved as a web page is read by its tables, whatever the file is called."""

from __future__ import annotations

import pytest
from reading.texts import TODAY

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.opening import web_tables
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.opening.web_tables import cut_page, is_page, unpack_page

HEAD = ["Opportunity Owner", "Opportunity Name", "Stage", "Amount", "Close Date"]
FRENCH = ["Propriétaire de l’opportunité", "Nom de l’opportunité", "Étape", "Montant", "Date de clôture"]
ROWS = [
    ["Noa Test", "PLANTED", "Closed Won", "1,200.00", "1/28/2026"],
    ["Ida Test", "PLANTED", "Closed Won", "800.00", "1/29/2026"],
]
OTHER = [["Filtered by", "All"], ["Units", "EUR"]]


def table(rows: list[list[str]]) -> str:
    """Return a table, cells without end as many programs write them."""
    return (
        "<table border=1>"
        + "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) + "</tr>" for row in rows)
        + "</table>"
    )


def page(
    *tables: str, head: str = "<meta http-equiv='Content-Type' content='text/html; charset=UTF-8'>"
) -> str:
    return f"<html><head>{head}</head><body>{'<br>'.join(tables)}<br>Copyright (c) 2000-2026</body></html>"


def people(folder, content: str | bytes, name: str = "report1774.xls") -> dict[str, int]:
    """Return how many contracts a file gives each person."""
    folder = folder / "acme"
    folder.mkdir()
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    dataset = read_team(folder, TODAY)
    names = {code: own for own, code in dataset.names.items()}
    return dataset.tables["outcomes"]["person"].map(names).value_counts().to_dict()


BOTH = {"Noa Test": 1, "Ida Test": 1}


@pytest.mark.parametrize("name", ["report1774.xls", "report.html", "rapport.xlsx"])
def test_a_page_with_deals_is_read_whatever_its_name(tmp_path, name):
    assert people(tmp_path, page(table([HEAD, *ROWS])), name) == BOTH


@pytest.mark.parametrize(
    "content",
    [
        table([HEAD, *ROWS]),
        page(table([FRENCH, *ROWS])),
        page(table([FRENCH, *ROWS]), head="").encode("cp1252"),
        page(table(OTHER), table([HEAD, *ROWS])),
        page(table([HEAD, ROWS[0]]), table([HEAD, ROWS[1]])),
        page(f"<table><tr><td>{table(OTHER)}</td><td>{table([HEAD, *ROWS])}</td></tr></table>"),
        page(
            table(
                [
                    ["Won deals", "", "", "", ""],
                    ["", "", "", "", ""],
                    HEAD,
                    *ROWS,
                    ["Grand Total", "", "", "2,000", ""],
                ]
            )
        ),
        page("<script>document.write('<table><tr><td>1</td></tr></table>')</script>", table([HEAD, *ROWS])),
    ],
)
def test_layout_filters_titles_scripts_and_languages_change_nothing(tmp_path, content):
    assert people(tmp_path, content) == BOTH


def test_a_page_saved_with_all_that_belongs_to_it_is_read(tmp_path):
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n'
    part = f'--x\nContent-Type: text/html; charset="utf-8"\n\n{page(table([HEAD, *ROWS]))}\n--x--\n'
    assert people(tmp_path, head + part) == BOTH
    assert unpack_page(b"a;b\n1;2\n") == b"a;b\n1;2\n"


def test_cells_that_span_rows_and_columns_stand_for_all_of_them():
    rows = "<tr><th>Owner<th>Day<th colspan=2>Calls<tr><td rowspan=2>Ana<td>1<td>2<td>3<tr><td>4<td>5<td>6"
    (sheet,) = cut_page(f"<table>{rows}</table>", "x.xls")
    assert sheet.rows == (("Owner", "Day", "Calls", "Calls"), ("Ana", "1", "2", "3"), ("Ana", "4", "5", "6"))
    assert sheet.name == ""


def test_breaks_spaces_and_signs_in_cells_are_text():
    (sheet,) = cut_page("<table><tr><td>a<br>b<td>c&amp;&nbsp;d<tr><td>&eacute;<td></table>", "x.xls")
    assert sheet.rows == (("a b", "c& d"), ("é", None))


def test_two_tables_of_different_headers_are_two_sheets():
    sheets = cut_page(
        page(table([HEAD, *ROWS]), table([["Day", "Name", "Calls"], ["1", "Ana", "2"]])), "x.xls"
    )
    assert [(sheet.name, len(sheet.rows)) for sheet in sheets] == [("1", 3), ("2", 2)]


def test_small_tables_beside_a_large_one_are_said():
    (sheet,) = cut_page(page(table(OTHER), table([HEAD, *ROWS])), "x.xls")
    assert sheet.remarks == (("page_tables", {"count": 1}),)


def test_a_page_of_a_table_that_nobody_knows_is_asked_about_by_its_headers(tmp_path):
    with pytest.raises(Exception, match="Fruit, Couleur, Poids"):
        people(tmp_path, page(table([["Fruit", "Couleur", "Poids"], ["pomme", "rouge", "3"]])))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<html>", True),
        ("\ufeff \n<!DOCTYPE html>", True),
        ("<table>", True),
        ("<b;c\n1;2", False),
        ("a;<table>", False),
        ("", False),
    ],
)
def test_a_page_is_told_by_how_it_begins(text, told):
    assert is_page(text) is told


def test_a_workbook_in_the_xml_of_old_programs_is_named(tmp_path):
    path = tmp_path / "x.xls"
    path.write_text('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')
    with pytest.raises(FileRefused) as refused:
        read_sheets(path, "x.xls")
    assert refused.value.key == "file_old_excel"


def test_a_page_too_large_or_too_wide_is_refused(monkeypatch):
    monkeypatch.setattr(web_tables, "PAGE_BYTES", 10)
    with pytest.raises(FileRefused) as refused:
        cut_page("<table><tr><td>a</table>", "x.xls")
    assert refused.value.key == "file_too_large"


def test_a_table_that_holds_others_is_none_whatever_stands_beside_them():
    inner = table([HEAD, *ROWS])
    layout = f"<table><tr><td>Reports<td>Menu<td>Help<tr><td>{inner}<td>a<td>b<tr><td>c<td>d<td>e</table>"
    (sheet,) = cut_page(layout, "x.xls")
    assert sheet.rows[0] == tuple(HEAD)
