"""The words of the page: labels find their numbers."""

import pytest
from reading.scores import READING, only, page, values

from ssi_outcomes.reading.kinds.page.copied_text import is_page_text, read_page_text

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


PILLARS = {
    "en": ("Establish your professional brand", "Find the right people", "Engage with insights", "Build relationships"),
    "fr": ("Construire votre marque professionnelle", "Trouver les bonnes personnes", "Échanger des informations", "Établir des relations"),
    "pt": ("Estabelecer sua marca profissional", "Localizar as pessoas certas", "Interagir oferecendo insights", "Cultivar relacionamentos"),
    "es": ("Establece tu marca profesional", "Encuentra a las personas adecuadas", "Interactúa ofreciendo información", "Crea relaciones"),
    "de": ("Professionelle Marke aufbauen", "Die richtigen Personen finden", "Mit Insights Interesse wecken", "Beziehungen aufbauen"),
    "it": ("Crea il tuo brand professionale", "Trova le persone giuste", "Interagisci con informazioni", "Costruisci relazioni"),
    "nl": ("Bouw je professionele merk op", "Vind de juiste mensen", "Betrek met inzichten", "Bouw relaties"),
}  # fmt: skip
POINTS = ("12,05", "4,76", "1", "15")
FOUR = {"brand": 12.05, "find": 4.76, "engage": 1, "build": 15}


@pytest.mark.parametrize("language", PILLARS)
@pytest.mark.parametrize(
    "line",
    ["{label}\n{points}", "{points}\n{label}", "{points} | {label}", "{label}: {points}", "{label};{points}"],
)
def test_the_copied_page_is_read_in_each_language_whichever_comes_first(language, line):
    lines = [
        line.format(label=label, points=points)
        for label, points in zip(PILLARS[language], POINTS, strict=True)
    ]
    text = "\n".join(["Social Selling Index", "33", *lines])
    assert is_page_text(text.lower())
    assert read_page_text(text) == {"ssi": 33, **FOUR}


@pytest.mark.parametrize(
    ("language", "caption", "rest", "industry"),
    [
        ("en", "33 out of 100", "Remaining points", "People in your industry"),
        ("fr", "33 sur 100", "Points restants", "Personnes de votre secteur"),
        ("de", "33 von 100", "Verbleibende Punkte", "Personen in Ihrer Branche"),
        ("pt", "33 de 100", "Pontos restantes", "Pessoas no seu setor"),
    ],
)
def test_the_tables_behind_the_rings_hold_ones_own_pillars_and_those_of_others(
    language, caption, rest, industry
):
    def ring(title, amount, points, last):
        cells = "".join(
            f"<tr><th>{label}</th><td>{cell}</td></tr>"
            for label, cell in zip((*PILLARS[language], rest), (*points, last), strict=True)
        )
        return f"<section><h2>{title}</h2><figcaption>{amount}</figcaption><table><tr><th>Category</th><th>value</th></tr>{cells}</table></section>"

    text = ring("Social Selling Index", caption, POINTS, 67) + ring(
        industry, caption.replace("33", "29"), ("11,3", "4,5", "1,6", "11,9"), 71
    )
    record = only(page(f"<html><body>{text}</body></html>"))
    assert {name: record[name] for name in FOUR} == FOUR
    assert (record["ssi"], record["industry_mean"]) == (33, 29)


def test_a_page_without_its_total_has_the_sum_of_its_pillars_and_says_so():
    parsed = page(
        "<html>"
        + "".join(
            f"<p>{points}</p><p>{label}</p>" for label, points in zip(PILLARS["en"], POINTS, strict=True)
        )
        + "</html>"
    )
    assert only(parsed)["ssi"] == 32.81
    assert parsed.notes == (("totals_computed", {"count": 1}),)


def test_pillars_whose_numbers_could_stand_on_either_side_are_settled_by_the_total():
    label_first = "33\n" + "\n".join(
        f"{label}\n{points}" for label, points in zip(PILLARS["fr"], POINTS, strict=True)
    )
    assert read_page_text("Votre Social Selling Index\n" + label_first) == {"ssi": 33, **FOUR}
    unsure = label_first.replace("33", "25")  # as well the first pillar's points
    assert read_page_text("Votre Social Selling Index\n" + unsure).keys() & FOUR.keys() == set()
    both = "33 sur 100\n" + label_first.replace("33", "15")  # both ways add up to the total
    assert read_page_text(both) == {"ssi": 33}


def test_pillars_that_are_named_but_not_read_are_told():
    parsed = page("<html>20 out of 100 <p>Engage with insights</p><p>Build relationships</p></html>")
    assert (only(parsed)["ssi"], parsed.notes) == (20, (("page_pillars_unread", {}),))


@pytest.mark.parametrize(
    "text",
    [
        "date,establish your professional brand,find the right people,engage with insights,build relationships\n2026-01-05,1,2,3,4",
        "date;field;value\n" + "\n".join(f"2026-01-05;{label.lower()};3" for label in PILLARS["en"]),
        "how to: establish your professional brand\nfind the right people\nengage with insights\nbuild relationships",
    ],
)
def test_tables_and_articles_are_not_the_page(text):
    assert not is_page_text(text)
