"""Files of a few kilobytes that would fill the machine, or keep it busy for hours, are refused by name while they
are read, and the good files beside them are read: under 1 GB and 10 seconds of processor.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from reading.handmade import formula, ods, zipped

from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.opening import limits

CHILD = """
import json, resource, sys
from datetime import date
from pathlib import Path
from ssi_outcomes.reading.joining.folder import read_team
# Beside what the libraries take of the address space before they hold anything.
taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (taken + 1_000_000_000,) * 2)
told = {}
for folder in sorted(Path(sys.argv[1]).iterdir()):
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + 10, resource.RLIM_INFINITY))
    files = read_team(folder, date(2026, 11, 27)).files
    told[folder.name] = {file.name: file.refusal.key if file.refusal else file.accepted for file in files}
print(json.dumps(told))
"""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
GOOD = b"Personne;Date;SSI\nP01;2026-01-05;52,6\nP01;2026-01-12;53\n"


def sheet(rows: str, after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def cell(about: str, inside: str = "") -> str:
    return f'<table:table-row><table:table-cell {about} office:value-type="string">{inside}</table:table-cell></table:table-row>'


def attacks() -> dict[str, tuple[bytes, str]]:
    """Return files by name, each with the key that it is refused with."""
    wide = " ".join(f'a{number}=""' for number in range(100_000))
    return {
        "far.xlsx": (
            formula("", sheet=sheet('<row r="1"><c r="xfd1048576"><v>1</v></c></row>')),
            "too_many_cells",
        ),
        "attributes.xlsx": (formula("", sheet=sheet(f"<row {wide}/>")), "workbook_broken"),
        "spaces.ods": (
            ods(cell("", '<text:p>x<text:s text:c="999999999"/></text:p>')),
            "too_many_characters",
        ),
        "repeated.ods": (
            ods(cell('table:number-columns-repeated="999999999"', "<text:p>x</text:p>")),
            "too_many_cells",
        ),
        "lines.csv": (GOOD + b"\n" * 10_000_000, "too_many_rows"),
        "columns.csv": (GOOD + (b";" * 900_000 + b"\n") * 14, "too_many_cells"),
        "names.csv": (
            (
                ",".join(f"Person {number}" for number in range(60_000)) + "\n" + "1," * 59_999 + "1\n"
            ).encode(),
            "too_many_columns",
        ),
        "spans.xls": (
            b"<table>" + b"<tr><td rowspan=999999 colspan=999999>x</td></tr>" * 50 + b"</table>",
            "too_many_cells",
        ),
        "nested.html": (b"<html>" + b"<div>" * 40_000, "too_many_on_page"),
        "code.html": (b"<html>" + b"<code>" * 40_000 + b'"memberScore"', "too_many_on_page"),
        "braces.html": (b"<html><code>" + b"{" * 3_000_000 + b'"memberScore"', "too_many_on_page"),
        "deep.json": (b'[{"a":' * 200_000, "json_unreadable"),
        "Connections.csv": (b"", "file_too_large"),
        "zips.xlsx": (zipped({"xl/workbook.xml": "<workbook/>", "more.zip": "PK"}), "member_nested"),
    }


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="not run: the limits of a process are Linux's here")
def test_each_of_them_is_refused_by_name_and_the_good_file_beside_it_is_read(tmp_path):
    for name, (content, _) in attacks().items():
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_bytes(content)
        (tmp_path / name / "good.csv").write_bytes(GOOD)
    with (tmp_path / "Connections.csv/Connections.csv").open("wb") as stream:
        stream.truncate(301_000_000)  # holds nothing on the disk
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    told = json.loads(done.stdout)
    assert {name: files[name] for name, files in told.items()} == {
        name: key for name, (_, key) in attacks().items()
    }
    assert all(2 in files.values() for files in told.values())


def test_thousands_of_empty_columns_to_the_right_are_none(tmp_path):
    (tmp_path / "saved.csv").write_bytes(b"".join(line + b";" * 16_380 + b"\n" for line in GOOD.splitlines()))
    (tmp_path / "saved.xlsx").write_bytes(
        formula(
            "",
            sheet=sheet('<row r="1"><c r="XFD1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'),
        )
    )
    files = {file.name: file for file in read_team(tmp_path, date(2026, 11, 27)).files}
    assert files["saved.csv"].accepted == 2 and files["saved.xlsx"].refusal.key == "too_many_columns"


@pytest.mark.parametrize(
    ("bound", "most", "key"), [("refused", 3, "too_many_refused"), ("files_cells", 30, "too_many_in_all")]
)
def test_a_file_with_too_much_to_keep_is_refused_and_the_one_before_it_is_read(
    tmp_path, monkeypatch, bound, most, key
):
    bad = b"Personne;Date;SSI\n" + b"P01;2026-01-05;abc\n" * 4 + b"P01;2026-01-19;54\n" * 8
    (tmp_path / "a.csv").write_bytes(GOOD)
    (tmp_path / "b.csv").write_bytes(bad)
    monkeypatch.setattr(limits, "LIMITS", replace(limits.LIMITS, **{bound: most}))
    files = {file.name: file for file in read_team(tmp_path, date(2026, 11, 27)).files}
    assert files["a.csv"].accepted == 2 and files["b.csv"].refusal.key == key
    assert files["b.csv"].refusal.values["limit"] == most


@pytest.mark.parametrize(
    ("head", "bad", "good"),
    [
        ("Personne;Date;SSI", ["P01;2026-01-05;153"] * 4, "P01;2026-01-19;54"),
        ("Personne;Date;SSI", ["P01;2036-01-07;53"] * 4, "P01;2026-01-19;54"),
        ("Personne;Semaine;RDV", ["P01;2036-W05;3"] * 4, "P01;2026-W05;3"),
        ("Personne;Date;SSI", [f"P01;2026-01-05;{50 + 3 * n}" for n in range(4)], "P01;2026-01-19;54"),
        ("Personne;Semaine;RDV", [f"P01;2026-W02;{n}" for n in range(4)], "P01;2026-W05;3"),
        (
            "Personne;Du;Au;RDV",
            [f"P01;2026-01-0{n};2026-01-2{n};3" for n in range(1, 5)],
            "P01;2026-03-02;2026-03-08;3",
        ),
    ],
)
def test_a_file_with_too_many_rows_that_break_a_rule_is_refused_and_its_weeks_are_unknown(
    tmp_path, monkeypatch, head, bad, good
):
    (tmp_path / "a.csv").write_bytes(GOOD)
    (tmp_path / "b.csv").write_text("\n".join([head, *bad, good, ""]), "utf-8")
    monkeypatch.setattr(limits, "LIMITS", replace(limits.LIMITS, refused=3))
    dataset = read_team(tmp_path, date(2026, 11, 27))
    files = {file.name: file for file in dataset.files}
    assert files["a.csv"].accepted == 2 and files["b.csv"].refusal.key == "too_many_refused"
    assert "b.csv" in set(dataset.tables["gaps"]["source_file"])
    assert [each.file for each in dataset.rejected] == ["b.csv"]


@pytest.mark.parametrize(("times", "stands"), [(1, True), (2, False)])
def test_a_file_may_repeat_its_own_rows_as_often_as_rows_may_be_refused(tmp_path, monkeypatch, times, stands):
    (tmp_path / "a.csv").write_bytes(GOOD + GOOD.split(b"\n", 1)[1] * times)
    (tmp_path / "b.csv").write_bytes(b"Person;Date;SSI\nQ01;2026-01-05;53\nQ02;2026-01-05;51\n")
    monkeypatch.setattr(limits, "LIMITS", replace(limits.LIMITS, refused=3))
    files = {file.name: file for file in read_team(tmp_path, date(2026, 11, 27)).files}
    assert files["b.csv"].accepted == 2
    assert (files["a.csv"].refusal is None) == stands and files["a.csv"].accepted == (2 if stands else 0)


def test_rows_that_another_file_holds_as_well_are_no_rows_that_break_a_rule(tmp_path, monkeypatch):
    for name in ("a.csv", "b.csv", "c.csv"):
        (tmp_path / name).write_bytes(GOOD)
    monkeypatch.setattr(limits, "LIMITS", replace(limits.LIMITS, refused=1))
    files = read_team(tmp_path, date(2026, 11, 27)).files
    assert all(file.refusal is None for file in files) and sum(file.accepted for file in files) == 2
