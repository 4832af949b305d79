"""Columns of several people side by side: whose they are is asked once, and the answer reads all of them."""

from datetime import date

import pytest
from reading.workbooks import make

from ssi_outcomes.base.errors import LANGUAGES, message
from ssi_outcomes.reading.joining.folder import read_team

TODAY = date(2026, 4, 20)
KNOWN = "Person;Date;SSI\nAna Demo;2026-01-26;53\n"
SHARED = "2026-W02;53;2;40;1\n2026-W03;54;0;41;3\n"
APART = "2026-W02;53;2;;2026-W02;40;1\n2026-W03;54;0;;2026-W03;41;3\n"
NAMED = '["Noa Berg", "Ida Demo"]'
FORMS = {
    "names over them": ("Semaine;Noa Berg;;Ida Demo;\n;SSI;RDV;SSI;RDV\n" + SHARED, NAMED),
    "names over one line": (";Noa Berg;;Ida Demo;\nWeek;SSI;Meetings;SSI;Meetings\n" + SHARED, NAMED),
    "no names": ("Week;SSI;Meetings;SSI;Meetings\n" + SHARED, '["…", "…"]'),
    "names in the headers": ("Semaine;SSI Noa;RDV Noa;SSI Ida;RDV Ida\n" + SHARED, '["Noa", "Ida"]'),
    "names before": ("Week;Noa - SSI;Noa - Meetings;Ida - SSI;Ida - Meetings\n" + SHARED, '["Noa", "Ida"]'),
    "names in brackets": (
        "Woche;SSI (Noa);RDV (Noa);SSI (Ida);RDV (Ida)\n" + SHARED,
        '["Noa", "Ida"]',
    ),
    "whole tables": ("Noa Berg;;;;Ida Demo;;\nSemaine;SSI;RDV;;Semaine;SSI;RDV\n" + APART, NAMED),
    "whole tables, no names": ("Week;SSI;Meetings;;Week;SSI;Meetings\n" + APART, '["…", "…"]'),
    "by what is counted": (
        "Semaine;SSI;;RDV;\n;Noa;Ida;Noa;Ida\n2026-W02;53;40;2;1\n2026-W03;54;41;0;3\n",
        '["Noa", "Ida"]',
    ),
}


def put(folder, text, form="csv", mapping="", *, known=True):
    folder.mkdir(exist_ok=True)
    rows = [[_typed(cell) for cell in line.split(";")] for line in text.splitlines()]
    (folder / f"team.{form}").write_bytes(text.encode() if form == "csv" else make(form, rows))
    if known:
        (folder / "known.csv").write_text(KNOWN, "utf-8")
    (folder / "dataset.toml").write_text("synthetic = true\n", "utf-8")
    (folder / "mapping.toml").write_text(mapping, "utf-8")
    return read_team(folder, TODAY)


def _typed(cell):
    return int(cell) if cell.isdigit() else cell or None


def asked(data, key="asks_abreast"):
    return [each for each in data.rejected if each.key == key]


def entry(form, line):
    return f'["team.{form}"]\n{line}\n'


def told(data):
    """Return what is read of whom: (name, week's first day, number) of scores and of meetings."""
    names = {code: name for name, code in data.names.items()}
    scores, counts = data.tables["ssi"], data.tables["outcomes"]
    return (
        sorted(
            (names[who], day.day, ssi)
            for who, day, ssi in zip(scores["person"], scores["read_at"], scores["ssi"], strict=True)
        ),
        sorted(
            (names[who], day.day, n)
            for who, day, n in zip(counts["person"], counts["start"], counts["count"], strict=True)
        ),
    )


READ = (
    [("Ana Demo", 26, 53), ("Ida", 11, 40), ("Ida", 18, 41), ("Noa", 11, 53), ("Noa", 18, 54)],
    [("Ida", 5, 1), ("Ida", 12, 3), ("Noa", 5, 2), ("Noa", 12, 0)],
)


