"""Weekly sheets: one row a person and week, one column for what was counted."""

from datetime import date

import pytest
from reading.texts import MONDAY, SUNDAY, outcomes, read, refusal

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.reading.joining.folder import read_team

WEEKLY = "Personne;Semaine du;RDV tél;Appels entrants;Contrats;CA;Posts publiés;Likes;SSI\n"


def test_a_weekly_sheet_gives_outcomes_activities_and_scores_side_by_side():
    parsed = read(WEEKLY + "P01;26/01/2026;3;0;1;1 200 €;2;40;53/100\n")
    week = (MONDAY, SUNDAY)
    assert outcomes(parsed) == [
        ("P01", "phone_meetings", *week, 3),
        ("P01", "incoming_calls", *week, 0),
        ("P01", "contracts", *week, 1),
        ("P01", "revenue", *week, None),
        ("P01", "likes", *week, 40),
    ]
    assert parsed.tables["outcomes"][3]["value"] == 1200
    assert [each["count"] for each in parsed.tables["activity"]] == [2]
    assert [(each["read_at"], each["ssi"]) for each in parsed.tables["ssi"]] == [(SUNDAY, 53)]
    assert (parsed.kind, parsed.accepted) == ("weekly", 1)


def test_blank_cells_are_not_stated_and_rows_of_blanks_are_blank():
    parsed = read(WEEKLY + "P01;26/01/2026;;0;;;;;\nP02;26/01/2026;;;;;;;\n")
    assert outcomes(parsed) == [("P01", "incoming_calls", MONDAY, SUNDAY, 0)]
    assert (parsed.rows, parsed.accepted, parsed.blank) == (2, 1, 1)


def test_one_wrong_cell_rejects_its_row_and_no_other():
    parsed = read(WEEKLY + "P01;26/01/2026;3;x;y;;;;\nP02;26/01/2026;1;;;;;;\n")
    assert [(each.line, each.column) for each in parsed.rejected] == [(2, "Appels entrants"), (2, "Contrats")]
    assert (parsed.rows, parsed.accepted, [each[0] for each in outcomes(parsed)]) == (2, 1, ["P02"])


def test_shuffling_columns_changes_nothing():
    lines = [line.split(";") for line in (WEEKLY + "P01;26/01/2026;3;0;1;1 200 €;2;40;53/100\n").splitlines()]
    shuffled = "\n".join(";".join(reversed(line)) for line in lines)
    assert sorted(map(str, outcomes(read(shuffled)))) == sorted(
        map(str, outcomes(read("\n".join(";".join(line) for line in lines))))
    )


def test_total_lines_preambles_and_footers_are_no_weeks():
    parsed = read("Suivi de l'équipe;;\n\nPersonne;Semaine;RDV\nP01;2026-W05;2\nP02;2026-W05;3\nTotal;;5\n")
    assert [each[4] for each in outcomes(parsed)] == [2, 3]
    assert (parsed.rows, parsed.accepted, parsed.ignored) == (2, 2, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Nom complet;SSI\nPerson One;53\n",
        "Vendeur;Mon SSI (/100)\nPerson One;53\n",
        "Nombre;SSI\nPersona Uno;53\n",
    ],
)
def test_scores_of_people_without_a_day_have_that_of_the_file_or_it_is_asked(text):
    assert refusal(text).key == "asks_reading_date"
    parsed = read(text, date="2026-01-05")
    (record,) = parsed.tables["ssi"]
    assert (record["ssi"], record["read_at"]) == (53, date(2026, 1, 5)) and record["person"]
    assert ("score_dated_by_file", {"day": "2026-01-05"}) in parsed.notes


def test_a_column_of_days_under_a_name_of_its_own_is_asked_about():
    asked = refusal("Personne;Semaine fiscale;SSI\nP01;2026-W05;53\nP01;2026-W06;54\n")
    assert (asked.key, asked.values["unread"]) == ("asks_reading_date", "Semaine fiscale")
    parsed = read(
        "Personne;Semaine fiscale;SSI\nP01;2026-W05;53\nP01;2026-W06;54\n",
        columns={"week": "Semaine fiscale"},
    )
    assert len({record["read_at"] for record in parsed.tables["ssi"]}) == 2


def test_a_score_that_is_not_the_ssi_is_not_dated_by_its_file():
    assert refusal("Nom complet;Score\nPerson One;53\n").key == "asks_kind"


