"""The SSI in all the shapes in which people have it."""

import json
from datetime import date, datetime

import pytest
from reading.texts import CONTEXT, TODAY, faults, read, refusal

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.kinds.page.saved_page import read_score_page
from ssi_outcomes.reading.kinds.page.score_json import read_score_json
from ssi_outcomes.reading.kinds.score_long import find_field
from ssi_outcomes.reading.parsed import Context

ANSWER = {
    "activeSeat": False,
    "memberScore": {
        "overall": 19.705751,
        # Not in LinkedIn's usual order: names decide, never places.
        "subScores": [
            {"score": 2.6077502, "pillar": "STRONG_RELATIONSHIP"},
            {"score": 13.118002, "pillar": "PROFESSIONAL_BRAND"},
            {"score": 0.29999998, "pillar": "INSIGHT_ENGAGEMENT"},
            {"score": 3.68, "pillar": "FIND_RIGHT_PEOPLE"},
        ],
    },
    "groupScore": [
        {"groupType": "TEAM", "rank": 12, "score": {"overall": 50.0, "subScores": []}},
        {"groupType": "NETWORK", "rank": 81, "score": {"overall": 32.72, "subScores": []}},
        {"groupType": "INDUSTRY", "rank": 75, "score": {"overall": 30.99, "subScores": []}},
    ],
}
READING = {
    "ssi": 19.705751,
    "brand": 13.118002,
    "find": 3.68,
    "engage": 0.29999998,
    "build": 2.6077502,
    "industry_mean": 30.99,
    "network_mean": 32.72,
    "industry_rank_pct": 75.0,
    "network_rank_pct": 81.0,
}


def only(parsed):
    (record,) = parsed.tables["ssi"]
    return record


def values(record):
    return {name: record[name] for name in READING}


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
    assert refusal("Date;SSI;Score\n13/01/2026;53;54\n").key == "header_twice"


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
    assert parsed.notes == (("fields_ignored", {"fields": "Cultivar relacionamentos, Nome"}),)


def test_two_values_for_one_field_of_one_reading_are_not_chosen_from():
    parsed = read(LONG + "2026-01-05;14:03:00;pilares;Cultivar relacionamentos;5;pontos;5\n")
    assert faults(parsed) == [(12, "score_field_twice")]


@pytest.mark.parametrize(
    ("section", "name", "field"),
    [
        ("", "Build strong relationships", "build"),
        ("", "Industry SSI rank", "industry_rank_pct"),
        ("Classement", "Réseau", "network_rank_pct"),
        ("People in your industry", "SSI", "industry_mean"),
        ("Personnes de votre secteur", "Établir des relations", None),
        ("", "Prénom", None),
    ],
)
def test_a_field_is_known_by_its_name_and_section(section, name, field):
    assert find_field(section, name) == field


# --- JSON


def json_of(value, shown="ssi-2026-01-05.json", **mapping):
    return read_score_json(
        json.dumps(value).encode(), shown, Context(today=TODAY, owner="P01", mapping=mapping)
    )


def test_the_answer_behind_the_page_is_read_by_the_pillars_names():
    record = only(json_of(ANSWER))
    assert values(record) == READING
    assert (record["person"], record["read_at"], record["source_kind"]) == (
        "P01",
        date(2026, 1, 5),
        "api_json",
    )


def test_a_sales_navigator_seat_is_kept_beside_the_person():
    (person,) = json_of(ANSWER).tables["people"]
    assert (person["person"], person["seat"]) == ("P01", False)


def test_wrapped_answers_are_found_with_the_date_around_them():
    wrapped = [
        {"object": "ssi", "timestamp": "2026-01-05T23:30:00Z", "data": ANSWER},
        {"object": "ssi", "timestamp": 1768176000000, "data": ANSWER},
    ]
    parsed = json_of(wrapped, "scores.json")
    # 23:30 in Greenwich is half past midnight in Paris; 1768176000 is 2026-01-12 at midnight, UTC.
    assert [record["read_at"] for record in parsed.tables["ssi"]] == [
        datetime(2026, 1, 6, 0, 30),
        datetime(2026, 1, 12, 1, 0),
    ]


def test_an_answer_without_a_date_is_asked_about():
    with pytest.raises(FileRefused) as refused:
        json_of(ANSWER, "data/raw/acme/P01/answer.json")
    assert refused.value.key == "asks_reading_date"
    assert '["P01/answer.json"]\ndate = "YYYY-MM-DD"' in refused.value.text("fr")
    assert only(json_of(ANSWER, "answer.json", date="2026-01-07"))["read_at"] == date(2026, 1, 7)


def test_the_line_pasted_unchanged_dates_nothing():
    with pytest.raises(FileRefused, match="YYYY-MM-DD"):
        json_of(ANSWER, "answer.json", date="YYYY-MM-DD")


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"{", "json_unreadable"),
        (b'{"a": NaN}', "json_unreadable"),
        (b"[" * 100_000, "json_unreadable"),
        (b'{"a": 1}', "json_without_score"),
        (b'"memberScore"', "json_without_score"),
        (b"\xff\xfe", "json_unreadable"),
    ],
)
def test_json_that_holds_no_score_is_refused(content, key):
    with pytest.raises(FileRefused) as refused:
        read_score_json(content, "x.json", CONTEXT)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("member", "key"),
    [
        ({}, "json_score_empty"),
        ({"overall": "53"}, "number_unreadable"),
        ({"overall": True}, "number_unreadable"),
        (
            {
                "subScores": [
                    {"pillar": "PROFESSIONAL_BRAND", "score": 1},
                    {"pillar": "PROFESSIONAL_BRAND", "score": 2},
                ]
            },
            "json_pillar_twice",
        ),
    ],
)
def test_a_damaged_answer_is_rejected(member, key):
    parsed = json_of({"memberScore": member})
    assert (parsed.accepted, [each.key for each in parsed.rejected]) == (0, [key])


