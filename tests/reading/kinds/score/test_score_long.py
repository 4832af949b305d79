"""Tables of the SSI, in all the columns in which people keep it."""

from datetime import date, datetime

import pytest
from reading.scores import only
from reading.texts import TODAY, faults, read, refusal

# --- tables


@pytest.mark.parametrize(
    "header",
    [
        "date,overall,prof_brand,find_right_people,insight_engagement,relationship",
        "date_created,ssi_overall_score,establish_your_professional_brand,find_the_right_people,engage_with_insights,build_relationships",
        "Date,SSI,Créer sa marque professionnelle,Trouver les bonnes personnes,Échanger des informations,Établir des relations",
        "Date,SSI,Imposer votre marque professionnelle,Trouver les bonnes personnes,Interagir de façon constructive,Construire des relations",
        "date,ssi,professionalBrand,findRightPeople,insightEngagement,strongRelationship",
    ],
)
def test_pillars_are_known_by_their_names_in_both_languages(header):
    record = only(read(f"{header}\n2026-01-05,20,13.118,3.68,0.3,2.608\n"))
    assert [record[name] for name in ("ssi", "brand", "find", "engage", "build")] == [
        20,
        13.118,
        3.68,
        0.3,
        2.608,
    ]


def test_pillars_in_another_order_are_the_same_pillars():
    record = only(read("build,date,engage,ssi,find,brand\n2.608,2026-01-05,0.3,20,3.68,13.118\n"))
    assert [record[name] for name in ("brand", "find", "engage", "build")] == [13.118, 3.68, 0.3, 2.608]


def test_a_program_s_tracker_is_an_export_and_a_hand_s_sheet_is_typed():
    assert only(read("date,ssi_score\n2026-01-05,53\n"))["source_kind"] == "export"
    assert only(read("Date,SSI\n2026-01-05,53\n"))["source_kind"] == "typed"
    assert only(read("Date,SSI,Origine\n2026-01-05,53,capture d'écran\n"))["source_kind"] == "screenshot"


def test_a_french_workshop_s_sheet_is_read_as_it_was_typed():
    text = "Prénom;Date;SSI;Rang secteur;Rang réseau;Moyenne secteur\nP01;05/01/2026;53/100;Top 5 %;Top 12\u00a0%;31,5\nP02;13/01/2026;52,6;;;\n"
    first, second = read(text).tables["ssi"]
    assert (first["person"], first["read_at"], first["ssi"]) == ("P01", date(2026, 1, 5), 53)
    assert (first["industry_rank_pct"], first["network_rank_pct"], first["industry_mean"]) == (5, 12, 31.5)
    assert (second["read_at"], second["ssi"], second["industry_rank_pct"]) == (date(2026, 1, 13), 52.6, None)


def test_headers_may_carry_their_unit():
    record = only(read("Date;SSI (/100);Marque professionnelle /25;Rang secteur (%)\n13/01/2026;53;13,1;5\n"))
    assert (record["ssi"], record["brand"], record["industry_rank_pct"]) == (53, 13.1, 5)


def test_ranks_of_a_tracker_are_kept_as_lower_is_better():
    record = only(read("date,ssi_score,ssi_industry_top,ssi_network_top\n2026-01-05,53,5,12\n"))
    assert (record["industry_rank_pct"], record["network_rank_pct"]) == (5, 12)


def test_a_total_that_contradicts_its_pillars_is_kept_for_the_rules_to_judge():
    record = only(read("date,ssi,brand,find,engage,build\n2026-01-05,99,1,1,1,1\n"))
    assert (record["ssi"], record["brand"]) == (99, 1)


def test_a_score_out_of_ten_is_rejected_with_its_line_and_column():
    parsed = read("Date;SSI\n05/01/2026;5/10\n13/01/2026;53\n")
    (wrong,) = parsed.rejected
    assert (wrong.line, wrong.column, wrong.key, wrong.value) == (2, "SSI", "score_out_of", "5/10")
    assert (parsed.rows, parsed.accepted) == (2, 1)


def test_a_blank_score_is_a_blank_row_not_a_zero():
    parsed = read("Date;SSI\n13/01/2026;\n14/01/2026;0\n")
    assert (parsed.blank, parsed.accepted, only(parsed)["ssi"]) == (1, 1, 0)


def test_a_score_of_a_week_is_dated_its_sunday_lest_it_stand_before_what_it_follows():
    parsed = read("Semaine;SSI\n2026-W05;53\n")
    assert only(parsed)["read_at"] == date(2026, 2, 1)
    assert [key for key, _ in parsed.notes] == ["score_dated_by_period"]


def test_a_score_of_this_week_is_not_dated_in_the_future():
    parsed = read("Mois;SSI\nmars 2026;53\n")
    assert only(parsed)["read_at"] == TODAY == date(2026, 3, 1)


def test_two_columns_for_the_total_are_refused():
    assert refusal("Date;SSI;Score\n13/01/2026;53;54\n").key == "asks_twice"


# --- one field a row

