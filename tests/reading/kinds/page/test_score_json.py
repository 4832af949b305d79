"""The JSON behind LinkedIn's page, bare or wrapped."""

from datetime import date, datetime

import pytest
from reading.scores import ANSWER, READING, json_of, only, values
from reading.texts import CONTEXT

from ssi_outcomes.base.errors import FileRefused
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
