"""The words of the page: labels find their numbers."""

import pytest
from reading.scores import READING, only, page, values

from ssi_outcomes.reading.kinds.page.copied_text import read_page_text

FRENCH = """<html><body><h1>Votre Social Selling Index</h1>
<p>Top 75&nbsp;% Classement SSI du secteur</p><p>Top 81&nbsp;% Classement SSI du réseau</p>
<p>Social Selling Index actuel</p><p>20 sur 100</p>
<ul><li>13,118 sur 25 Établir votre marque professionnelle</li><li>3,68 sur 25 Trouver les bonnes personnes</li>
<li>0,3 sur 25 Échanger des informations</li><li>2,608 sur 25 Établir des relations</li></ul>
<h2>Personnes de votre secteur</h2><p>31 sur 100</p><h2>Personnes de votre réseau</h2><p>33 sur 100</p></body></html>"""


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


def test_the_first_total_is_one_s_own_and_the_next_those_of_the_groups():
    text = "20 out of 100 People in your industry 31 out of 100 People in your network 33 out of 100"
    assert read_page_text(text) == {"ssi": 20, "industry_mean": 31, "network_mean": 33}


def test_text_without_the_score_says_nothing():
    assert read_page_text("Build relationships over 25 years; top of the page, 100 % yours") == {}