LONG = (
    "\ufeffdata_referencia;hora_referencia;secao;campo;valor_original;unidade;valor_numerico\n"
    "2026-01-05;14:03:00;ssi_atual;Social Selling Index;20 de 100;pontos;20,0\n"
    "2026-01-05;14:03:00;pilares;Estabelecer sua marca profissional;13,118;pontos;13,118\n"
    "2026-01-05;14:03:00;pilares;Localizar as pessoas certas;3,68;pontos;3,68\n"
    "2026-01-05;14:03:00;pilares;Interagir oferecendo insights;0,3;pontos;0,3\n"
    "2026-01-05;14:03:00;pilares;Cultivar relacionamentos;2,608;pontos;2,608\n"
    "2026-01-05;14:03:00;ranking;SSI do setor;Top 75%;percentual;75\n"
    "2026-01-05;14:03:00;ranking;SSI da rede;Top 81%;percentual;81\n"
    "2026-01-05;14:03:00;pessoas_no_seu_setor;Social Selling Index;31;pontos;31\n"
    "2026-01-05;14:03:00;pessoas_no_seu_setor;Cultivar relacionamentos;9;pontos;9\n"
    "2026-01-05;14:03:00;perfil;Nome;P01;texto;\n"
)


def test_a_tracker_with_one_field_a_row_gives_one_reading():
    parsed = read(LONG)
    record = only(parsed)
    assert (parsed.kind, record["read_at"], record["source_kind"]) == (
        "ssi_long",
        datetime(2026, 1, 5, 14, 3),
        "export",
    )
    assert [record[name] for name in ("ssi", "brand", "find", "engage", "build")] == [
        20,
        13.118,
        3.68,
        0.3,
        2.608,
    ]
    assert [record[name] for name in ("industry_rank_pct", "network_rank_pct", "industry_mean")] == [
        75,
        81,
        31,
    ]


def test_fields_that_are_no_part_of_the_score_are_ignored_and_named():
    parsed = read(LONG)
    assert (parsed.rows, parsed.accepted, parsed.ignored) == (8, 8, 2)
    assert parsed.notes == (
        ("fields_ignored", {"fields": "perfil: Nome, pessoas_no_seu_setor: Cultivar relacionamentos"}),
    )


def test_two_values_for_one_field_of_one_reading_are_not_chosen_from():
    parsed = read(LONG + "2026-01-05;14:03:00;pilares;Cultivar relacionamentos;5;pontos;5\n")
    assert faults(parsed) == [(12, "score_field_twice")]


# --- the page


def test_relations_beside_the_three_other_pillars_is_the_fourth():
    (record,) = read(
        "Date;SSI;Marque pro;Trouver;Échanger;Relations\n26/01/2026;53;13,1;9,7;14,2;16\n"
    ).tables["ssi"]
    assert record["build"] == 16
    assert refusal("Date;SSI;Marque pro;Trouver;Relations\n26/01/2026;53;13,1;9,7;16\n").key == "asks_columns"


# --- whose score a field is


def test_a_field_that_is_left_aside_is_said_with_its_section():
    text = "date;section;field;value\n2026-01-05;;SSI;50\n2026-01-05;;Rang secteur;5\n2026-01-05;Secteur;Effectif;31\n"
    parsed = read(text)
    assert (only(parsed)["ssi"], only(parsed)["industry_mean"], parsed.ignored) == (50, None, 1)
    assert parsed.notes == (("fields_ignored", {"fields": "Secteur: Effectif"}),)


# --- a page that was not read


@pytest.mark.parametrize(
    "header, status",
    [
        ("date,ssi,brand,find,engage,build,error", "TimeoutError: page not loaded"),
        ("Date,SSI,Marque,Trouver,Échanger,Établir des relations,Statut", "échec"),
        ("date,overall,prof_brand,find_right_people,insight_engagement,relationship,status", "failed"),
        (
            "Datum,SSI-Wert,Professionelle Marke,Richtige Personen,Insights,Beziehungen,Fehler",
            "Zeitüberschreitung",
        ),
    ],
)
def test_zeros_beside_an_error_are_no_reading(header, status):
    parsed = read(
        f"{header}\n2026-01-05,20,13.118,3.68,0.3,2.608,\n2026-01-13,0,0,0,0,0,{status}\n2026-01-14,21,14.1,3.68,0.3,2.608,OK\n"
    )
    assert [record["ssi"] for record in parsed.tables["ssi"]] == [20, 21]
    assert faults(parsed) == [(3, "score_not_fetched")]


def test_zeros_beside_an_error_are_no_reading_in_a_tracker_of_fields_either():
    text = "date;field;value;status\n2026-01-05;SSI;50;ok\n2026-01-05;Rang secteur;5;ok\n2026-01-13;SSI;0;timeout\n"
    parsed = read(text)
    assert (only(parsed)["ssi"], faults(parsed)) == (50, [(4, "score_not_fetched")])


# --- the total


@pytest.mark.parametrize(
    "header",
    [
        "date,brand,find,engage,build",
        "Date,Marque professionnelle,Bonnes personnes,Échanger des informations,Établir des relations",
        "Datum,Professionelle Marke,Richtige Personen,Insights,Beziehungen",
        "Fecha,Marca profesional,Personas adecuadas,Interactuar con información,Relaciones",
    ],
)
def test_a_total_that_is_not_stated_is_the_sum_of_the_pillars_and_said(header):
    parsed = read(f"{header}\n2026-01-05,13.118,3.68,0.3,2.608\n2026-01-13,13.1,,0.3,2.6\n")
    assert [record["ssi"] for record in parsed.tables["ssi"]] == [19.706, None]
    assert ("totals_computed", {"count": 1}) in parsed.notes
