"""The first screen on a team: the conclusion first, no word of statistics, one word on waiting, the exact figures elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from exhibits.heard import cited, facts_of, said
from exhibits.test_verdict_sentences import say_all
from exhibits.told_studies import PLAN, Told, tell_study
from exhibits.verdict_cases import CASES, THERMOMETER, find_case

from ssi_outcomes.evidence.falsify import LeadTest
from ssi_outcomes.exhibits.frame.rounded_gains import round_gain
from ssi_outcomes.exhibits.team import answer
from ssi_outcomes.exhibits.team.answer import show_answer

# What somebody without statistics stumbled on, or would.
LEARNED = {
    "en": r"p-value|interval|ratio|person-week|would have found|in 80|announce|each side|ruled out",
    "fr": r"valeur p|intervalle|rapport|semaines-personnes|auraient trouvé|distingu\w+ de rien|de chaque côté",
}
ROWS = {
    "en": ("Excluded", "Possible", "How sure", "Do", "Don’t", "Worth waiting?"),
    "fr": ("Exclu", "Possible", "Avec quelle certitude", "À faire", "À ne pas faire", "Faut-il attendre ?"),
}


FOLLOWED = Told(1.3, 1.6, lead=LeadTest(None, 0.001, 500))
WIDE = Told(0.8, 1.3)


@pytest.fixture(autouse=True)
def no_register(monkeypatch):
    monkeypatch.setattr(answer, "record_look", lambda folder, look: None)


def screen(name: str, language: str = "en") -> str:
    return say_all(name, language)["plain"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", CASES)
def test_every_first_screen_answers_the_same_six_questions(name, language):
    page = screen(name, language)
    assert tuple(re.findall("<dt>(.*?)</dt>", page.replace("\u00a0", " "))) == ROWS[language]
    assert all(row.strip() for row in re.findall("<dd>(.*?)</dd>", page, re.DOTALL))
    words = re.sub("<[^>]+>", " ", page)
    assert not re.search(LEARNED[language], words, re.IGNORECASE), words


@pytest.mark.parametrize("name", CASES)
def test_no_figure_has_tenths_unless_the_claim_asks_for_them(name):
    values = re.findall(r'data-fact="\w+_at_(?:least|most)" value="([\d.]+)"', screen(name))
    real = find_case(name).findings.of_kind("real")
    near = any(gain.digits for each in real if (gain := round_gain(each, PLAN)))
    assert near or all(float(value) % 1 == 0 for value in values)


def test_where_some_gain_is_sure_the_conclusion_does_not_leave_open_whether_there_is_any():
    page, without = screen("open_some_gain"), screen("open")
    assert "below +<data" in page and ", or above +" in page and "perhaps by less" in page
    assert "They do not show" not in page and "rise by enough to be worth having (" in without


@pytest.mark.parametrize(
    ("language", "none", "times"), [("en", "makes no difference", "2.3"), ("fr", "ne change rien", "2,3")]
)
def test_where_some_gain_is_sure_of_one_outcome_no_conclusion_on_all_says_that_there_may_be_none(
    language, none, times
):
    """And more than twice as many is told in tenths: three times would be far from it."""
    exhibit = show_answer(tell_study({"phone_meetings": Told(0.721, 1.221), "contracts": Told(1.031, 2.297)}))
    page = re.sub("<[^>]+>", "", said(exhibit, language, part="plain"))
    assert none not in page and f"{times} " in page.replace("\u00a0", " ")
    small = {
        "en": "some gain, perhaps too little to be worth having",
        "fr": "un gain, peut-être trop petit pour compter",
    }
    assert page.count(small[language]) == 1


def test_a_thermometer_shows_no_larger_gain_than_what_is_left_at_equal_activity():
    page = screen("useful_thermometer")
    assert "only mirrors the work" in page and "with the same work" in page
    assert "21%" not in page and "22%" not in page


def test_waiting_is_said_once_and_never_beside_the_contrary():
    exhibit = show_answer(find_case("several_partly"))
    assert "about 7 years" in said(exhibit, part="plain")
    assert "each week adds" not in said(exhibit, part="plain") + said(exhibit, part="next_step")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", CASES)
def test_no_row_says_go_on_where_another_says_that_more_weeks_mend_nothing(name, language):
    page = screen(name, language)
    on = {"en": "Go on reading", "fr": "Continuez à relever"}[language]
    mends = {"en": "more weeks of the same would not mend", "fr": "n’y changeraient rien"}[language]
    stands = {"en": "the answer stands", "fr": "la réponse est là"}[language]
    fresh = {"en": "nobody has looked at yet", "fr": "personne n’a encore regardées"}[language]
    assert not (on in page and mends in page)
    assert not (stands in page and fresh in page)


def test_what_takes_longer_than_any_team_lasts_is_told_so():
    page = screen("without_bound")
    assert "longer than any team lasts" in page and "years" not in page


@pytest.mark.parametrize("name", ["open", "useful_beyond_activity", "several_partly"])
def test_each_figure_is_a_fact_of_its_own(name):
    exhibit = show_answer(find_case(name))
    assert cited(screen(name)) <= facts_of(exhibit).keys()
    assert {"trial_people", "trial_weeks"} <= cited(screen(name))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_limits_begin_with_what_was_watched_and_count_no_rows(language):
    limits = say_all("open", language)["limits"]
    first, chosen, counted, *_ = re.findall("<li>(.*?)</li>", limits, re.DOTALL)
    assert {"en": "nobody was chosen at random", "fr": "personne n’a tiré au sort"}[language] in first
    assert {"en": "chosen", "fr": "choisies"}[language] in chosen
    assert {"en": "counted", "fr": "compté"}[language] in counted
    assert "<data" not in limits


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_first_screen_never_calls_a_thermometer_useful(language):
    page = tell_study({"meetings": THERMOMETER, "orders": replace(THERMOMETER, events=300)})
    told = show_answer(page).tell(language)["plain"]
    word = {"en": "mirrors the work", "fr": "reflète le travail"}[language]
    equal = {"en": "with the same work", "fr": "à travail égal"}[language]
    (line,) = re.findall("<li>(.*?)</li>", told, re.DOTALL)
    assert line.startswith(f'<span class="badge" data-status="open">{word}</span>')
    excluded, possible = re.findall("<dd>(.*?)</dd>", told, re.DOTALL)[:2]
    assert excluded.count(equal) == possible.count(equal) == len(page.findings.outcomes)


@pytest.mark.parametrize(
    ("language", "still_open", "closed"),
    [
        ("en", "For contracts there is no clear answer.", "For phone meetings, no: the answer stands."),
        (
            "fr",
            "Pour les contrats, pas de réponse nette.",
            "Pour les entretiens téléphoniques, non : la réponse est là.",
        ),
    ],
)
def test_where_one_outcome_is_open_the_conclusion_and_the_waiting_say_of_which_they_speak(
    language, still_open, closed
):
    page = re.sub("<[^>]+>", "", screen("several_lead_elsewhere_useful", language)).replace("\u00a0", " ")
    assert still_open in page and closed in page
    decided = re.sub("<[^>]+>", "", screen("useful_beyond_activity", language)).replace("\u00a0", " ")
    assert still_open not in decided and closed not in decided
    assert "No need: for these" in decided or "Pas la peine : pour ces" in decided


def test_the_outcome_that_the_score_follows_is_named():
    page = screen("several_lead_elsewhere_useful")
    assert (
        "Be careful with contracts: perhaps such results move the score, and not the score the results."
        in page
    )
    assert "no answer: perhaps such results move the score" in page


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ({"contracts": FOLLOWED}, "would not tell which comes first"),
        ({"contracts": WIDE}, "go on counting"),
        ({"contracts": FOLLOWED, "orders": WIDE}, "it depends on why there is none"),
    ],
)
def test_what_more_weeks_would_do_for_what_is_open_hangs_on_why_it_is(others, told):
    page = tell_study({"phone_meetings": Told(1.2, 1.4, adjusted=(1.2, 1.4)), **others})
    assert told in show_answer(page).tell("en")["plain"]


@pytest.mark.parametrize(("people", "more"), [(41, True), (20_000, False)])
def test_a_trial_is_asked_for_with_more_people_where_it_takes_more_than_there_are(monkeypatch, people, more):
    study = tell_study({"phone_meetings": Told(0.8, 1.2)})
    monkeypatch.setattr(type(study), "n_people", people)
    page = said(show_answer(study), part="plain")
    assert ("With more people a trial could" in page) == ("from several teams" in page) == more
    assert more or "A trial could tell in" in page
