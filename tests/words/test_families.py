"""Codes and their sentences: whatever a key is put together from is declared beside the code that makes it, and each has a sentence."""

from __future__ import annotations

import re
from functools import cache

import pytest
from words.package_text import PACKAGE, python

from ssi_outcomes.base import paths
from ssi_outcomes.base.catalogues import FOLDER, LANGUAGES, sentences
from ssi_outcomes.base.codebook import read_codebook
from ssi_outcomes.base.plan_keys import VARIANTS
from ssi_outcomes.base.ssi import MEANS, PILLARS, RANKS
from ssi_outcomes.claims.by_trial import BY_LOT, FAKED
from ssi_outcomes.claims.cases import Status
from ssi_outcomes.claims.rulings import JUDGEABLE
from ssi_outcomes.evidence.drawn.arms import ARMS
from ssi_outcomes.evidence.drawn.assigned import NO_ESTIMATE
from ssi_outcomes.evidence.drawn.word_by_lot import LOT_GATES, LOT_NOTES, LOT_WORDS
from ssi_outcomes.evidence.pace import UNITS
from ssi_outcomes.evidence.pool_judge import DRAWN_GATES, POOL_NOTES, POOL_REASONS
from ssi_outcomes.evidence.race import KINDS, UNTOLD
from ssi_outcomes.evidence.verdict import GATES, NOTES, USEFUL, USELESS, WORDS
from ssi_outcomes.evidence.within import ASKED_OTHERWISE, SILENCES
from ssi_outcomes.evidence.witnesses import MISSING
from ssi_outcomes.exhibits.article.challenge import DESIGNS
from ssi_outcomes.exhibits.article.phrases import _COMPARATORS
from ssi_outcomes.exhibits.article.side_by_side import OUTCOMES, RANGES
from ssi_outcomes.exhibits.article.statements import NEEDS
from ssi_outcomes.exhibits.frame.possible_gains import AMOUNTS, EXCLUDED, FITS
from ssi_outcomes.exhibits.frame.possible_gains import RANGES as GAIN_RANGES
from ssi_outcomes.exhibits.team.advice import NEXT, NEXT_ALONE
from ssi_outcomes.exhibits.team.choice import REASONS_ALONE, STATES
from ssi_outcomes.exhibits.team.claims_here import NUMBERS, STATES_SEEN
from ssi_outcomes.exhibits.team.lot_answer import LOT_STATES
from ssi_outcomes.exhibits.team.lot_plainly import ACTS, TOLD_FIRST
from ssi_outcomes.exhibits.team.odds_here import TRUTHS
from ssi_outcomes.exhibits.team.plain_outcomes import LINES
from ssi_outcomes.exhibits.team.plain_words import DO, LEDES, LIMITS, OPEN_WAIT, PLAINER, SURE, TERMS
from ssi_outcomes.exhibits.team.rulings_here import FORMS
from ssi_outcomes.exhibits.team.sensitivity import LEFT_OUT
from ssi_outcomes.exhibits.team.standing import STANDINGS
from ssi_outcomes.exhibits.team.waiting import WAITS
from ssi_outcomes.exhibits.team.week_medians import GAPS, MEASURES
from ssi_outcomes.exhibits.together.joint_answer import POOL_STATES
from ssi_outcomes.exhibits.together.joint_first_screen import ACTS as POOL_ACTS
from ssi_outcomes.exhibits.together.pool_facts import PUSHES as POOLED_PUSHES
from ssi_outcomes.exhibits.together.pool_facts import QUESTIONS
from ssi_outcomes.exhibits.together.pools_tried import SHARES_TRIED
from ssi_outcomes.figures.ratios import MARKS
from ssi_outcomes.figures.reach_by_people import WAYS
from ssi_outcomes.figures.score_course import PANELS
from ssi_outcomes.intake.put_aside import ASIDES, FURTHER
from ssi_outcomes.intake.reasons import REASONS
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.reading.parquet.laid_panel import ASSUMED
from ssi_outcomes.report.origins import KNOWN_HOW
from ssi_outcomes.trial.fingerprint import FAULTS
from ssi_outcomes.trial.toml_keys import PUSHES
from ssi_outcomes.workshop.quiz import TRAPS
from ssi_outcomes.workshop.sittings import SITTINGS
from ssi_outcomes.worlds.scenarios import SCENARIOS

_SAID = (*GATES, *(silence for silence in SILENCES if silence not in ASKED_OTHERWISE))


