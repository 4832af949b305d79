"""Logs of outcomes and activities, weekly sheets, lists of people."""

from datetime import date

import pytest
from reading.texts import faults, read, refusal

from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.opening.sheets import cut_text
from ssi_outcomes.reading.parsed import Context

MONDAY, SUNDAY = date(2026, 1, 26), date(2026, 2, 1)  # of 2026-W05


def outcomes(parsed):
    return [
        (each["person"], each["outcome"], each["start"], each["end"], each["count"])
        for each in parsed.tables.get("outcomes", [])
    ]


# --- one outcome a row


def test_a_log_gives_person_outcome_day_and_count():
    parsed = read(
        "Personne;Résultat;Date;Nombre\nP01;RDV téléphoniques;28/01/2026;3\nP02;Contrats signés;29/01/2026;1\n"
    )
    day = date(2026, 1, 28)
    assert outcomes(parsed) == [
        ("P01", "phone_meetings", day, day, 3),
        ("P02", "contracts", date(2026, 1, 29), date(2026, 1, 29), 1),
    ]
    assert (parsed.kind, parsed.rows, parsed.accepted) == ("outcomes", 2, 2)


@pytest.mark.parametrize(
    ("header", "cells", "period"),
    [
        ("week", "2026-W05", (MONDAY, SUNDAY)),
        ("week", "W05 2026", (MONDAY, SUNDAY)),
        ("Semaine du", "26/01/2026", (MONDAY, SUNDAY)),
        ("week ending", "2026-02-01", (MONDAY, SUNDAY)),
        ("semaine;année", "5;2026", (MONDAY, SUNDAY)),
        ("semaine;année", "S5;2026", (MONDAY, SUNDAY)),
        ("du;au", "2026-01-20;2026-02-03", (date(2026, 1, 20), date(2026, 2, 3))),
        ("month", "2026-02", (date(2026, 2, 1), date(2026, 2, 28))),
        ("mois", "février 2026", (date(2026, 2, 1), date(2026, 2, 28))),
        ("date", "2026-01-28", (date(2026, 1, 28), date(2026, 1, 28))),
    ],
)
def test_a_period_may_be_a_day_a_week_a_month_or_two_dates(header, cells, period):
    parsed = read(f"person;outcome;count;{header}\nP01;meetings;2;{cells}\n")
    assert outcomes(parsed) == [("P01", "meetings", *period, 2)]


@pytest.mark.parametrize(
    ("header", "cells", "key"),
    [
        ("week", "5", "week_without_year"),
        ("semaine;année", "53;2025", "week_not_in_year"),  # 2025 has 52 weeks
        ("week", "2026-01-28", "week_not_monday"),  # a Wednesday
        ("du;au", "2026-02-03;2026-01-20", "ends_before_start"),
        ("du;au", "2026-02-03;", "period_without_end"),
        ("début", "2026-02-03", "period_without_end"),
        ("date", "", "period_missing"),
        ("date", "2026-02-30", "date_not_in_calendar"),
    ],
)
def test_a_period_that_is_not_sure_is_rejected(header, cells, key):
    assert faults(read(f"person;outcome;count;{header}\nP01;meetings;2;{cells}\n")) == [(2, key)]


def test_the_year_of_bare_weeks_can_be_said_once_in_the_mapping():
    assert outcomes(read("person;outcome;count;week\nP01;meetings;2;5\n", year=2026)) == [
        ("P01", "meetings", MONDAY, SUNDAY, 2)
    ]


def test_a_log_without_counts_is_a_list_of_events():
    parsed = read("person,outcome,date\nP01,called,2026-01-28\nP01,called,2026-01-28\n")
    assert (parsed.kind, [each["count"] for each in parsed.tables["outcomes"]]) == ("outcome_events", [1, 1])