@pytest.mark.parametrize(
    ("name", "form"),
    [(name, form) for n, name in enumerate(FORMS) for form in ("csv", ("xlsx", "ods")[n % 2])],
)
def test_whose_they_are_is_asked_once_and_the_answer_reads_all(tmp_path, name, form):
    text, names = FORMS[name]
    (question,) = asked(put(tmp_path / "acme", text, form))
    assert question.values["names"] == names
    answered = put(tmp_path / "acme", text, form, entry(form, 'side_by_side = ["Noa", "Ida"]'))
    assert answered.rejected == () and told(answered) == READ
    (file,) = [each for each in answered.files if each.name == f"team.{form}"]
    assert (file.rows, file.accepted) == (4, 4)


@pytest.mark.parametrize("name", FORMS)
def test_whatever_is_offered_is_heard(tmp_path, name):
    text, _ = FORMS[name]
    mapping, seen = "", []
    for _ in range(4):
        questions = [
            each for each in put(tmp_path / "acme", text, "csv", mapping).rejected if each.values.get("paste")
        ]
        if not questions:
            break
        (question,) = questions
        french, english = (
            message(
                question.key,
                language,
                **{"value": question.value, "column": "x", "file": "team.csv", **question.values},
            )
            for language in LANGUAGES
        )
        mapping = english[english.index("\n[") :]
        assert french.endswith(mapping) and question.key not in seen
        seen.append(question.key)
    assert len(seen) < 4


@pytest.mark.parametrize("name", ["no names", "names over them", "whole tables"])
def test_only_the_first_is_read_where_the_others_are_left_unread(tmp_path, name):
    text, _ = FORMS[name]
    (question,) = asked(put(tmp_path / "acme", text))
    mapping = entry("csv", f'ignore = {question.values["others"]}\nperson = "Noa"')
    data = put(tmp_path / "acme", text, mapping=mapping)
    assert data.rejected == () and told(data)[1] == READ[1][2:]


def test_tables_that_name_their_people_are_read_without_a_question(tmp_path):
    text = (
        "Personne;Semaine;SSI;RDV;;Personne;Semaine;SSI;RDV\n"
        "Noa;2026-W02;53;2;;Ida;2026-W02;40;1\nNoa;2026-W03;54;0;;Ida;2026-W03;41;3\n"
    )
    data = put(tmp_path / "acme", text)
    assert data.rejected == () and told(data) == READ


def test_three_people_and_a_column_that_is_all_of_theirs(tmp_path):
    text = "Week;SSI;Meetings;SSI;Meetings;SSI;Meetings;Note\n2026-W02;53;2;40;1;30;7;busy\n2026-W03;54;0;41;3;31;8;\n"
    data = put(tmp_path / "acme", text, "xlsx", entry("xlsx", 'side_by_side = ["Noa", "Ida", "Zoé"]'))
    assert data.rejected == ()
    assert told(data)[1] == sorted([*READ[1], ("Zoé", 5, 7), ("Zoé", 12, 8)])


def test_a_cell_that_cannot_be_read_is_one_persons(tmp_path):
    text = "Week;SSI;Meetings;SSI;Meetings\n2026-W02;53;two;40;1\n2026-W03;54;0;41;x\n"
    data = put(tmp_path / "acme", text, mapping=entry("csv", 'side_by_side = ["Noa", "Ida"]'))
    assert sorted(each.line for each in data.rejected) == [2, 3]
    assert told(data)[1] == [("Ida", 5, 1), ("Noa", 12, 0)]
    both = put(
        tmp_path / "acme", text.replace("40;1", "40;y"), mapping=entry("csv", 'side_by_side = ["Noa", "Ida"]')
    )
    (file,) = [each for each in both.files if each.name == "team.csv"]
    assert file.rows == file.accepted + file.rejected + file.blank
    assert {each.value for each in both.rejected} == {"two", "y", "x"}


def test_a_question_about_days_keeps_whose_the_columns_are(tmp_path):
    text = "Date;SSI;Meetings;SSI;Meetings\n02/03/2026;53;2;40;1\n09/03/2026;54;0;41;3\n"
    (question,) = asked(
        put(tmp_path / "acme", text, mapping=entry("csv", 'side_by_side = ["Noa", "Ida"]')), "asks_dates"
    )
    assert "person" not in question.values["paste"]
    data = put(tmp_path / "acme", text, mapping=question.values["paste"])
    assert data.rejected == () and [each[:2] for each in told(data)[1]] == [
        ("Ida", 2),
        ("Ida", 9),
        ("Noa", 2),
        ("Noa", 9),
    ]


