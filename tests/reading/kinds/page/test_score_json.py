"""The JSON behind LinkedIn's page, bare or wrapped."""

import json
from datetime import date, datetime

import pytest
from reading.scores import ANSWER, READING, json_of, only, values
from reading.texts import CONTEXT

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.cells.dates import to_day
from ssi_outcomes.reading.kinds.page.score_json import read_score_json


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


@pytest.mark.parametrize("seat", [None, "yes", 1, {}, [True]])
def test_a_seat_that_is_neither_true_nor_false_is_no_seat_and_costs_no_score(seat):
    parsed = json_of({**ANSWER, "activeSeat": seat})
    assert values(only(parsed)) == READING and "people" not in parsed.tables


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


def lines_of(*answers):
    content = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in answers)
    return read_score_json(content.encode(), "ssi.jsonl", CONTEXT)


@pytest.mark.parametrize("key", ["date", "fetched_at", "capturedAt", "horodatage"])
def test_one_answer_a_line_is_one_reading_a_line(key):
    parsed = lines_of({key: "2026-01-05", **ANSWER}, "", {key: "2026-01-12", "data": ANSWER}, "")
    assert [(record["read_at"], record["source_line"]) for record in parsed.tables["ssi"]] == [
        (date(2026, 1, 5), 1),
        (date(2026, 1, 12), 3),
    ]


def test_a_line_that_is_cut_off_is_refused_and_the_others_are_read():
    parsed = lines_of(
        {"date": "2026-01-05", **ANSWER}, '{"date": "2026-01-12", "memb', {"date": "2026-01-19"}
    )
    assert (parsed.rows, parsed.accepted) == (3, 1)
    assert [(each.line, each.key) for each in parsed.rejected] == [
        (2, "json_line_unreadable"),
        (3, "json_line_without_score"),
    ]


def test_answers_by_day_have_the_day_that_they_are_kept_under():
    parsed = json_of({"2026-01-05": ANSWER, "2026-01-12T08:00:00": ANSWER}, "all.json")
    assert [to_day(record["read_at"]) for record in parsed.tables["ssi"]] == [
        date(2026, 1, 5),
        date(2026, 1, 12),
    ]


def test_several_answers_without_a_day_are_asked_about_whatever_the_file_s_name():
    other = {**ANSWER, "memberScore": {"overall": 21}}
    with pytest.raises(FileRefused) as refused:
        json_of([ANSWER, other], "ssi-2026-01-05.json")
    assert refused.value.key == "json_without_dates"


FLAT = {
    "overall": 20,
    "prof_brand": 13.1,
    "find_right_people": 3.7,
    "insight_engagement": 0.3,
    "relationship": 2.6,
}
CAMEL = {
    "overall": 20,
    "professionalBrand": 13.1,
    "findingPeople": 3.7,
    "engagingInsights": 0.3,
    "buildingRelationships": 2.6,
}


@pytest.mark.parametrize(
    "kept",
    [
        [
            {
                "date": "2026-01-05",
                "parsed": {**FLAT, "industry": {"score": 31, "rank": 75}, "network": {"score": 33}},
            }
        ],
        {
            "scores": [
                {
                    **CAMEL,
                    "recordedAt": "2026-01-05",
                    "industry_mean": 31,
                    "industryRank": 75,
                    "network": {"score": 33},
                }
            ]
        },
        {
            "2026-01-05": {
                **FLAT,
                "industry": {"score": 31, "rank": 75},
                "network": {"score": 33, "rank": None},
            }
        },
    ],
)
def test_a_tracker_s_own_names_are_known_in_json_too(kept):
    record = only(json_of(kept, "history.json"))
    assert (record["read_at"], record["ssi"], record["brand"], record["build"]) == (
        date(2026, 1, 5),
        20,
        13.1,
        2.6,
    )
    assert (record["industry_mean"], record["network_mean"]) == (31, 33)


def test_others_scores_in_json_are_nobody_s_own():
    with pytest.raises(FileRefused) as refused:
        json_of([{"date": "2026-01-05", "industry": {"score": 31, "rank": 75}}], "history.json")
    assert refused.value.key == "json_without_score"


def test_a_reading_whose_day_is_lost_lies_between_those_beside_it():
    days = ("2026-01-05", "???", "2026-01-19")
    parsed = json_of([{"date": day, **FLAT} for day in days], "history.json")
    (gap,) = parsed.tables["gaps"]
    assert (gap["table"], gap["start"], gap["end"]) == ("ssi", date(2026, 1, 5), date(2026, 1, 19))


def test_a_line_that_is_no_json_may_have_been_a_reading_and_one_without_a_score_was_none():
    lines = [json.dumps({"date": "2026-01-05", **FLAT}), '{"date": "2026-01-12", ', '{"error": 429}']
    parsed = read_score_json("\n".join(lines).encode(), "history.json", CONTEXT)
    (gap,) = parsed.tables["gaps"]
    assert (gap["source_line"], gap["start"], gap["end"]) == (2, None, None)


def test_of_two_answers_on_a_line_the_one_without_a_day_is_of_neither_s():
    line = json.dumps([{"date": "2026-01-05", **FLAT}, {"date": "???", **FLAT}])
    parsed = read_score_json(f"{line}\n{json.dumps({'error': 429})}\n".encode(), "history.json", CONTEXT)
    (gap,) = parsed.tables["gaps"]
    assert (gap["source_line"], gap["start"], gap["end"]) == (1, None, None)
