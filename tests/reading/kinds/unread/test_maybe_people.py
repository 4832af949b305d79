"""A column of names under a header that is not known is asked about before its rows are taken for one person's."""

import pytest
from reading.texts import read, refusal

FORM = "Horodateur;{0};Score SSI;RDV\n2026-03-02;{1};53;2\n2026-03-03;{2};33;1\n2026-03-09;{1};54;3\n"


def names(parsed):
    return [each["person"] for each in parsed.tables["ssi"]]


@pytest.mark.parametrize("header", ["Votre nom complet ici", "Qui êtes-vous ?", "Portefeuille", "Who?"])
@pytest.mark.parametrize("people", [("Noa Berg", "Ida Demo"), ("Noa", "Ida"), ("Jean-Loup d’Arc", "N. Berg")])
def test_names_under_an_unknown_header_are_asked_about_and_both_answers_are_heard(header, people):
    text = FORM.format(header, *people)
    asked = refusal(text)
    assert (asked.key, asked.values["column"]) == ("asks_maybe_people", header)
    assert (asked.values["value"], asked.values["ignored"]) == (people[0], f'["{header}"]')
    assert names(read(text, columns={"person": header})) == [*people, people[0]]
    assert names(read(text, ignore=[header])) == [None] * 3
    assert names(read(text, person="Noa")) == ["Noa"] * 3


@pytest.mark.parametrize("other", ["anonyme", "Unknown", "Ida & Max"])
def test_who_is_not_named_beside_somebody_is_somebody_else(other):
    asked = refusal(FORM.format("Qui ?", "Noa", other))
    assert (asked.key, asked.values["column"]) == ("asks_maybe_people", "Qui ?")


@pytest.mark.parametrize("last", ["Total;;86;3", ";Total;86;3", ";Moyenne;43;"])
def test_a_row_of_totals_among_names_is_nobodys(last):
    assert refusal(FORM.format("Qui ?", "Noa", "Ida") + last + "\n").key == "asks_maybe_people"


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Avis", ("anonyme", "anonyme")),  # nobody is named at all
        ("Humeur", ("-", "Bien")),
        ("Ville", ("Lyon", "Lyon")),  # one text alone tells nobody from another
        ("Canal", ("e-mail", "LinkedIn")),  # words by which files call what they hold
        ("Lot", ("A 12", "B 7")),
        ("Client", ("Acme", "Zeta")),
        ("Société visitée", ("Noa Berg", "Ida Demo")),
        ("Humeur", ("", "Bien")),  # half of it is blank
        ("Mot du jour", ("une bonne semaine, avec deux beaux rendez-vous", "rien")),
        ("Heures", ("3", "4")),
    ],
)
def test_other_texts_are_a_column_that_is_not_read(header, cells):
    parsed = read(FORM.format(header, *cells))
    assert names(parsed) == [None] * 3 and "columns_unread" in [key for key, _ in parsed.notes]


def test_where_people_are_named_nothing_is_asked():
    text = "Personne;Portefeuille;Date;SSI\nNoa;Nord Est;2026-03-02;53\nIda;Sud;2026-03-02;50\n"
    assert names(read(text)) == ["Noa", "Ida"]


TRACKER = "Date;SSI;{0}\n2026-03-02;53;{1}\n2026-03-09;54;{2}\n2026-03-16;55;{1}\n"


@pytest.mark.parametrize(
    "header", ["Humeur", "Mood", "Stimmung", "Société", "Company", "Truc", "Portefeuille"]
)
def test_in_a_sheet_that_has_each_week_once_a_word_is_no_person(header):
    parsed = read(TRACKER.format(header, "Bien", "Moyen"))
    assert names(parsed) == [None] * 3 and "columns_unread" in [key for key, _ in parsed.notes]


def test_whole_names_in_such_a_sheet_are_asked_about_all_the_same():
    assert refusal(TRACKER.format("Portefeuille", "Noa Berg", "Ida Demo")).values["column"] == "Portefeuille"


CODED = "Week of;{0};Meetings\n2026-03-02;{1};2\n2026-03-02;{2};1\n2026-03-09;{1};3\n2026-03-09;{2};0\n"
CODES = [("AB", "CD"), ("R01", "R02"), ("1001", "1002"), ("N.B.", "I.D.")]


@pytest.mark.parametrize("codes", CODES)
@pytest.mark.parametrize("header", ["Rep code", "Matricule vendeur", "Mitarbeiter-Kürzel", "Initiales"])
def test_codes_under_a_header_that_says_people_are_asked_about_and_both_answers_are_heard(header, codes):
    text = CODED.format(header, *codes)
    asked = refusal(text)
    assert (asked.key, asked.values["column"]) == ("asks_maybe_people", header)
    parsed = read(text, columns={"person": header})
    assert [each["person"] for each in parsed.tables["outcomes"]] == [*codes] * 2
    assert read(text, ignore=[header]).accepted == 4


LOG = "Date;{0};Outcome\n2026-03-02;{1};meetings\n2026-03-02;{2};meetings\n2026-03-09;{1};meetings\n2026-03-10;{2};contracts\n"
DEALS = (
    "Record ID;Deal Name;Deal Stage;Close Date;Lead source;{0}\n1;a;Closed Won;2026-03-02;Web;{1}\n"
    "2;b;Closed Won;2026-03-03;Referral;{2}\n3;c;Closed Won;2026-03-04;Web;{1}\n"
)
ACTIVITIES = (
    "Activity - Type;Activity - Due date;Activity - Done;{0}\nMeeting;2026-03-02;Done;{1}\n"
    "Meeting;2026-03-03;Done;{2}\nMeeting;2026-03-04;Done;{1}\n"
)


@pytest.mark.parametrize("text", [LOG, DEALS, ACTIVITIES], ids=["log", "deals", "activities"])
@pytest.mark.parametrize(
    ("header", "people"),
    [("Rep code", ("AB", "R2")), ("Zone", ("Noa Berg", "Ida Demo")), ("Zone", ("NB", "KX"))],
)
def test_of_events_that_name_nobody_a_column_of_people_is_asked_about(text, header, people):
    text = text.format(header, *people)
    asked = refusal(text)
    assert (asked.key, asked.values["column"]) == ("asks_maybe_people", header)
    found = read(text, columns={"person": header}).tables["outcomes"]
    assert {each["person"] for each in found} == {*people}
    assert {each["person"] for each in read(text, ignore=[header]).tables["outcomes"]} == {None}


@pytest.mark.parametrize(
    ("text", "header", "cells"),
    [
        (LOG, "Client", ("Noa Berg", "Ida Demo")),
        (LOG, "Lieu", ("Lyon", "Paris")),
        (DEALS, "Zone", ("Nord", "Sud")),  # an export is full of words
        (DEALS, "Associated Company", ("Acme Corp", "Zeta Group")),
        (ACTIVITIES, "Priority", ("High", "Low")),
    ],
)
def test_words_of_events_are_no_people(text, header, cells):
    found = read(text.format(header, *cells)).tables["outcomes"]
    assert {each["person"] for each in found} == {None}


def test_in_a_log_whoever_is_met_once_is_not_who_keeps_it():
    text = "Date;Avec;Outcome\n" + "".join(f"2026-03-0{day};{who};meetings\n" for day, who in MET)
    assert {each["person"] for each in read(text).tables["outcomes"]} == {None}


MET = enumerate(("Noa Berg", "Ida Demo", "Max Test", "Lea Muster"), 2)
