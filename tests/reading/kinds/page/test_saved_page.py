"""The page as a browser saved it: data first, then bars, then words."""

import json
from datetime import date

import pytest
from reading.scores import ANSWER, BARS, READING, only, page, values

from ssi_outcomes.base.errors import FileRefused


def test_a_saved_page_is_read_from_its_bars_whatever_their_order():
    record = only(page(BARS))
    assert values(record) == {**READING, "ssi": 20, "industry_mean": 31, "network_mean": 33}
    assert (record["read_at"], record["source_kind"], record["person"]) == (
        date(2026, 1, 5),
        "page_html",
        "P01",
    )


def test_the_data_inside_a_page_is_read_and_nothing_is_executed():
    text = f"<html><script>window.alert('x'); window.__data = {json.dumps({'x': 1, 'ssi': ANSWER})};</script><p>99 out of 100</p></html>"
    assert values(only(page(text))) == READING
    code = json.dumps(ANSWER).replace('"', "&quot;")
    assert values(only(page(f"<html><code>{code}</code></html>"))) == READING


def test_another_page_is_refused():
    with pytest.raises(FileRefused) as refused:
        page("<html><p>Build relationships over 25 years</p></html>")
    assert refused.value.key == "page_without_score"
