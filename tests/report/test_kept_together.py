"""What is read as one stands on one line: the ends of an interval, a number and what it counts."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from ssi_outcomes.report.kept_together import keep_together


def kept(html: str) -> str:
    body = BeautifulSoup(html, "html.parser")
    keep_together(body)
    return body.get_text().replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("from <data>−28%</data> to <data>23%</data> more", "from −28%_to_23% more"),
        (
            "de <a href='#x'><data>26 %</data></a> à <a href='#y'><data>51 %</data></a> de plus",
            "de 26 %_à_51 % de plus",
        ),
        ("<data>50</data> × <data>26</data>", "50_×_26"),
        ("to <data>2.3</data> times as many", "to 2.3_times as many"),
        ("about <data>6,400</data> results", "about 6,400_results"),
        # A word that is long, or stands after a sign, stays free; so does a number after a number.
        ("<data>40</data> semaines-personnes", "40_semaines-personnes"),
        ("<data>12</data> opportunities", "12 opportunities"),
        ("<data>5%</data> risk", "5% risk"),
        ("<data>3</data> a week", "3 a week"),
        ("<data>3</data> 2026", "3 2026"),
        ("<data>3</data>, then", "3, then"),
        ("<data>3</data> to work", "3_to work"),
        ("<data>3</data>", "3"),
    ],
)
def test_what_is_read_as_one_stays_on_one_line(html, said):
    assert kept(html) == said


def test_nothing_but_spaces_changes():
    html = "<p>from <data value='1'>1</data> to <data>2</data> points, <b>of <data>3</data></b> people</p>"
    assert kept(html).replace("_", " ") == "from 1 to 2 points, of 3 people"
