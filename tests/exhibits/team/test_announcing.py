"""The exhibit of the race: which words the numbers choose, and that real results, vanity and ignorance are kept apart."""

from __future__ import annotations

import dataclasses
import re
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from evidence.invented_panel import invent
from matplotlib.backends.backend_agg import FigureCanvasAgg

from ssi_outcomes.exhibits import Exhibit, show_race
from ssi_outcomes.exhibits.team.announcing import Races, run_races
from ssi_outcomes.figures import draw_race
from ssi_outcomes.figures.canvas import WIDTH, as_svg, style
from ssi_outcomes.study import PanelStudy, open_study
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import say_plain

both_languages = pytest.mark.parametrize("language", ["fr", "en"])


@pytest.fixture(scope="module")
def demo() -> PanelStudy:
    return open_study("demo-team")


@pytest.fixture(scope="module")
def demo_races(demo) -> Races:
    return run_races(demo)


@pytest.fixture(scope="module")
def demo_race(demo, demo_races) -> Exhibit:
    return show_run(demo, demo_races)


def show_run(demo: PanelStudy, races: Races) -> Exhibit:
    """Return the exhibit of races that were run."""
    with patch("ssi_outcomes.exhibits.team.announcing.run_races", lambda study: races):
        return show_race(demo)


def race_of(demo: PanelStudy, frame) -> Exhibit:
    """Return the exhibit of another panel under the same plan."""
    return show_race(dataclasses.replace(demo, panel=dataclasses.replace(demo.panel, frame=frame)))


def facts_of(exhibit: Exhibit) -> dict[str, Fact]:
    return {fact.id: fact for fact in exhibit.facts}


def words(exhibit: Exhibit, language: str = "en", part: str = "sentence") -> str:
    return re.sub("<[^>]+>", "", exhibit.tell(language)[part]).replace("\u00a0", " ")


def cited(html: str) -> set[str]:
    return set(re.findall('data-fact="([^"]+)"', html))


# --- a team


@pytest.mark.long
def test_of_the_demo_team_the_score_announces_no_result_as_is_true_in_its_world(demo_race):
    facts = facts_of(demo_race)
    assert facts["race_n_outcomes"].value == 6
    assert (
        facts["race_n_above"].value
        <= facts["race_by_chance"].value
        == pytest.approx(facts["race_n_raced"].value * 0.05)
    )
    scores = [fact for name, fact in facts.items() if re.fullmatch(r"race_[a-z_]+_ssi", name)]
    assert len(scores) == 6 and all(fact.low <= 0 for fact in scores)


def test_each_gain_is_a_fact_with_its_interval_level_and_events(demo_races, demo_race):
    facts = facts_of(demo_race)
    for each in demo_races.every:
        for entry in each.run:
            fact = facts[f"race_{each.outcome}_{entry.candidate.name}"]
            assert (fact.value, fact.low, fact.high) == pytest.approx(
                (entry.gain.value, entry.gain.low, entry.gain.high)
            )
            assert (fact.level, fact.n, fact.unit) == (0.9, entry.events, "percent")


def test_no_vanity_count_is_forecast(demo_race):
    assert not [
        name for name in facts_of(demo_race) if name.startswith(("race_impressions", "race_profile_views"))
    ]
    assert "vanity count of the week before" in words(demo_race, part="table")


def test_the_outcome_with_most_events_is_drawn(demo_races, demo_race):
    assert demo_races.drawn.outcome == "phone_meetings"
    assert "Drawn: phone meetings" in words(demo_race)
    assert "La figure porte sur un résultat, entretiens téléphoniques" in words(demo_race, "fr")


def test_the_words_begin_with_what_it_comes_to(demo_race):
    nothing = "Nothing here predicts phone meetings better than the person’s own mean so far."
    assert words(demo_race).startswith(nothing)
    assert words(demo_race, "fr").startswith("Rien ici n’annonce les entretiens téléphoniques mieux que")


def test_the_table_has_each_real_outcome_with_the_scores_line(demo_race):
    rows = re.findall("<tr>(.*?)</tr>", demo_race.tell("en")["table"])[1:]
    outcomes = [re.search(r"<th[^>]*>(.*?)</th>", row)[1] for row in rows]
    assert len(set(outcomes)) == 6 and len(rows) <= 6 * 4
    assert sum(">SSI<" in row for row in rows) == 6


@both_languages
def test_it_says_what_a_race_cannot(demo_race, language):
    said = words(demo_race, language)
    assert {"en": "A forecast is not an effect", "fr": "Une prévision n’est pas un effet"}[language] in said
    assert {"en": "weak on small data", "fr": "faible sur peu de données"}[language] in said


def test_both_languages_cite_the_same_facts(demo_race):
    french, english = demo_race.tell("fr"), demo_race.tell("en")
    assert all(cited(french[part]) == cited(english[part]) for part in ("sentence", "table"))


