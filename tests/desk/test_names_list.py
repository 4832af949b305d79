"""The list of names: whatever program wrote it, each line is one name of one person, or is asked about."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from ssi_outcomes.base.errors import DataRefused, FileRefused, UsageError
from ssi_outcomes.desk.names_list import read_names

NAMES = ("Anne Démo", "Zoé Test", "Jean-Noël d’Essai", "O'Synth", "P04")


def write(folder, content: str | bytes) -> str:
    path = folder / "names.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return str(path)


def refusal(folder, content: str, language: str = "en") -> list[str]:
    """Return each problem of a list on a line."""
    with pytest.raises(DataRefused) as refused:
        read_names(write(folder, content))
    return [line.strip() for line in refused.value.text(language).splitlines()[1:]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_names_are_read_in_any_of_the_usual_encodings_and_line_ends(tmp_path, encoding, end):
    assert read_names(write(tmp_path, end.join((*NAMES, "")).encode(encoding))).people == NAMES


@pytest.mark.parametrize(
    "text",
    [
        "\n\nAnne Démo\n\n \nBob Test\n\n",  # blank lines
        "Anne Démo",  # no last newline, one name
        "  Anne Démo\u00a0\n\u200bBob  Test",  # spaces of all kinds
        "Anne Démo;;;\nBob Test;",  # what a spreadsheet leaves
        "Anne Démo\t\t\nBob Test\t",
        '"Anne Démo"\n"Bob Test"',
        "Anne\u202fDémo\nBob\u00a0Test",
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(tmp_path, text):
    assert read_names(write(tmp_path, text)).people in {("Anne Démo", "Bob Test"), ("Anne Démo",)}


@pytest.mark.parametrize("heading", ["Nom", "NAME", "Personne", "Commercial", "Full name", "Nom complet"])
def test_a_heading_over_a_copied_column_is_told_and_is_no_name(tmp_path, heading):
    names = read_names(write(tmp_path, f"{heading}\r\nAnne Démo\r\n"))
    assert (names.people, names.heading) == (("Anne Démo",), heading)
    assert read_names(write(tmp_path, "Anne Démo")).heading is None


@pytest.mark.parametrize(
    "line", ["Démo, Anne", "Anne Démo, Bob Test", "Anne;Démo", "Anne\tDémo", "Anne Démo\tSales", "a|b"]
)
def test_a_line_that_could_hold_several_names_is_asked_about(tmp_path, line):
    (problem,) = refusal(tmp_path, f"Zoé Test\n{line}\n")
    assert "line 2" in problem and "one name a line" in problem
    (problem,) = refusal(tmp_path, f"Zoé Test\n{line}\n", "fr")
    assert "ligne 2" in problem and "un nom par ligne" in problem


@pytest.mark.parametrize(
    "again",
    ["Anne Démo", "Anne Demo", "Anne Dèmo", "anne démo", "ANNE DÉMO", "Anne  Démo", "Anne De\u0301mo"],
)
def test_a_name_that_stands_there_twice_is_asked_about(tmp_path, again):
    (problem,) = refusal(tmp_path, f"Anne Démo\nBob Test\n{again}")
    assert "line 3" in problem and "in line 1, too" in problem and "delete one" in problem


@pytest.mark.parametrize("alike", ["Anne-Démo", "Anne.Démo", "Anne_Démo"])
def test_two_names_that_differ_in_a_sign_are_asked_about(tmp_path, alike):
    (problem,) = refusal(tmp_path, f"Anne Démo\n{alike}", "fr")
    assert "Anne Démo" in problem and "ligne 1" in problem and "presque" in problem


@pytest.mark.parametrize(
    "line", ["Total", "TOTAL", "équipe", "team", "-", "---", "?", "x" * 81, "Anne\u2066Démo"]
)
def test_what_no_table_would_give_back_as_a_person_is_no_name(tmp_path, line):
    (problem,) = refusal(tmp_path, f"Anne Démo\n{line}\n")
    assert "line 2" in problem


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_lines(tmp_path):
    problems = refusal(tmp_path, "Anne Démo\nTotal\nanne démo\nA, B\nBob Test\n-\n")
    assert [problem.split(":")[0] for problem in problems] == [f"names.txt, line {n}" for n in (2, 3, 4, 6)]


def test_what_was_asked_for_makes_the_list_right(tmp_path):
    read_names(write(tmp_path, "Anne Démo\nAnne Démo 2\nBob Test\n"))


@pytest.mark.parametrize("content", ["", "\n\n", " \n\t\n", "\ufeff", "Nom\n"])
def test_a_list_without_a_name_is_refused(tmp_path, content):
    with pytest.raises((UsageError, FileRefused)):
        read_names(write(tmp_path, content))


def test_no_file_is_told_by_its_name(tmp_path):
    with pytest.raises(UsageError) as refused:
        read_names(str(tmp_path / "nobody.txt"))
    assert "nobody.txt" in refused.value.text("fr") and "--people" in refused.value.text("en")
    with pytest.raises(UsageError):
        read_names(str(tmp_path))


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"\x89PNG\r\n", bytes(range(256)) * 4])
def test_what_is_no_text_is_refused(tmp_path, content):
    with pytest.raises((FileRefused, DataRefused)):
        read_names(write(tmp_path, content))


def workbook(*columns: list[str]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for place, cells in enumerate(columns):
            sheet.write_column(1, place + 1, cells)
    return stream.getvalue()


def test_a_workbook_with_one_column_is_a_list_too(tmp_path):
    names = read_names(write(tmp_path, workbook(["Nom", "Anne Démo", "", "Bob Test"])))
    assert (names.people, names.heading) == (("Anne Démo", "Bob Test"), "Nom")


def test_of_a_workbook_with_several_columns_none_is_taken_by_guess(tmp_path):
    with pytest.raises(FileRefused) as refused:
        read_names(write(tmp_path, workbook(["Anne"], ["Démo"])))
    assert "one column" in refused.value.text("en")


def test_two_thousand_names_are_a_list_and_their_order_stays(tmp_path):
    names = tuple(f"Person {number}" for number in range(2_000))
    assert read_names(write(tmp_path, "\n".join(names))).people == names
