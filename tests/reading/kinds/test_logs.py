"""Logs of outcomes and activities: one of them a row."""

import tomllib
from datetime import date

from reading.texts import MONDAY, SUNDAY, faults, outcomes, read

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


def test_an_unknown_outcome_is_rejected_with_the_line_that_would_name_it():
    text = "person,outcome,date\nP01,Webinaire,2026-01-28\nP01,meetings,2026-01-28\n"
    (wrong,) = read(text).rejected
    assert (wrong.line, wrong.column, wrong.key) == (2, "outcome", "name_unknown")
    assert '["file.csv"]\nnames = { Webinaire = "" }' in wrong.values["paste"]
    assert outcomes(read(text, names={"webinaire": "meetings"}))[0][1] == "meetings"


def test_contacts_are_asked_about_for_the_word_means_two_things():
    (wrong,) = read("person,outcome,date\nP01,Contacts,2026-01-28\nP01,meetings,2026-01-28\n").rejected
    assert (wrong.key, wrong.values["known"]) == ("name_ambiguous", "recruiter_approaches, connections")


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


def test_a_name_that_is_not_known_is_left_aside_once_the_line_is_pasted_as_it_stands():
    text = "Date;Person;Outcome\n2026-01-28;P01;Meeting\n2026-01-29;P01;No meeting\n2026-01-30;P01;Contrat perdu\n"
    asked = [tomllib.loads(each.values["paste"])["file.csv"] for each in read(text).rejected]
    assert asked == [{"names": {"No meeting": ""}}, {"names": {"Contrat perdu": ""}}]
    parsed = read(text, names={"No meeting": "", "Contrat perdu": "contracts"})
    assert [each[1] for each in outcomes(parsed)] == ["meetings", "contracts"]
    assert (parsed.rows, parsed.accepted, parsed.ignored) == (2, 2, 1)