def test_a_score_left_empty_was_not_read_and_no_zero_is_asked_for():
    parsed = read("Personne;Semaine;SSI;RDV\nP01;2026-W05;;2\nP01;2026-W06;;\n")
    said = dict(parsed.notes)
    assert said["scores_not_stated"] == {"count": 2, "rows": 2, "lines": "2, 3"}
    assert said["cells_not_stated"] == {"count": 1, "rows": 1, "lines": "3"}


def test_of_two_columns_of_one_name_the_mapping_says_which_counts():
    text = "Personne;Semaine;RDV;RDV\nP01;2026-W05;3;2\n"
    asked = refusal(text)
    assert (asked.key, asked.values["columns"], asked.values["again"]) == ("asks_twice", "RDV (2)", "RDV")
    for left_out, count in (("RDV (2)", 3), ("RDV (1)", 2)):
        assert [each[4] for each in outcomes(read(text, ignore=[left_out]))] == [count]
    assert [each[4] for each in outcomes(read(text, columns={"meetings": "RDV (2)"}))] == [2]
    both = "Personne;Semaine;RDV;RDV;Contrats\nP01;2026-W05;3;2;1\n"
    assert [each[1] for each in outcomes(read(both, ignore=["RDV"]))] == ["contracts"]


@pytest.mark.parametrize(
    "text",
    [
        "Name,Email,Social Selling Index (SSI),Searches performed\nNoa Demo,noa@example.test,53,40\n",
        "First Name,Last Name,Seat Type,Current SSI Score,Saved leads\nNoa,Demo,Core,53,12\n",
        "Nom,Adresse e-mail,SSI – Social Selling Index,Jours actifs\nNoa Demo,noa@example.test,53,12\n",
        "Name,Days active,SSI (Social Selling Index) score\nNoa Demo,9,53\n",
    ],
)
def test_a_report_on_usage_tells_the_scores_once_its_day_is_said(tmp_path, text):
    (tmp_path / "usage.csv").write_text(text, "utf-8")
    with pytest.raises(DataRefused) as asked:
        read_team(tmp_path, date(2026, 4, 20))
    assert [each.key for each in asked.value.values["problems"]] == ["asks_reading_date"]
    (tmp_path / "mapping.toml").write_text('["usage.csv"]\ndate = "2026-01-05"\n', "utf-8")
    data = read_team(tmp_path, date(2026, 4, 20))
    assert list(data.tables["ssi"]["ssi"]) == [53.0] and not len(data.tables["outcomes"])


def test_a_score_under_an_unknown_name_beside_people_is_asked_about_and_heard(tmp_path):
    (tmp_path / "usage.csv").write_text("Name,Team,SSI today/target\nNoa Demo,North,53\n", "utf-8")
    with pytest.raises(DataRefused) as asked:
        read_team(tmp_path, date(2026, 4, 20))
    assert [each.key for each in asked.value.values["problems"]] == ["asks_score"]
    said = '["usage.csv"]\ncolumns = { ssi = "SSI today/target" }\ndate = "2026-01-05"\n'
    (tmp_path / "mapping.toml").write_text(said, "utf-8")
    assert list(read_team(tmp_path, date(2026, 4, 20)).tables["ssi"]["ssi"]) == [53.0]


@pytest.mark.parametrize(
    "header",
    [
        "Name,Email,SSI,Profile Views",
        "Salesperson,Email,Social Selling Index,Meetings",
        "Nom,Email,SSI,Vues du profil",
    ],
)
def test_counts_beside_scores_that_one_day_dates_are_left_out_and_said(tmp_path, header):
    (tmp_path / "usage.csv").write_text(f"{header}\nNoa Demo,noa@example.test,53,40\n", "utf-8")
    (tmp_path / "mapping.toml").write_text('["usage.csv"]\ndate = "2026-01-05"\n', "utf-8")
    data = read_team(tmp_path, date(2026, 4, 20))
    assert (len(data.tables["ssi"]), len(data.tables["outcomes"])) == (1, 0)
    notes = dict(data.files[0].notes) | dict(data.files[-1].notes)
    assert notes["counts_undated"] == {"columns": header.split(",")[-1]}


def test_a_total_under_the_name_of_the_score_is_the_score():
    text = ";;SSI;;Results;\nPerson;Week;Total;Brand;Meetings;Contracts\nNoa Demo;2026-W02;53;13;2;1\n"
    (reading,) = read(text).tables["ssi"]
    assert (reading["ssi"], reading["brand"]) == (53, 13)
