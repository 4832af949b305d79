"""What two files both hold is counted once, and told in one line for each pair of files."""

from __future__ import annotations

from reading.joining.whose_files import notes
from reading.team_folder import TODAY, fates, rows, write

from ssi_outcomes.base.errors import LANGUAGES, message
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.joining.repeats import find_repeats
from ssi_outcomes.reading.parsed import Rejected

WEEKS = [f"2026-W{number:02}" for number in range(1, 27)]


def repeated(file: str, line: int, other: str, key: str = "rule_repeated") -> Rejected:
    return Rejected(file, key, line, values={"other_file": other, "other_line": line})


def weekly(weeks: list[str]) -> str:
    return "Personne;Semaine;Rendez-vous\n" + "".join(
        f"Nora Testname;{week};{n}\n" for n, week in enumerate(weeks)
    )


def test_rows_of_another_file_are_one_line_for_each_pair():
    found = find_repeats([*(repeated("b", line, "a") for line in range(2, 502)), repeated("b", 600, "c")])
    assert found.notes == {
        "b": [("rows_repeated", {"count": 500, "other": "a"}), ("rows_repeated", {"count": 1, "other": "c"})]
    }
    assert found.others == () and len(found.lines["b"]) == 501


def test_a_line_with_several_counts_is_one_row():
    assert find_repeats([repeated("b", 2, "a"), repeated("b", 2, "a")]).notes["b"] == [
        ("rows_repeated", {"count": 1, "other": "a"})
    ]


def test_a_row_that_repeats_its_own_file_or_breaks_another_rule_too_is_still_refused():
    own = repeated("b", 2, "b")
    both = [repeated("b", 3, "a"), Rejected("b", "rule_future", 3)]
    found = find_repeats([own, *both])
    assert found.others == (own, *both) and found.notes == {}


def test_two_exports_that_overlap_are_counted_once_and_nothing_is_refused(folder):
    first = weekly(WEEKS[:20])
    write(
        folder, {"a.csv": first, "b.csv": first + "".join(f"Nora Testname;{week};1\n" for week in WEEKS[20:])}
    )
    dataset = read_team(folder, TODAY)
    assert dataset.rejected == () and len(rows(dataset, "outcomes", "start")) == 26
    assert fates(dataset) == {"a.csv": (20, 20, 0, 0), "b.csv": (6, 6, 0, 0)}
    assert notes(dataset, "rows_repeated") == [("b.csv", {"count": 20, "other": "a.csv"})]


def test_the_same_file_twice_is_read_once_and_has_a_line(folder):
    write(
        folder,
        {"a.csv": weekly(WEEKS), "copies/a (1).csv": weekly(WEEKS), "Lena Exempla/a.csv": weekly(WEEKS)},
    )
    dataset = read_team(folder, TODAY)
    assert notes(dataset, "file_repeated") == [("copies/a (1).csv", {"other": "a.csv"})]
    assert {file.table for file in dataset.files if file.name == "copies/a (1).csv"} == {"aside"}
    assert len(rows(dataset, "outcomes", "start")) == 26 and dataset.rejected == ()


def test_each_is_a_whole_sentence_in_each_language():
    for language in LANGUAGES:
        for key in ("rows_repeated", "events_repeated"):
            assert "a.csv" in message(key, language, count=500, other="a.csv")
