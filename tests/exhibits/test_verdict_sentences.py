"""What is said of a team's data, word for word in both languages: true, no more certain than the data, and the same facts in each."""

from __future__ import annotations

import re
from functools import cache

import pytest
from exhibits.snapshots import compare, plain, stored
from exhibits.verdict_cases import BANNED, CALLS, CASES, NOTHING, find_case

from ssi_outcomes.exhibits import show_answer, show_both_ways, show_verdict
from ssi_outcomes.exhibits.team import answer
from ssi_outcomes.words.sentences import sentences

PARTS = {
    "plain": "plain",
    "limits": "limits",
    "answer": "sentence",
    "unknown": "unknown",
    "next_step": "next_step",
    "looks": "looks",
}


@pytest.fixture(autouse=True)
def no_register(monkeypatch):
    monkeypatch.setattr(answer, "record_look", lambda folder, look: None)


@cache
def say_all(name: str, language: str) -> dict[str, str]:
    """Return every sentence of a case's verdict as HTML, by its name."""
    study = find_case(name)
    told = show_answer(study).tell(language)
    shown = {title: told[part] for title, part in PARTS.items()}
    return shown | {
        exhibit.name: exhibit.tell(language)["sentence"]
        for exhibit in (show_verdict(study), show_both_ways(study))
    }


def cited(parts: dict[str, str]) -> dict[str, list[str]]:
    return {title: sorted(set(re.findall('data-fact="([^"]+)"', text))) for title, text in parts.items()}


@pytest.mark.stored
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", CASES)
def test_each_case_is_told_as_it_was_read_and_approved(name, language):
    compare(f"{name}.{language}", say_all(name, language))


@pytest.mark.parametrize("name", CASES)
def test_both_languages_cite_the_same_facts_of_the_same_values(name):
    french, english = say_all(name, "fr"), say_all(name, "en")
    assert cited(french) == cited(english)
    values = [
        sorted(set(re.findall('data-fact="([^"]+)" value="([^"]+)"', " ".join(each.values()))))
        for each in (french, english)
    ]
    assert values[0] == values[1]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", CASES)
def test_no_sentence_is_surer_than_data_can_be(name, language):
    parts = {title: plain(text) for title, text in say_all(name, language).items()}
    for text in parts.values():
        assert not re.search(BANNED[language], text, re.IGNORECASE)
        assert not re.search(r"nan|None|\binf\b|  | [.,]|[,;]\.|\.\.|[.?!][A-ZÀÉL]|\( |%\d", text), text
        # Facts apart, no number: nobody typed one.
    said = " ".join(say_all(name, language).values())
    assert not re.search(r"\d", re.sub(r"<data.*?</data>|<[^>]+>", "", said))


@pytest.mark.parametrize(
    ("language", "word", "ruled_out", "where", "risk"),
    [
        ("en", "useless", "ruled out", "in these data", "at a 5% risk of error"),
        ("fr", "inutile", "exclu", "dans ces données", "à un risque d’erreur de 5\u00a0%"),
    ],
)
def test_useless_always_says_what_is_ruled_out_in_these_data_and_at_which_risk(
    language, word, ruled_out, where, risk
):
    useless = {name for name in CASES if find_case(name).findings.families.get("real", NOTHING).useless}
    assert len(useless) > 10
    for name in CASES:
        said = plain(say_all(name, language)["answer"])
        assert (ruled_out in said) == (name in useless), name
        assert name not in useless or (where in said and risk in said), name
        assert word not in said or name in useless


@pytest.mark.parametrize("language", ["en", "fr"])
def test_french_keeps_its_no_break_spaces_with_every_fact_filled_in(language):
    for name in CASES:
        for text in say_all(name, language).values():
            assert language == "en" or not re.search(r" [:;?!%»]|« |'", plain(text)), plain(text)


def test_every_reason_has_a_case():
    reasons = {
        key.removeprefix("verdict.reasons.") for key in sentences("en") if key.startswith("verdict.reasons.")
    }
    told = {
        find_case(name).findings.outcomes[CALLS].verdict.reason
        for name in CASES
        if name.startswith(("gate", "silent"))
    }
    assert reasons == told | {"no_outcome", "lead_elsewhere"}


def test_nothing_is_stored_that_is_not_told():
    kept = {name for name in stored() if not name.startswith("odds_")}
    assert kept == {f"{name}.{language}" for name in CASES for language in ("en", "fr")}


def test_an_exclusion_that_is_said_in_passing_is_as_exploratory_as_the_look():
    said = plain(show_answer(CASES["exploratory_partly"]()).tell("en")["sentence"])
    assert "ruled out" in said and "exploratory" in said
    assert "exploratory" not in plain(show_answer(CASES["several_partly"]()).tell("en")["sentence"])


def test_an_undetermined_answer_never_tells_an_outcome_that_is_decided():
    # Of 900 events, the useless one carries most; what leaves the answer open is the other.
    said = plain(show_answer(CASES["several_one_not_after_holm"]()).tell("en")["sentence"])
    assert said.startswith(
        "Undetermined. At 10 points more, the change in the same person’s contracts lies between 5.5% and 30%"
    )
    assert (
        "Taken alone" in said
        and "For phone meetings a gain of 3% or more in the same week is ruled out" in said
    )


def test_an_exploratory_look_is_no_ground_to_stop_anything():
    assert "Stop steering" in plain(show_answer(CASES["useless"]()).tell("en")["next_step"])
    assert "Stop steering" not in plain(
        show_answer(CASES["exploratory_many_looks"]()).tell("en")["next_step"]
    )


@pytest.mark.parametrize(
    ("language", "word", "note"),
    [("en", "undetermined", "taken alone it would pass"), ("fr", "indéterminé", "pris seul, il passerait")],
)
def test_what_does_not_hold_after_correction_is_not_called_useful_in_the_table_either(language, word, note):
    study = CASES["several_one_not_after_holm"]()
    rows = re.findall("<tr>(.*?)</tr>", show_verdict(study).tell(language)["table"])[1:]
    (row,) = [plain(row) for row in rows if "contra" in row]
    assert word in row and note in row and 'data-status="supported"' not in "".join(rows)
    assert {fact.id: fact.value for fact in show_verdict(study).facts}["contracts_verdict"] == "undetermined"
