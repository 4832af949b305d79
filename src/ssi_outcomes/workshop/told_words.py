"""What the page says, from the catalogues: each sentence with ⟦names⟧ where the browser fills in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from jinja2 import Environment, meta

from ssi_outcomes.base.catalogues import MESSAGES, known_language, read_catalogue, sentences
from ssi_outcomes.base.errors import message
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import say, say_plain

OPEN, CLOSE = "⟦", "⟧"
# Why no word is given: what the page's rule may find, as the report says it.
REASONS = tuple(
    "late_rows people_with_events effective_people events lead lead_unknown only_late no_reading no_event "
    "one_person one_week flat_score rests_on_one separated moves_together no_scatter".split()
)
# Why a row is refused: as the terminal says it. What names mapping.toml, or files, has its own sentence
# for the page, under [refused].
REFUSALS = tuple(
    "count_unreadable count_not_whole number_unreadable number_missing cell_error formula_unsaved "
    "score_unreadable score_out_of percent_fraction rank_unreadable rank_missing date_unreadable "
    "week_of_fiscal_year number_is_date "
    "date_missing date_is_number date_only_month date_not_in_calendar date_other_order date_year "
    "period_missing person_unreadable rule_score_range rule_pillar_range rule_rank_range "
    "rule_fraction_range rule_all_zero rule_rank_zero rule_sum rule_future rule_too_old quote_unclosed "
    "row_nul".split()
)
_PERCENT = ("told_late", "plan_late")
# What the page's sentences call; all else in them is filled in.
_CALLED = {"plural"}
_CITED = re.compile(r'<data class="fact" data-fact="(\w+)" value="[^"]*">[^<]*</data>')


class _Filled(str):
    """What stands where the browser fills in a text."""


class _Counted(int):
    """A number that chooses the form of a word, and is shown as what the browser fills in."""

    def __str__(self) -> str:
        return f"{OPEN}n{CLOSE}"

    def __format__(self, spec: str) -> str:
        return str(self)


class _AnyFact(Mapping):
    """Each fact that a sentence may ask for, of no value."""

    def __getitem__(self, name: str) -> Fact:
        return Fact(name, 1, "", "try-it")

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def tell_words(language: str) -> dict[str, str | dict[str, str]]:
    """Return each sentence of the page by its key: one text, or one for each form that a count asks for
    (`one`, `other`).
    """
    own = {key: text for key, text in sentences(language).items() if key.startswith("try_it.")}
    told = {key.removeprefix("try_it."): _say(key, text, language) for key, text in own.items()}
    told |= {f"reason.{reason}": _tell_reason(reason, language) for reason in REASONS}
    told |= {f"refused.{key}": _tell_refusal(key, language) for key in REFUSALS}
    for word in ("useful", "useless", "undetermined"):
        told[f"word.{word}"] = say_plain(f"verdict.words.{word}", language, {})
    return told


def _names(text: str) -> dict[str, _Filled]:
    names = meta.find_undeclared_variables(Environment().parse(text)) - _CALLED  # noqa: S701
    return {name: _Filled(f"{OPEN}{name}{CLOSE}") for name in names}


def _say(key: str, text: str, language: str) -> str | dict[str, str]:
    words = _names(text)
    if "plural(" not in text:
        return say_plain(key, language, {}, **words)
    forms = {
        form: say_plain(key, language, {}, **{**words, "n": _Counted(count)})
        for form, count in (("one", 1), ("other", 2))
    }
    return forms["one"] if forms["one"] == forms["other"] else forms


def _tell_reason(reason: str, language: str) -> str:
    """Return what the report says of a condition that is not met, with the names of its facts."""

    def name(found: re.Match[str]) -> str:
        shown = f"{OPEN}{found[1]}{CLOSE}"
        return known_language(language).symbols["percent"].format(shown) if found[1] in _PERCENT else shown

    said = say(f"verdict.reasons.{reason}", language, _AnyFact(), told="told")
    return html.unescape(re.sub(r"<[^>]+>", "", _CITED.sub(name, said)))


def _tell_refusal(key: str, language: str) -> str:
    words = _names(read_catalogue(language, MESSAGES)[key])
    # A terminal’s apostrophes are straight, a page’s are not.
    return message(key, language, **words).replace("'", "\u2019")