def listed(table: str, field: str) -> set[str]:
    """Return the values that the article's codebook allows in a column."""
    fields = read_codebook(paths.raw_folder(paths.ARTICLE)).tables[table].fields
    (found,) = (each.constraints["enum"] for each in fields if each.name == field)
    return set(found) - {""}


# The exhibits that have a picture.
ALT = {key.removeprefix("alt.") for key in sentences("en") if key.startswith("alt.")}

# The beginning of the keys, and the codes that follow it.
FAMILIES = {
    "report.where": set(KNOWN_HOW),
    "verdict.words": set(WORDS),
    "verdict.vanity_words": set(WORDS),
    "verdict.answer": set(STATES),
    "verdict.unknown": set(STATES) | {"silent"},
    "verdict.reasons": {*_SAID, "no_outcome"},
    "verdict.short": set(_SAID),
    "verdict.notes": {"mixed", *NOTES} - {"inverse", "exploratory"},  # said by the answer itself
    "verdict.next": set(NEXT),
    "verdict.time": set(UNITS),
    "you.next": set(NEXT_ALONE),
    "you.reasons": set(REASONS_ALONE),
    "you.exhibits": {"answer", "plain", "limits", "unknown", "next_step", "looks"},
    "you.first": {"lede", *TERMS},
    "report.first": set(TERMS),
    "plain.terms": set(TERMS),
    "plain.lede": set(LEDES),
    "plain.line": set(LINES),
    "plain.reasons": set(PLAINER),
    "plain.excluded": {*EXCLUDED, "nothing"},
    "plain.possible": {"nothing", "unanswered", "alike"},
    "plain.open_wait": set(OPEN_WAIT),
    "plain.possible_all": set(FITS),
    "plain.range": set(GAIN_RANGES),
    "plain.amount": set(AMOUNTS),
    "plain.sure": set(SURE),
    "plain.do": set(DO) - {"gate"},  # what to do about a gate is said elsewhere, too
    "plain.dont": set(DO),
    "plain.wait": set(WAITS),
    "plain.limits": set(LIMITS),
    "large.assumed": set(ASSUMED),
    "by_lot.lede": set(TOLD_FIRST),
    "by_lot.sure": {"limits", "alone", "nothing", "broken"},
    "by_lot.do": set(ACTS),
    "by_lot.dont": set(ACTS),
    "by_lot.wait": set(ACTS),
    "you.here_number": set(STATES_SEEN),
    "exhibits.left_out": set(LEFT_OUT),
    "pool.state": set(POOL_STATES),
    "pool.lede": set(POOL_STATES),
    "pool.how": {"lot", "within", "between"},
    "pool.sure": {"lot", "watched", "missing"},
    "pool.wait": set(POOL_ACTS),
    "pool.note": set(POOL_NOTES) - {"inverse", "exploratory"},  # said by the answer itself
    "pool.short": {*POOL_NOTES, *POOL_REASONS} - {"interval"},
    "pool.gates": set(DRAWN_GATES),
    "pool.questions": set(QUESTIONS),
    "pool.pushes": set(POOLED_PUSHES),
    "pool.tried_columns": {"studies", "tau", "errors", *SHARES_TRIED},
    "brief.figures": ALT - {"person", "silence"},  # these two are in notebooks alone
    "labels.verdict_notes": set(NOTES),
    "labels.race_reasons": set(UNTOLD),
    "labels.race_kinds": set(KINDS),
    "labels.odds": set(TRUTHS),
    "labels.reach": set(WAYS),
    "labels.outcome_kinds": {each.kind for each in outcomes().values()},
    "labels.pillars": set(PILLARS),
    "labels.standing": set(MEASURES),
    "labels.standing_of": {*GAPS, *RANKS},
    "labels.standing_short": {"you", "middle", *MEANS, *RANKS, *PILLARS},
    "labels.standing_panels": {"alone", *PANELS},
    "labels.statuses": {status.replace(" ", "_") for status in Status},
    "labels.statuses_counted": {status.replace(" ", "_") for status in Status},
    "labels.holders": listed("claims", "holder"),
    "labels.moved_by": listed("criteria", "moved_by"),
    "labels.per": listed("statements", "per"),
    "labels.comparators": set(_COMPARATORS.values()),
    "labels.designs": set(DESIGNS),
    "labels.needs": set(NEEDS),
    "labels.outcomes": set(OUTCOMES),
    "labels.ranges": set(RANGES),
    "labels.ratio_kinds": set(MARKS),
    "labels.variants": {"primary", *VARIANTS},
    "labels.worlds": set(SCENARIOS),
    "labels.said_falsely": {USEFUL, USELESS},
    "labels.here_scope": set(JUDGEABLE),
    "labels.lot_scope": {*BY_LOT, FAKED},
    "labels.here_number": set(NUMBERS),
    "labels.here_missing": set(MISSING),
    "labels.others_here": set(FORMS),
    "labels.reasons": set(REASONS),
    "labels.arms": set(ARMS),
    "lot.words": set(LOT_WORDS),
    "lot.answer": set(LOT_STATES),
    "lot.reasons": {*LOT_GATES, *NO_ESTIMATE},
    "lot.notes": set(LOT_NOTES) - {"exploratory"},  # said with why
    "lot.faults": set(FAULTS),
    "lot.untold": {"none", "hidden", "alone"},
    "lot.pushes": set(PUSHES),
    "labels.asides": {*ASIDES, *FURTHER},
    "workshop.title": set(SITTINGS),
    "workshop.expected": set(SITTINGS),
    "workshop.mistake": set(SITTINGS),
    "workshop.line": set(SITTINGS),
    "workshop.ask": set(TRAPS),
}
# Their last parts are written out where they are used, not put together from codes.
WRITTEN_OUT = {
    "labels.columns",
    "exhibits",
    "alt",
    "labels",
    "verdict",
    "panel.counts",
    "pool",
    "pool.columns",
    "pool.section",
    "pool.titles",
    "pool.totals",
    "you.counts",
    "report.redo",
}
WRITTEN_OUT |= {"you.challenge", "plain", "by_lot"}
# A test of their own goes through the kinds of files.
ELSEWHERE = {"labels.kinds"}