def test_an_empty_count_is_blank_and_a_zero_is_a_zero():
    parsed = read("person,outcome,date,count\nP01,meetings,2026-01-28,\nP01,meetings,2026-01-29,0\n")
    assert (parsed.blank, [each["count"] for each in parsed.tables["outcomes"]]) == (1, [0])


def test_money_comes_with_its_currency_or_without_one():
    parsed = read(
        'person;outcome;date;value\nP01;contracts;2026-01-28;1 234,50 €\nP01;CA;2026-01-29;"$1,234,567"\nP02;revenue;2026-01-30;250\n'
    )
    found = [
        (each["outcome"], each["count"], each["value"], each["currency"])
        for each in parsed.tables["outcomes"]
    ]
    assert found == [
        ("contracts", 1, 1234.5, "EUR"),
        ("revenue", None, 1234567, "USD"),
        ("revenue", None, 250, None),
    ]


def test_an_amount_among_the_counts_is_not_taken_for_a_count():
    assert faults(read("person,outcome,date,count\nP01,revenue,2026-01-28,1200\n")) == [
        (2, "amount_in_count")
    ]


def test_a_negative_count_and_a_fraction_are_rejected_together():
    parsed = read(
        "person,outcome,date,count\nP01,meetings,2026-01-28,-1\nP01,meetings,2026-01-29,1.5\nP01,meetings,2026-01-30,1\n"
    )
    assert faults(parsed) == [(2, "count_not_whole"), (3, "count_not_whole")]
    assert parsed.accepted == 1


def test_an_unknown_outcome_is_rejected_with_the_line_that_would_name_it():
    text = "person,outcome,date\nP01,Webinaire,2026-01-28\nP01,meetings,2026-01-28\n"
    (wrong,) = read(text).rejected
    assert (wrong.line, wrong.column, wrong.key) == (2, "outcome", "name_unknown")
    assert '["file.csv"]\nnames = { Webinaire = "phone_meetings" }' in wrong.values["paste"]
    assert outcomes(read(text, names={"webinaire": "meetings"}))[0][1] == "meetings"


def test_contacts_are_asked_about_for_the_word_means_two_things():
    (wrong,) = read("person,outcome,date\nP01,Contacts,2026-01-28\nP01,meetings,2026-01-28\n").rejected
    assert (wrong.key, wrong.values["known"]) == ("name_ambiguous", "recruiter_approaches, connections")


def test_a_thousand_that_could_be_one_is_asked_about():
    refused = refusal("person;outcome;date;count\nP01;views;2026-01-28;1.000\n")
    assert refused.key == "asks_numbers"
    assert '["file.csv"]\ndecimal = ","' in refused.text("en")
    assert (
        read("person;outcome;date;count\nP01;views;2026-01-28;1.000\n", decimal=",").tables["outcomes"][0][
            "count"
        ]
        == 1000
    )


def test_a_value_that_could_be_a_count_is_asked_about():
    text = "person;indicateur;date;valeur\nP01;RDV;2026-01-28;3\n"
    (wrong,) = read(text).rejected
    assert (wrong.column, wrong.key) == ("valeur", "value_or_count")
    assert 'columns = { count = "valeur" }' in wrong.values["paste"]
    assert read(text, columns={"count": "valeur"}).tables["outcomes"][0]["count"] == 3
    assert read(text.replace("valeur", "montant")).tables["outcomes"][0]["value"] == 3


def test_an_activity_log_is_not_an_outcome_log():
    parsed = read("Personne;Activité;Semaine;Nombre\nP01;Posts publiés;2026-W05;3\n")
    assert parsed.tables == {
        "activity": [
            {
                "person": "P01",
                "activity": "posts",
                "start": MONDAY,
                "end": SUNDAY,
                "count": 3,
                "source_line": 2,
            }
        ]
    }


# --- one row a person and week

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


