"""Exhibits: what they say of the article, worked out by hand, and that hostile text stays text."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from ssi_outcomes import exhibits
from ssi_outcomes.base.paths import notebooks_folder
from ssi_outcomes.claims.cases import Status
from ssi_outcomes.exhibits.article.person import find_rate, has_moved, read_scores
from ssi_outcomes.exhibits.article.side_by_side import find_outcome, find_range
from ssi_outcomes.exhibits.article.statements import find_known
from ssi_outcomes.figures.canvas import WIDTH, as_svg, style
from ssi_outcomes.study import Study, open_study, statement_facts
from ssi_outcomes.words.sentences import SECTIONS

CASES = ("benoit", "isabelle", "leslie", "claude", "author")


ROOM = Path(exhibits.__file__).parent
TOLD_APART = re.compile(
    r"isinstance\(study, (?:Case|Panel)Study|study\.alone|is_panel|is_alone|state == .cases"
)
DOORS = {"elsewhere.py", "keep.py"}  # those that sort studies, and nothing else


def test_who_reads_is_told_by_the_room_and_asked_nowhere_else():
    texts = [path for path in ROOM.rglob("*.py") if path.name not in DOORS]
    texts += [*SECTIONS.parent.rglob("*.html"), *SECTIONS.parent.rglob("*.toml")]
    assert len(texts) > 80
    assert [path.name for path in texts if TOLD_APART.search(path.read_text("utf-8"))] == []


def test_each_room_has_a_verb_for_whatever_its_notebooks_show():
    for room, names in {
        "article": ("01", "02", "03"),
        "team": ("01", "04", "05", "06"),
        "alone": ("01", "04", "05", "06"),
    }.items():
        for path in (path for name in names for path in notebooks_folder().glob(f"{name}-*.ipynb")):
            verbs = set(re.findall(r"h\.(show_\w+)\(study", path.read_text("utf-8")))
            assert verbs and not [verb for verb in verbs if not hasattr(exhibits.ROOMS[room], verb)]


@pytest.fixture(scope="module")
def study() -> Study:
    return open_study()


@pytest.fixture(scope="module")
def shown(study) -> dict[str, exhibits.Exhibit]:
    return {exhibit.name: exhibit for exhibit in exhibits.show_all(study)}


def test_every_exhibit_speaks_both_languages_from_the_same_facts(shown):
    for name, exhibit in shown.items():
        french, english = exhibit.tell("fr"), exhibit.tell("en")
        assert french["sentence"] != english["sentence"], name
        for part in ("sentence", "table"):
            assert set(re.findall('data-fact="([^"]+)"', french[part])) == set(
                re.findall('data-fact="([^"]+)"', english[part])
            ), (name, part)


def test_every_picture_has_a_replacement_text_in_both_languages(shown):
    pictures = [exhibit for exhibit in shown.values() if exhibit.draw]
    assert len(pictures) == 12
    for exhibit in pictures:
        assert len(exhibit.tell("fr")["alt"]) > 60 and len(exhibit.tell("en")["alt"]) > 60
        assert "<" not in exhibit.tell("fr")["alt"]


def test_the_same_picture_has_the_same_bytes_and_fits_a_phone(shown):
    with style():
        first, again = (as_svg(shown["people"].figure("fr")) for _ in range(2))
    assert first == again and "<dc:date>" not in first
    assert shown["people"].figure("en").get_size_inches()[0] == WIDTH


def test_what_is_known_of_the_five(study):
    known = find_known(study)
    assert known["score"].to_dict() == dict(zip(CASES, (True, True, False, True, True), strict=True))
    assert not known["score_date"].any() and known["real_outcome"].all()
    assert known["period"].to_dict() == dict(zip(CASES, (True, True, False, False, False), strict=True))
    assert not known["two_scores"].any()


def test_scores_as_they_are_told(study):
    assert [read_scores(study, case) for case in CASES] == [(12,), (15,), (), (54, 65), (79, 92)]
    assert [case for case in CASES if has_moved(study, case)] == ["claude"]


def test_who_stands_where(study):
    assert [find_range(study, case) for case in CASES] == ["low", "low", "not_stated", "middle", "high"]
    assert [find_outcome(study, case) for case in CASES] == [
        "present",
        "present",
        "present",
        "absent",
        "not_stated",
    ]


def test_the_statuses_of_the_claims(study):
    decided = (
        study.claims[study.claims["status"] != Status.NOT_TESTABLE].set_index("claim_id")["status"].to_dict()
    )
    assert decided == {
        "high_is_necessary": "refuted",
        "rise_works_at_once": "refuted",
        "higher_score_more_views": "refuted",
        "low_does_not_prevent": "supported",
        "leads_with_one_post": "supported",
        "optimised_sought": "supported",
        "approached_unpublished": "supported",
        "score_moves": "supported",
        "pillars_make_the_scale": "arithmetic",
        "quarter_beats_threshold": "arithmetic",
        "isabelle_above_benoit": "arithmetic",
    }
    assert study.claims.set_index("claim_id").loc["high_is_necessary", "decided_by"] == ("benoit", "isabelle")


def test_leslie_decides_nothing_about_the_score(study):
    about_score = study.claims[
        study.claims["claim_id"].isin(
            ["high_is_necessary", "low_does_not_prevent", "high_guarantees", "high_guarantees_nothing"]
        )
    ]
    assert all("leslie" not in decided for decided in about_score["decided_by"])
    assert set(about_score["status"]) == {"refuted", "supported", "not testable"}


def facts_of(study: Study, case: str) -> dict:
    return {fact.id: fact for fact in find_rate(study, case)[0]}


def test_benoits_rate_under_both_readings(study):
    facts = facts_of(study, "benoit")
    longer, shorter = facts["benoit_rate_longer"], facts["benoit_rate_shorter"]
    assert (longer.value, longer.n, longer.low, longer.high) == (
        1,
        8,
        pytest.approx(0.4317290, rel=1e-6),
        pytest.approx(1.9703987, rel=1e-6),
    )
    # Garwood for 7 events: chi2(.025; 14)/2 = 2.814363 and chi2(.975; 16)/2 = 14.422675, each over 7 months.
    assert (shorter.n, shorter.low, shorter.high) == (
        7,
        pytest.approx(2.814363 / 7, rel=1e-6),
        pytest.approx(14.422675 / 7, rel=1e-6),
    )


def test_isabelles_morning(study):
    (once, _level) = find_rate(study, "isabelle")[0]
    # Garwood for 4 events: 1.089865 to 10.241589.
    assert (once.value, once.low, once.high) == (
        4,
        pytest.approx(1.089865, rel=1e-6),
        pytest.approx(10.241589, rel=1e-6),
    )


def test_claudes_silence_leaves_one_and_a_half_a_week_possible(study):
    assert facts_of(study, "claude")["claude_silence_bound"].value == pytest.approx(1.497866, rel=1e-6)


@pytest.mark.parametrize("case", ["leslie", "author"])
def test_no_rate_is_invented(study, case):
    assert find_rate(study, case) == ((), "none")


def test_every_stated_number_is_a_fact_and_nothing_unstated_is(study):
    facts = {fact.id for fact in statement_facts(study)}
    assert {"benoit_ssi", "isabelle_ssi", "claude_rise", "benoit_months"} <= facts
    assert "leslie_ssi" not in facts and "benoit_posts" not in facts


def test_the_false_trail_is_absurd_and_says_so(shown):
    facts = {fact.id: fact for fact in shown["false_trail"].facts}
    assert facts["false_ratio"].value == pytest.approx(243)
    assert (
        "false trail" in shown["false_trail"].tell("en")["sentence"]
        and "fausse piste" in shown["false_trail"].tell("fr")["sentence"]
    )


def test_data_needed_is_what_the_plan_implies(shown):
    facts = {fact.id: fact.value for fact in shown["data_needed"].facts}
    assert facts["events_for_claim"] == pytest.approx(6449, abs=2) and facts[
        "events_for_threshold"
    ] == pytest.approx(25795, abs=3)
    assert facts["extra_a_year_threshold"] == pytest.approx(2.47, abs=0.01) and facts[
        "extra_a_year_claim"
    ] == pytest.approx(5.06, abs=0.01)


@pytest.fixture
def hostile(study) -> Study:
    name = '<img src=x onerror="alert(1)">$^$_{'
    cases = study.cases.assign(name_en=name, name_fr=name, relation_en="_" + name, interest_fr=name)
    return dataclasses.replace(
        study, dataset=dataclasses.replace(study.dataset, tables={**study.dataset.tables, "cases": cases})
    )


@pytest.mark.parametrize(
    "make",
    [
        exhibits.show_people,
        exhibits.show_truth_table,
        exhibits.show_rivals,
        exhibits.show_coverage,
        exhibits.show_false_trail,
    ],
)
def test_hostile_names_stay_text_and_can_be_drawn(hostile, make):
    exhibit = make(hostile)
    for language in ("fr", "en"):
        told = exhibit.tell(language)
        assert "<img" not in told["sentence"] + told["table"]
        if exhibit.draw:
            with style():
                assert "onerror" not in as_svg(exhibit.figure(language))


def test_hostile_person_stays_text(hostile):
    told = exhibits.show_person(hostile, "benoit").tell("fr")
    assert "<img" not in told["sentence"] + told["table"] and "&lt;img" in told["sentence"]