@both_languages
def test_the_picture_fits_a_phone_and_has_its_words(demo_race, language):
    with style():
        figure = demo_race.figure(language)
        svg = as_svg(figure)
    assert figure.get_size_inches()[0] == WIDTH
    (axes,) = figure.axes
    assert (
        "%" in axes.get_xlabel() and len(axes.get_yticklabels()) == facts_of(demo_race)["race_n_drawn"].value
    )
    assert "<dc:date>" not in svg and len(words(demo_race, language, "alt")) > 100


@both_languages
def test_nothing_of_a_picture_is_cut_off(demo_race, language):
    with style():
        figure = demo_race.figure(language)
        FigureCanvasAgg(figure).draw()
        width, height = figure.bbox.width, figure.bbox.height
        for text in (
            figure.axes[0].xaxis.label,
            *figure.axes[0].get_yticklabels(),
            *figure.legends[0].get_texts(),
        ):
            box = text.get_window_extent()
            assert box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height, text.get_text()


@both_languages
def test_the_ticks_of_a_narrow_race_can_be_told_apart(language):
    entries = pd.DataFrame(
        {"label": ["SSI"], "kind": ["score"], "gain": [-0.013], "low": [-0.021], "high": [-0.004]}
    )
    with style():
        figure = draw_race(entries, lambda key, **values: say_plain(key, language, {}, **values))
        FigureCanvasAgg(figure).draw()
    ticks = [tick.get_text() for tick in figure.axes[0].get_xticklabels()]
    assert len(ticks) > 3 and len(set(ticks)) == len(ticks)


# --- worlds in which the answer is known


def test_a_score_that_announces_results_is_said_to(demo):
    said = words(race_of(demo, invent(80, 26, seed=1, by_ssi=0.8)))
    assert (
        "The score predicts them better" in said and "No other number" in said and "can be told" not in said
    )


def test_an_activity_that_does_is_named_and_the_score_is_left_open(demo):
    said = words(race_of(demo, invent(80, 26, seed=1, by_posts=0.5)))
    assert (
        "numbers is posts published" in said
        and "predicts them better than the person’s own mean so far cannot be told" in said
    )


@both_languages
def test_where_nothing_is_gained_or_lost_that_is_said_and_not_that_it_cannot_be_told(
    demo, demo_races, language, monkeypatch
):
    # Large data leave narrow intervals; here everything is called narrow.
    monkeypatch.setattr("ssi_outcomes.exhibits.team.announcing.NEGLIGIBLE", 1000)
    told = words(show_run(demo, demo_races), language)
    assert {
        "en": "errs as much as with the person’s own mean",
        "fr": "se trompe autant qu’avec la moyenne de la personne",
    }[language] in told
    assert {"en": "cannot be told", "fr": "on ne peut le dire"}[language] not in told and {
        "en": "weak on small data",
        "fr": "faible sur peu",
    }[language] not in told


def test_where_attention_announces_results_it_is_no_result_itself(demo):
    frame = invent(80, 26, seed=2, by_posts=0.5)
    # Posts become visible as views in the same week; nobody counts the posts.
    said = words(
        race_of(
            demo, frame.assign(outcome_profile_views=frame["activity_posts"]).drop(columns="activity_posts")
        )
    )
    assert "numbers is profile views" in said and "it is no result itself" in said


def test_a_score_that_nobody_read_is_said_to_be_unknown(demo):
    exhibit = race_of(demo, invent(40, 20, seed=3).assign(ssi=np.nan, brand=np.nan))
    assert "Of the score nothing can be told: it is not known week by week" in words(exhibit)
    assert "race_meetings_ssi" not in facts_of(exhibit) and len(words(exhibit, "fr", "alt")) > 100


@both_languages
@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (invent(1, 30, seed=1), "one_person"),
        (invent(4, 30, seed=1), "few_people"),
        (invent(20, 12, seed=1).assign(outcome_meetings=0.0), "no_events"),
    ],
)
def test_too_little_data_is_said_in_words_without_a_picture_or_a_number(demo, frame, reason, language):
    exhibit = race_of(demo, frame)
    teller = exhibit.teller(language)
    assert exhibit.draw is None and exhibit.table is None and exhibit.tell(language)["alt"] == ""
    assert teller.text(f"labels.race_reasons.{reason}").replace("\u00a0", " ") in words(exhibit, language)
    assert not [name for name in facts_of(exhibit) if name.startswith("race_meetings")]


@both_languages
def test_a_team_that_counts_no_real_outcome_hears_so(demo, language):
    exhibit = race_of(demo, invent(20, 12, seed=1).drop(columns="outcome_meetings"))
    assert facts_of(exhibit)["race_n_outcomes"].value == 0
    assert {"en": "there is nothing to forecast", "fr": "il n’y a rien à prévoir"}[language] in words(
        exhibit, language
    )


def test_an_outcome_that_cannot_be_raced_says_why_beside_one_that_can(demo):
    exhibit = race_of(demo, invent(40, 20, seed=4).assign(outcome_contracts=0.0))
    assert "not a single one was counted" in words(exhibit, part="table")
