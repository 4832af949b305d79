"""What is typed or answered is understood in French and English; what means nothing is told with what to write."""

from datetime import date, datetime

import pytest

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.base.plan import TrialRule
from ssi_outcomes.desk.trial_options import Asked, ask_missing, is_grouped, understand

RULE = TrialRule()
FRIDAY = datetime(2026, 2, 27, 10, 30)


def terms(people: int = 8, now: datetime = FRIDAY, **asked: str):
    return understand(Asked(**asked), people, RULE, now)


def refused(people: int = 8, now: datetime = FRIDAY, **asked: str) -> UsageError:
    with pytest.raises(UsageError) as error:
        terms(people, now, **asked)
    assert error.value.text("fr") != error.value.text("en")
    return error.value


def test_what_is_not_asked_is_half_a_year_before_and_half_a_year_of_trial_from_the_next_monday():
    found = terms()
    assert (found.design, found.first, found.before, found.weeks) == ("parallel", date(2026, 3, 2), 24, 24)
    assert (found.push, found.outcome, found.grouping) == ("score_hour", "phone_meetings", "none")


def test_one_person_is_drawn_against_himself():
    found = terms(1)
    assert (found.design, found.before, found.weeks) == ("single", 0, 40)


@pytest.mark.parametrize(
    "text, design",
    [("parallel", "parallel"), ("Parallèle", "parallel"), ("1", "parallel"), ("croise", "crossover"),
     ("CROISÉ", "crossover"), ("à tour de rôle", "crossover"), ("2", "crossover"), ("cross-over", "crossover")],
)  # fmt: skip
def test_a_design_is_called_so_in_either_language_or_by_its_number(text, design):
    assert terms(design=text).design == design


@pytest.mark.parametrize(
    "text, push",
    [("bot_acts", "bot_acts"), ("Gestes de robot", "bot_acts"), ("2", "bot_acts"), ("une heure par semaine", "score_hour"),
     ("  Un café avec un client  ", "Un café avec un client")],
)  # fmt: skip
def test_a_push_is_one_that_is_ready_or_own_words(text, push):
    assert terms(push=text).push == push


@pytest.mark.parametrize(
    "text, outcome",
    [
        ("contrats", "contracts"),
        ("contracts", "contracts"),
        ("Phone meetings", "phone_meetings"),
        ("inbound_requests", "inbound_requests"),
    ],
)
def test_an_outcome_is_found_by_what_files_call_it(text, outcome):
    assert terms(outcome=text).outcome == outcome


@pytest.mark.parametrize("text", ["vues", "likes", "revenue", "bonheur"])
def test_attention_money_and_what_nobody_knows_are_no_result_to_count(text):
    assert refused(outcome=text).key == "trial_outcome_unknown"


@pytest.mark.parametrize(
    "now, first",
    [(datetime(2026, 3, 2, 11, 59), date(2026, 3, 2)), (datetime(2026, 3, 2, 12, 1), date(2026, 3, 9))],
)
def test_the_next_monday_is_today_until_noon(now, first):
    assert terms(now=now).first == first


def test_weeks_that_are_over_may_be_the_baseline_and_never_the_trial():
    assert terms(first="2026-01-05", before="8").first == date(2026, 1, 5)
    error = refused(first="2025-12-29", before="8")
    assert (error.key, error.values["first"]) == ("trial_begun", "2026-01-05")
    assert refused(first="2026-02-23", design="crossover").key == "trial_begun"


@pytest.mark.parametrize("text", ["0", "-1", "2.5", "huit", "", "1e3", "521", "٣"])
def test_weeks_of_trial_are_a_whole_number(text):
    if text:
        assert refused(weeks=text).key == "trial_weeks_not_number"
    else:
        assert terms(weeks=text).weeks == 24


def test_a_parallel_trial_has_eight_weeks_before_at_least():
    assert terms(before="8").before == 8
    assert refused(before="7").key == "trial_before_few"


@pytest.mark.parametrize(
    "design, people, weeks, fits",
    [
        ("crossover", 8, "40", "32 / 48"),
        ("crossover", 8, "10", "16"),
        ("single", 1, "39", "40"),
        ("single", 1, "41", "40 / 44"),
    ],
)
def test_blocks_are_whole_and_as_many_as_it_takes(design, people, weeks, fits):
    error = refused(people, design=design, weeks=weeks)
    assert (error.key, error.values["fits"]) == ("trial_weeks_fit", fits)


@pytest.mark.parametrize("design, people", [("single", 8), ("parallel", 1), ("crossover", 1)])
def test_one_person_and_several_have_designs_of_their_own(design, people):
    assert refused(people, design=design).key == "trial_design_people"


@pytest.mark.parametrize("option, value", [("design", "triple"), ("grouping", "horoscope")])
def test_a_word_that_is_not_known_is_told_with_those_that_are(option, value):
    error = refused(**{option: value})
    assert error.key == "trial_word_unknown" and value in error.text("fr")


def test_whoever_is_drawn_alike_needs_the_dataset():
    assert [is_grouped(Asked(grouping=each)) for each in ("", "none", "aucun", "équipes", "pairs")] == [
        False
    ] * 3 + [True] * 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_only_what_was_not_typed_is_asked_and_return_stands_for_what_is_shown(language, monkeypatch):
    monkeypatch.setenv("SSI_LANG", language)
    questions = []
    asked = ask_missing(
        Asked(people="names.txt", weeks="16"),
        FRIDAY,
        lambda question, usual: questions.append(question) or usual,
        False,
    )
    assert len(questions) == 6
    assert understand(asked, 8, RULE, FRIDAY) == terms(weeks="16")


def test_one_alone_is_not_asked_for_groups_nor_a_dataset_for_its_people():
    questions = []
    ask_missing(
        Asked(design="seul"), FRIDAY, lambda question, usual: questions.append(question) or usual, True
    )
    assert len(questions) == 5


def test_a_push_in_own_words_may_say_its_hours():
    assert terms(push="calls", hours="1,5").hours == terms(push="calls", hours=" 1.5 ").hours == 1.5
    assert terms(push="calls").hours == 0
    for hours in ("two", "0", "-1", "1e2", "400"):
        assert refused(push="calls", hours=hours).key == "trial_hours_not_number"
    assert refused(hours="2").key == "trial_hours_known"
