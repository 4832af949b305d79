"""Tables of several people one under another: whose each is, is asked, and told once for all of them."""

from datetime import date

import pytest
from reading.workbooks import make

from ssi_outcomes.reading.joining.folder import read_team

TODAY = date(2026, 4, 20)
KNOWN = "Person;Date;SSI\nAna Demo;2026-01-26;53\n"
NOA, IDA = "2026-W02;53;2\n2026-W03;54;1\n", "2026-W02;40;3\n2026-W03;41;0\n"
HEAD = "Week;SSI;Meetings\n"
BLOCKS = {
    "without titles": HEAD + NOA + ";;\n" + HEAD + IDA,
    "with titles": "Noa Demo;;\n" + HEAD + NOA + ";;\nIda Demo;;\n" + HEAD + IDA,
    "without a gap": HEAD + NOA + HEAD + IDA,
    "in French": "Noa Demo;;\nSemaine;SSI;RDV\n" + NOA + "Ida Demo;;\nSemaine;SSI;RDV\n" + IDA,
}


def put(folder, text, form, mapping=""):
    folder.mkdir(exist_ok=True)
    rows = [[cell or None for cell in line.split(";")] for line in text.splitlines()]
    (folder / f"team.{form}").write_bytes(text.encode() if form == "csv" else make(form, rows))
    (folder / "known.csv").write_text(KNOWN, "utf-8")
    (folder / "dataset.toml").write_text("synthetic = true\n", "utf-8")
    (folder / "mapping.toml").write_text(mapping, "utf-8")
    return read_team(folder, TODAY)


def asked(data):
    return [each for each in data.rejected if each.key == "asks_blocks"]


def entry(form, line):
    return f'["team.{form}"]\n{line}\n'


@pytest.mark.parametrize(
    ("name", "form"),
    [("without titles", "csv"), ("with titles", "xlsx"), ("without a gap", "ods"), ("in French", "csv")],
)
def test_blocks_of_people_are_asked_about_and_one_line_says_whose_they_are(tmp_path, name, form):
    (question,) = asked(put(tmp_path / "acme", BLOCKS[name], form))
    assert question.values["count"] == 2
    titled = "Noa Demo" in BLOCKS[name]
    assert question.values["names"] == ('["Noa Demo", "Ida Demo"]' if titled else '["…", "…"]')
    data = put(tmp_path / "acme", BLOCKS[name], form, entry(form, 'blocks = ["Noa Demo", "Ida Demo"]'))
    assert not data.rejected
    found = data.tables["outcomes"]
    people, counts = list(found["person"]), list(found["count"])
    assert counts == [2, 1, 3, 0] and people[0] == people[1] != people[2] == people[3]
    if "SSI" in BLOCKS[name].split("\n")[0]:
        assert list(data.tables["ssi"]["person"]).count(people[3]) == 2


def test_as_many_names_are_asked_for_as_there_are_blocks(tmp_path):
    (question,) = asked(
        put(tmp_path / "acme", BLOCKS["without titles"], "csv", entry("csv", 'blocks = ["Noa Demo"]'))
    )
    assert question.values["named"] == 1 and "blocks" not in question.values["paste"]


def test_names_of_tables_of_which_there_is_one_are_not_called_several_peoples(tmp_path):
    data = put(tmp_path / "acme", HEAD + NOA, "csv", entry("csv", 'blocks = ["Noa Demo", "Ida Demo"]'))
    assert [each.key for each in data.rejected] == ["mapping_one_table"]


@pytest.mark.parametrize("line", ['person = "Noa Demo"', 'kind = "ignore"'])
def test_who_says_otherwise_is_heard(tmp_path, line):
    assert not asked(put(tmp_path / "acme", BLOCKS["without titles"], "csv", entry("csv", line)))


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "2026-W02;53;2\n" + HEAD + "2026-W03;54;1\n",  # a header on each page
        "Suivi;;\n" + HEAD + "2026-W02;53;2\n2026-W03;54;1\n",
        "Person;" + HEAD + "Noa Demo;2026-W02;53;2\nPerson;" + HEAD + "Ida Demo;2026-W02;54;1\n",
    ],
)
def test_a_header_that_a_page_repeats_is_no_other_person(tmp_path, text):
    assert not asked(put(tmp_path / "acme", text, "csv"))