def members(prefix: str, language: str = "en") -> set[str]:
    """Return the last parts of the keys that begin with `prefix`."""
    own = (key.removeprefix(f"{prefix}.") for key in sentences(language) if key.startswith(f"{prefix}."))
    return {key for key in own if "." not in key}


@cache
def code() -> str:
    """Return all that cites sentences: the package's Python, its sections and its sentences."""
    files = [*FOLDER.rglob("*.html"), *(FOLDER / "en").glob("*.toml")]
    return "\n".join((python(), *(file.read_text("utf-8") for file in files)))


@cache
def cited_names() -> set[str]:
    """Return each key and name that stands between quotes."""
    return {*re.findall(r"(?<=[\"'])[\w.]+(?=[\"'])", code())}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prefix", FAMILIES)
def test_each_code_has_its_sentence(prefix, language):
    assert FAMILIES[prefix] - members(prefix, language) == set()


@pytest.mark.parametrize("prefix", FAMILIES)
def test_each_sentence_has_code_that_makes_its_code(prefix):
    # A sentence of the same family may also be cited by its whole key.
    cited = {name for name in members(prefix) if f"{prefix}.{name}" in cited_names()}
    assert members(prefix) - FAMILIES[prefix] - cited == set()


@pytest.mark.parametrize(
    "codes",
    [
        GATES,
        SILENCES,
        NOTES,
        UNTOLD,
        KINDS,
        MISSING,
        STATES,
        NEXT,
        NUMBERS,
        LEFT_OUT,
        REASONS_ALONE,
        LOT_GATES,
        POOL_NOTES,
        STANDINGS,
    ],
)
def test_each_declared_code_is_made_somewhere(codes):
    # Declared in one text that is split, or in a tuple: made where it stands by itself.
    made = {*re.findall(r'"(\w+)"', python()), *re.findall(r"\b(\w+)=", python())}
    assert [name for name in codes if name not in made] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_put_together_outside_of_a_declared_family(language):
    catalogues = {name.partition(".")[0] for name in sentences(language)}
    begun = rf'"({"|".join(sorted(catalogues))})((?:\.[a-z_]+)*)\.'
    found = {
        first + rest
        for file in [*PACKAGE.rglob("*.py"), *FOLDER.rglob("*.html"), *FOLDER.rglob("*.toml")]
        for first, rest in re.findall(begun + r'(?:"\)? ~|\{)', file.read_text("utf-8"))
    }
    assert found - FAMILIES.keys() - WRITTEN_OUT - ELSEWHERE == set()
    assert "verdict.reasons" in found and "labels.race_kinds" in found  # or nothing was looked at


@pytest.mark.parametrize("prefix", sorted(WRITTEN_OUT))
def test_each_sentence_that_is_cited_by_its_name_is_cited(prefix):
    ways = (f"{prefix}.", ".", "")
    lost = [name for name in members(prefix) if not any(way + name in cited_names() for way in ways)]
    assert lost == []
