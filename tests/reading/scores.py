"""One reading of the score in the shapes in which LinkedIn gives it, and what is read of it."""

import json

from reading.texts import TODAY

from ssi_outcomes.reading.kinds.page.saved_page import read_score_page
from ssi_outcomes.reading.kinds.page.score_json import read_score_json
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


def json_of(value, shown="ssi-2026-01-05.json", **mapping):
    return read_score_json(
        json.dumps(value).encode(), shown, Context(today=TODAY, owner="P01", mapping=mapping)
    )


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


def page(text, shown="ssi_20260105.html", **mapping):
    return read_score_page(text, shown, Context(today=TODAY, owner="P01", mapping=mapping))
