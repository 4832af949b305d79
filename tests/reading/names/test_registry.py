"""The registry and the aliases: each spelling names one thing, or is asked about."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from ssi_outcomes.base.catalogues import LANGUAGES, read_catalogue
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.kinds.crm.vendor import NOT_COLUMNS
from ssi_outcomes.reading.kinds.weekly_columns import known_columns as wide_columns
from ssi_outcomes.reading.names.registry import (
    activities,
    aliases,
    ambiguous_words,
    find_activity,
    find_outcome,
    meanings,
    outcomes,
    stem_of,
)


def test_the_articles_four_questions_and_its_conclusion_are_real_outcomes():
    asked = [
        "phone_meetings",
        "incoming_calls",
        "inbound_requests",
        "physical_meetings",
        "orders",
        "contracts",
        "job_interviews",
    ]
    assert {outcomes()[name].kind for name in asked} == {"real"}


def test_attention_is_vanity():
    seen = [
        "views",
        "impressions",
        "likes",
        "comments",
        "shares",
        "followers",
        "connections",
        "profile_views",
        "search_appearances",
    ]
    assert {outcomes()[name].kind for name in seen} == {"vanity"}


def test_every_outcome_is_real_or_vanity_counted_or_an_amount():
    assert {each.id: each.kind for each in outcomes().values() if each.kind not in ("real", "vanity")} == {}
    assert {each.id for each in outcomes().values() if each.measure not in ("count", "amount")} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_counted_is_what_has_a_name_in_each_language(language):
    registry = files("ssi_outcomes.reading.names").joinpath("registry.toml").read_text("utf-8")
    counted = {f"{part}.{id}" for part in ("outcomes", "activities") for id in tomllib.loads(registry)[part]}
    assert counted == set(read_catalogue(language, "countables"))


def test_no_spelling_names_two_things():
    times = Counter(
        spelling for each in (*outcomes().values(), *activities().values()) for spelling in each.spellings
    )
    assert [spelling for spelling, count in times.items() if count > 1] == []


def test_a_label_is_never_an_ambiguous_word():
    # Templates write labels at the head of columns: they must be read back without a question.
    labels = {
        fold(text) for each in (*outcomes().values(), *activities().values()) for text in each.label.values()
    }
    assert labels & ambiguous_words().keys() == set()


def test_what_ambiguous_words_could_mean_exists():
    known = outcomes().keys() | activities().keys()
    assert {name for ids in ambiguous_words().values() for name in ids} <= known


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("RDV téléphoniques", "phone_meetings"),
        ("rdv_tel", "phone_meetings"),
        ("Entretien d'embauche", "job_interviews"),
        ("entretien d’embauche", "job_interviews"),
        ("CHIFFRE D'AFFAIRES", "revenue"),
        ("Contrats signés", "contracts"),
        ("Physical\u00a0meetings", "physical_meetings"),
    ],
)
def test_outcomes_are_found_by_french_and_english_spellings(text, name):
    assert find_outcome(text) == name


def test_the_french_contacts_is_neither_a_connection_nor_an_approach_before_someone_says():
    assert find_outcome("Contacts") is None
    assert meanings("Contacts") == ("recruiter_approaches", "connections")


def test_what_one_does_is_not_what_one_gets():
    assert find_activity("Commentaires écrits") == "comments_written"
    assert find_activity("Commentaires reçus") is None
    assert find_outcome("Commentaires reçus") == "comments"


def collisions(columns):
    times = Counter(
        spelling
        for name, spellings in columns.items()
        for spelling in {fold(each) for each in (name, *spellings)}
    )
    return [spelling for spelling, count in times.items() if count > 1]


def test_no_header_names_two_columns_of_one_table():
    assert collisions(aliases("columns")) == []
    for part in ("deals", "activities"):
        for headers in aliases(part).values():
            assert collisions({name: headers[name] for name in headers if name not in NOT_COLUMNS}) == []


def test_no_outcome_is_called_like_another_column():
    # An id such as "comments" is asked about as a header, though it is sure as an entry of a log.
    assert set(collisions(wide_columns())) <= ambiguous_words().keys()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(
            ("Contrat signé", "contracts"),
            ("signed contract", "contracts"),
            ("Demande de devis", "inbound_requests"),
            ("affaire gagnée", "contracts"),
        ),
        *(
            ("Rendez-vous téléphonique", "phone_meetings"),
            ("order received", "orders"),
            ("prospect qualifié", "qualified_leads"),
        ),
        *(
            ("contact", None),
            ("relation", None),
            ("appel", None),
            ("clients", None),
            ("bidule", None),
        ),  # still to be asked about
    ],
)
def test_a_row_of_a_log_says_in_the_singular_what_a_heading_says_in_the_plural(text, found):
    assert find_outcome(text) == found and find_activity(text) is None


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("deals signed", "deal signed"),
        ("new business", "new business"),  # an s of its own
        ("process", "process"),
        ("rdvs", "rdv"),
        ("pas", "pas"),  # too short to tell
    ],
)
def test_an_s_of_the_word_itself_is_no_plural(text, stem):
    assert stem_of(text) == stem


def test_without_their_plural_no_two_things_become_one():
    assert (
        find_activity("message envoyé") == find_activity("messages envoyés") == "messages_sent"
        and find_outcome("messages envoyés") is None
    )
    for each in outcomes().values():
        assert all(
            find_outcome(spelling) == each.id
            for spelling in each.spellings
            if spelling not in ambiguous_words()
        )