@pytest.mark.parametrize(("names", "count"), [('["Noa"]', 1), ('["Noa", "Ida", "Zoé"]', 3)])
def test_as_many_names_are_asked_for_as_there_are_people(tmp_path, names, count):
    mapping = entry("csv", f"side_by_side = {names}")
    (question,) = asked(put(tmp_path / "acme", FORMS["no names"][0], mapping=mapping))
    assert (question.values["count"], question.values["named"]) == (2, count)
    # The line that is asked for can stand in the place of the one that was wrong.
    assert "side_by_side" not in question.values["paste"]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        (
            "Week;SSI;Meetings;SSI;Meetings;Contracts\n2026-W02;53;2;40;1;7\n2026-W03;54;0;41;3;8\n",
            "Contracts",
        ),
        (
            ";Noa;;;Ida;\nWeek;SSI;Meetings;Contracts;SSI;Meetings\n"
            "2026-W02;53;2;7;40;1\n2026-W03;54;0;8;41;3\n",
            "Contracts",
        ),
    ],
)
def test_what_one_of_them_counted_is_not_everybodys(tmp_path, text, alone):
    data = put(tmp_path / "acme", text, mapping=entry("csv", 'side_by_side = ["Noa", "Ida"]'))
    assert told(data) == READ and set(data.tables["outcomes"]["outcome"]) == {"meetings"}
    (file,) = [each for each in data.files if each.name == "team.csv"]
    assert [said["columns"] for key, said in file.notes if key == "columns_unshared"] == [alone]


@pytest.mark.parametrize("names", ['["…", "…"]', '["Noa", ""]', '["Noa", "…"]'])
def test_a_name_that_is_none_does_not_answer(tmp_path, names):
    data = put(tmp_path / "acme", FORMS["no names"][0], mapping=entry("csv", f"side_by_side = {names}"))
    assert len(asked(data)) == 1 and data.tables["outcomes"].empty


def test_columns_of_all_together_beside_theirs_do_not_make_a_third_person(tmp_path):
    text = ";Noa;;Ida;;Total;\nWeek;SSI;Meetings;SSI;Meetings;SSI;Meetings\n"
    text += "2026-W02;53;2;40;1;93;3\n2026-W03;54;0;41;3;95;3\n"
    (question,) = asked(put(tmp_path / "acme", text))
    assert question.values["names"] == '["Noa", "Ida"]'
    data = put(tmp_path / "acme", text, mapping=entry("csv", 'side_by_side = ["Noa", "Ida"]'))
    assert told(data) == READ
    # What is not read of the sheet is said once, not once of each person.
    notes = [key for file in data.files for key, _ in file.notes]
    assert notes.count("columns_unread") == notes.count("columns_unshared") == 1


@pytest.mark.parametrize("names", ['["Noa"]', '["Noa", "Ida"]'])
def test_names_of_columns_that_are_there_once_are_not_left_unheard(tmp_path, names):
    data = put(
        tmp_path / "acme",
        "Week;SSI;Meetings\n2026-W02;53;2\n",
        mapping=entry("csv", f"side_by_side = {names}"),
    )
    assert len(asked(data, "mapping_one_table")) == 1 and data.tables["outcomes"].empty


@pytest.mark.parametrize(
    "text",
    [
        "Week;Meetings;Meetings\n2026-W02;2;1\n",  # one thing, twice
        "Week;Target;;Actual;\n;SSI;Meetings;SSI;Meetings\n" + SHARED,
        "Person;Week;Meetings;Contracts;Meetings;Contracts\nNoa;2026-W02;2;1;2;1\n",
        "Week;SSI;Meetings;Meetings\n2026-W02;53;2;1\n",
    ],
)
def test_what_is_no_sign_of_people_is_asked_about_as_columns_that_mean_the_same(tmp_path, text):
    data = put(tmp_path / "acme", text)
    assert asked(data) == [] and len(asked(data, "asks_twice")) == 1


@pytest.mark.parametrize("line", ['kind = "ignore"', 'person = "Noa"\nignore = ["SSI (2)", "Meetings (2)"]'])
def test_who_says_otherwise_is_heard(tmp_path, line):
    assert asked(put(tmp_path / "acme", FORMS["no names"][0], mapping=entry("csv", line))) == []