# --- the page

BARS = """<!DOCTYPE html><html><head><title>SSI</title></head><body>
<dl class="ssi-ranks">
 <div class="ssi-rank"><dt class="ssi-rank__category-name">Industry SSI rank</dt><dd class="ssi-rank__category-score">Top <span>75</span>%</dd></div>
 <div class="ssi-rank"><dt class="ssi-rank__category-name">Network SSI rank</dt><dd class="ssi-rank__category-score">Top <span>81</span>%</dd></div>
</dl>
<div class="user-ssi-score"><figcaption><span class="ssi-score__value">20</span> out of 100</figcaption>
<progress id="engage-with-insights__sub-score-bar" value="0.29999998" max="25"></progress>
<progress id="establish-brand__sub-score-bar" value="13.118002" max="25"></progress>
<progress id="find-people__sub-score-bar" value="3.68" max="25"></progress>
<progress id="build-relationships__sub-score-bar" value="2.6077502" max="25"></progress></div>
<div class="group-ssi-score">People in your industry <span class="ssi-score__value">31</span> out of 100</div>
<div class="group-ssi-score">People in your network <span class="ssi-score__value">33</span> out of 100</div>
</body></html>"""
FRENCH = """<html><body><h1>Votre Social Selling Index</h1>
<p>Top 75&nbsp;% Classement SSI du secteur</p><p>Top 81&nbsp;% Classement SSI du réseau</p>
<p>Social Selling Index actuel</p><p>20 sur 100</p>
<ul><li>13,118 sur 25 Établir votre marque professionnelle</li><li>3,68 sur 25 Trouver les bonnes personnes</li>
<li>0,3 sur 25 Échanger des informations</li><li>2,608 sur 25 Établir des relations</li></ul>
<h2>Personnes de votre secteur</h2><p>31 sur 100</p><h2>Personnes de votre réseau</h2><p>33 sur 100</p></body></html>"""


def page(text, shown="ssi_20260105.html", **mapping):
    return read_score_page(text, shown, Context(today=TODAY, owner="P01", mapping=mapping))


def test_a_saved_page_is_read_from_its_bars_whatever_their_order():
    record = only(page(BARS))
    assert values(record) == {**READING, "ssi": 20, "industry_mean": 31, "network_mean": 33}
    assert (record["read_at"], record["source_kind"], record["person"]) == (
        date(2026, 1, 5),
        "page_html",
        "P01",
    )


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        FRENCH.replace(
            "<li>13,118 sur 25 Établir votre marque professionnelle",
            "<li>13,118 sur 25 Créer votre marque professionnelle",
        ),
    ],
)
def test_a_french_page_is_read_by_its_labels(text):
    expected = {
        **READING,
        "ssi": 20,
        "brand": 13.118,
        "engage": 0.3,
        "build": 2.608,
        "industry_mean": 31,
        "network_mean": 33,
    }
    assert values(only(page(text))) == expected


def test_labels_may_come_before_their_numbers():
    text = "<html>Current Social Selling Index 20 out of 100. Establish your professional brand 13.118 out of 25 Find the right people 3.68 out of 25 "
    text += "Engage with insights 0.3 out of 25 Build relationships 2.608 out of 25 Industry SSI rank Top 75% Network SSI rank Top 81%</html>"
    record = only(page(text))
    assert [record[name] for name in ("ssi", "brand", "find", "engage", "build", "industry_rank_pct")] == [
        20,
        13.118,
        3.68,
        0.3,
        2.608,
        75,
    ]


def test_pillars_with_a_number_missing_are_left_out_rather_than_shifted():
    text = "<html>20 out of 100 Establish your professional brand 13.118 out of 25 Find the right people Engage with insights 0.3 out of 25 Build relationships 2.608 out of 25</html>"
    record = only(page(text))
    assert record["ssi"] == 20
    assert [record[name] for name in ("brand", "find", "engage", "build")] == [None] * 4


def test_the_data_inside_a_page_is_read_and_nothing_is_executed():
    text = f"<html><script>window.alert('x'); window.__data = {json.dumps({'x': 1, 'ssi': ANSWER})};</script><p>99 out of 100</p></html>"
    assert values(only(page(text))) == READING
    code = json.dumps(ANSWER).replace('"', "&quot;")
    assert values(only(page(f"<html><code>{code}</code></html>"))) == READING


def test_the_day_that_a_saving_tool_noted_dates_the_page():
    noted = "<!--\n Page saved with SingleFile \n url: https://www.linkedin.com/sales/ssi \n saved date: Wed Jan 07 2026 10:12:13 GMT+0100 (CET)\n-->"
    assert only(page(BARS.replace("<head>", noted + "<head>"), "page.html"))["read_at"] == date(2026, 1, 7)


def test_another_page_is_refused():
    with pytest.raises(FileRefused) as refused:
        page("<html><p>Build relationships over 25 years</p></html>")
    assert refused.value.key == "page_without_score"


def test_relations_beside_the_three_other_pillars_is_the_fourth():
    (record,) = read(
        "Date;SSI;Marque pro;Trouver;Échanger;Relations\n26/01/2026;53;13,1;9,7;14,2;16\n"
    ).tables["ssi"]
    assert record["build"] == 16
    assert refusal("Date;SSI;Marque pro;Trouver;Relations\n26/01/2026;53;13,1;9,7;16\n").key == "asks_columns"