def test_a_header_that_means_two_things_is_asked_about_with_the_choices():
    refused = refusal("Personne;Semaine;Contacts\nP01;2026-W05;3\n")
    assert refused.key == "asks_columns"
    assert "Contacts: recruiter_approaches | connections" in refused.text("fr")
    assert 'columns = { recruiter_approaches = "Contacts" }' in refused.text("fr")
    assert outcomes(
        read("Personne;Semaine;Contacts\nP01;2026-W05;3\n", columns={"connections": "Contacts"})
    ) == [("P01", "connections", MONDAY, SUNDAY, 3)]


def test_two_unsure_headers_are_offered_two_meanings():
    refused = refusal("Personne;Semaine;Contacts;Relations\nP01;2026-W05;3;4\n")
    assert 'columns = { recruiter_approaches = "Contacts", connections = "Relations" }' in refused.text("fr")


@pytest.mark.parametrize(
    "header", ["Nb RDV", "Nombre de rendez-vous", "nb_rdv", "Number of meetings", "# Meetings"]
)
def test_a_header_may_say_that_it_counts(header):
    assert outcomes(read(f"Personne;Semaine;{header}\nP01;2026-W05;3\n")) == [
        ("P01", "meetings", MONDAY, SUNDAY, 3)
    ]


def test_a_counted_word_is_as_unsure_as_the_word():
    assert refusal("Personne;Semaine;Nombre d'appels\nP01;2026-W05;3\n").key == "asks_columns"


def test_a_column_of_remarks_called_comments_is_not_a_count():
    parsed = read("Person,Week,Meetings,Comments\nP01,2026-W05,2,a good week\n")
    assert outcomes(parsed) == [("P01", "meetings", MONDAY, SUNDAY, 2)]


def test_columns_that_are_not_read_are_named():
    parsed = read("Person,Week,Meetings,Weather\nP01,2026-W05,2,rain\n")
    ((key, values),) = parsed.notes
    assert (key, values["columns"]) == ("columns_unread", "Weather")


def test_total_lines_preambles_and_footers_are_no_weeks():
    parsed = read("Suivi de l'équipe;;\n\nPersonne;Semaine;RDV\nP01;2026-W05;2\nP02;2026-W05;3\nTotal;;5\n")
    assert [each[4] for each in outcomes(parsed)] == [2, 3]
    assert (parsed.rows, parsed.accepted, parsed.ignored) == (2, 2, 2)


def test_in_a_persons_folder_the_rows_are_theirs():
    sheet = cut_text(b"Week,Meetings\n2026-W05,2\n", "P07/weeks.csv")
    assert (
        read_sheet(sheet, Context(today=date(2026, 3, 1), owner="P07")).tables["outcomes"][0]["person"]
        == "P07"
    )


def test_nobody_is_made_up_where_the_file_names_no_one():
    assert outcomes(read("Week,Meetings\n2026-W05,2\n"))[0][0] is None


# --- people


def test_a_list_of_people_has_roles_seats_and_stays():
    parsed = read(
        "Prénom;Nom;Fonction;Sales Navigator;Arrivée;Départ\nTest;Person;vendeur;oui;13/01/2026;\nP02;;directrice;non;;28/02/2026\n"
    )
    first, second = parsed.tables["people"]
    assert (first["person"], first["role"], first["seat"], first["start"], first["end"]) == (
        "Test Person",
        "vendeur",
        True,
        date(2026, 1, 13),
        None,
    )
    assert (second["person"], second["seat"], second["end"]) == ("P02", False, date(2026, 2, 28))


def test_someone_who_leaves_before_coming_is_rejected():
    parsed = read("person,role,start,end\nP01,sales,2026-02-01,2026-01-01\nP02,sales,,\n,sales,,\n")
    assert faults(parsed) == [(2, "ends_before_start"), (4, "person_missing")]


def test_two_dates_alone_may_be_an_absence_and_are_asked_about():
    assert refusal("person,start,end\nP01,2026-02-01,2026-02-14\n").key == "asks_kind"
    assert read("person,start,end\nP01,2026-02-01,2026-02-14\n", kind="people").kind == "people"
