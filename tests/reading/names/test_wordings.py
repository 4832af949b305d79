"""What people call things, in seven languages: enough of them, each read as one thing or asked about."""

from collections import defaultdict

import pytest
from reading.texts import read, refusal

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.kinds.weekly_columns import known_columns
from ssi_outcomes.reading.names.registry import (
    activities,
    aliases,
    all_words,
    ambiguous_words,
    meanings,
    outcomes,
    seen_wordings,
)

ENOUGH = 15
TOO_PLAIN = {
    "company_follows",
    "profile_edits",
    "score_checks",
}  # nobody writes them into a sheet of their own


@pytest.mark.parametrize(
    "column", ["ssi", "person", "date", "week", "read_at", "brand", "find", "engage", "build"]
)
def test_a_column_that_all_depend_on_has_enough_wordings(column):
    assert len(set(map(fold, aliases("columns")[column]))) >= ENOUGH


@pytest.mark.parametrize("thing", [*outcomes(), *activities()])
def test_each_thing_that_is_counted_has_enough_wordings(thing):
    known = {**outcomes(), **activities()}[thing]
    assert thing in TOO_PLAIN or len(known.spellings - ambiguous_words().keys()) >= ENOUGH


def test_each_wording_alone_over_a_column_is_read_as_its_thing_or_asked_about():
    # What a header means, for all at once: later spellings win, as where a table is looked for.
    headers = {fold(each): name for name, spellings in known_columns().items() for each in (name, *spellings)}
    wrong = defaultdict(list)
    for each in (*outcomes().values(), *activities().values()):
        for spelling in each.spellings:
            found = headers[spelling]
            if found != each.id and each.id not in meanings(spelling):
                wrong[each.id].append((spelling, found))
    for name in ("ssi", "person", "date", "week"):
        wrong[name] += [each for each in aliases("columns")[name] if headers[fold(each)] != name]
    assert {name: each for name, each in wrong.items() if each} == {}


@pytest.mark.parametrize(
    ("header", "outcome"),
    [
        *(("RDV téléphoniques", "phone_meetings"), ("Telefontermine", "phone_meetings")),
        *(("Citas telefónicas", "phone_meetings"), ("Appels reçus", "incoming_calls")),
        *(("Llamadas recibidas", "incoming_calls"), ("Nb de demandes entrantes", "inbound_requests")),
        *(("Richieste ricevute", "inbound_requests"), ("Kundenbesuche", "physical_meetings")),
        *(("Reuniões presenciais", "physical_meetings"), ("Besprechungen", "meetings"), ("Riunioni", "meetings")),
        *(("Afspraken", "meetings"), ("Aufträge", "orders"), ("Encomendas", "orders"), ("Contratti firmati", "contracts")),
        *(("Neue Kunden", "contracts"), ("Entrevistas de trabajo", "job_interviews"), ("Jobangebote", "job_offers")),
        *(("Contrataciones", "hires"), ("Qualifizierte Leads", "qualified_leads"), ("Preventivi", "proposals")),
        *(("Impressionen", "impressions"), ("Novos seguidores", "followers"), ("Profilaufrufe", "profile_views")),
    ],
)  # fmt: skip
def test_outcomes_are_read_from_headers_in_the_language_of_the_sheet(header, outcome):
    (record,) = read(f"Datum;{header}\n2026-01-05;3\n").tables["outcomes"]
    assert (record["outcome"], record["count"]) == (outcome, 3)


@pytest.mark.parametrize("header", ["Fecha", "Data", "Datum", "Día", "Giorno", "Dag", "Jour", "Day"])
@pytest.mark.parametrize(
    "person", ["Vertriebsmitarbeiter", "Comercial", "Venditore", "Verkoper", "Vendedor", "Commercial"]
)
def test_person_and_day_are_read_in_the_language_of_the_sheet(header, person):
    (record,) = read(f"{header};{person};SSI\n2026-01-05;Person One;53\n").tables["ssi"]
    assert record["person"] == "Person One"


@pytest.mark.parametrize(
    "header", ["Woche", "KW", "Semana", "Settimana", "Week", "Semaine", "Montag", "Lunes"]
)
def test_weeks_are_read_in_the_language_of_the_sheet(header):
    (record,) = read(f"{header};Contrats\n2026-01-05;2\n").tables["outcomes"]
    assert (record["end"] - record["start"]).days == 6


@pytest.mark.parametrize(
    "word",
    [
        "Termine",
        "Ventas",
        "Vendite",
        "Anrufe",
        "Llamadas",
        "Kontakte",
        "Offerte",
        "Mensajes",
        "Weergaven",
        "Reacties",
    ],
)
def test_a_word_that_fits_two_things_is_asked_about(word):
    assert meanings(word)
    assert refusal(f"Datum;{word}\n2026-01-05;3\n").key == "asks_columns"


def test_a_french_termine_over_words_is_a_remark():
    parsed = read("Date;Contrats;Terminé\n2026-01-05;3;oui\n")
    assert [record["outcome"] for record in parsed.tables["outcomes"]] == ["contracts"]


def test_what_was_seen_is_known():
    known = {fold(word) for word in all_words()}
    assert {word for words in seen_wordings().values() for word in words} - known == set()
    assert sum(map(len, seen_wordings().values())) > 90
