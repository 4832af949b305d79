"""The rules that a page must keep before it is published: no number without its fact,
typography, structure, nothing from outside.

Each rule is a sentence of `messages.toml`; each finding quotes the place.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from babel.numbers import get_decimal_symbol, get_group_symbol
from bs4 import BeautifulSoup

from ssi_outcomes.base.catalogues import known_language
from ssi_outcomes.base.errors import message
from ssi_outcomes.report.visible_text import Block, blocks_of, quote, quote_tag

CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
SHORTEST_ALT = 20  # characters: a shorter text names a picture, it does not replace it
FIRST_WORD = 3  # "one" and "two" are words of every day, too
_UNSAFE = frozenset("script iframe object embed link base form svg".split())
_GLUED = re.compile(r"(?<=[^\u00a0\u202f?!(])[:;?!%»](?!//)|«(?![\u00a0\u202f])")
_HEADING = re.compile("h[1-6]")
_STRAIGHT = re.compile(r"['\"]")
_SHOWN_NUMBER = re.compile(r"\d+(?:[\u00a0\u202f ,]\d{3})*(?:[.,]\d+)?")


def check_html(html: str, facts: Mapping[str, object], language: str) -> list[str]:
    """Return every rule that a report breaks, in words; an empty list means that it may be published.

    `facts`: everything that can be cited, by id: a number, a text or a truth value each.
    """
    soup = _parse(html)
    blocks = list(blocks_of(soup))
    problems = [
        *_page_problems(soup, language),
        *_typed_numbers(blocks, language),
        *_fact_problems(soup, facts, language),
    ]
    # A language without typography of its own has no more rules.
    return [*problems, *_TYPOGRAPHY.get(known_language(language).typography, _no_problems)(soup, blocks)]


def check_page(html: str, language: str) -> list[str]:
    """Return the rules on structure and safety that any page breaks, a case's as well as a report."""
    return _page_problems(_parse(html), language)


def number_words(language: str) -> tuple[str, ...]:
    """Return the words that stand for a number on a page, from `FIRST_WORD` on."""
    return known_language(language).numbers[FIRST_WORD:]


def compare_languages(one: str, other: str) -> list[str]:
    """Return what one language's report tells and the other does not: facts, sections."""
    problems = []
    soups = [_parse(html) for html in (one, other)]
    spoken = [soup.html["lang"] for soup in soups]
    for rule, selector, attribute in (
        ("rule_other_facts", "data[data-fact]", "data-fact"),
        ("rule_other_sections", "main section[id]", "id"),
    ):
        first, second = ({tag[attribute] for tag in soup.select(selector)} for soup in soups)
        for language, only in zip(spoken, (first - second, second - first), strict=True):
            if only:
                problems.append(message(rule, language_found=language, ids=", ".join(sorted(only))))
    return problems


@lru_cache(maxsize=2)
def _parse(html: str) -> BeautifulSoup:
    """Return the elements of a page, to look at only: it is asked its rules, and held beside the other."""
    return BeautifulSoup(html, "html.parser")


# --- structure and safety


def _page_problems(soup: BeautifulSoup, language: str) -> list[str]:
    return [
        *_head_problems(soup, language),
        *_heading_problems(soup),
        *_picture_problems(soup),
        *_table_problems(soup),
        *_link_problems(soup),
    ]


def _head_problems(soup: BeautifulSoup, language: str) -> Iterator[str]:
    if not soup.html or soup.html.get("lang") != language:
        yield message("rule_lang", lang=language)
    first = soup.head.find(True) if soup.head else None
    if first is None or first.get("http-equiv") != "Content-Security-Policy" or first.get("content") != CSP:
        yield message("rule_csp")
    if not soup.title or not soup.title.get_text(strip=True):
        yield message("rule_title")
    # A condition that bs4 asks of each element itself takes ten times as long.
    for tag in soup.find_all(True):
        if tag.name in _UNSAFE:
            yield message("unsafe_element", element=tag.name)
        if any(name.startswith("on") for name in tag.attrs):
            yield message("unsafe_attribute", element=tag.name, attribute="on…", value="")


def _heading_problems(soup: BeautifulSoup) -> Iterator[str]:
    count = len(soup.find_all("h1"))
    if count != 1:
        yield message("rule_h1", count=count)
    before = 0
    for heading in (tag for tag in soup.find_all(True) if _HEADING.fullmatch(tag.name)):
        level = int(heading.name[1])
        if level > before + 1:
            yield message("rule_heading_level", level=level, before=before, quote=quote(heading.get_text()))
        before = level
    ids = Counter(tag["id"] for tag in soup.find_all(True) if "id" in tag.attrs)
    yield from (message("rule_id_twice", id=name) for name, times in ids.items() if times > 1)


def _picture_problems(soup: BeautifulSoup) -> Iterator[str]:
    for image in soup.find_all("img"):
        alt = image.get("alt", "")
        if len(alt) < SHORTEST_ALT or alt.startswith("No description"):
            yield message("rule_alt", quote=quote(alt))
        if not image.get("src", "").startswith("data:image/"):
            yield message("rule_remote", address=quote(image.get("src", "")))


def _table_problems(soup: BeautifulSoup) -> Iterator[str]:
    for table in soup.find_all("table"):
        headers = table.find_all("th")
        if not headers or any(not cell.get("scope") for cell in headers):
            yield message("rule_table", quote=quote(table.get_text(" ")))


def _link_problems(soup: BeautifulSoup) -> Iterator[str]:
    ids = {tag["id"] for tag in soup.find_all(True) if "id" in tag.attrs}
    for link in soup.find_all("a"):
        address = link.get("href", "")
        if address.startswith("#"):
            if address[1:] not in ids:
                yield message("rule_anchor", address=address)
        elif not address.startswith("https://"):
            yield message("rule_link", address=quote(address))


# --- numbers and their facts


def _typed_numbers(blocks: list[Block], language: str) -> Iterator[str]:
    words = re.compile(rf"\d|\b(?:{'|'.join(number_words(language))})\b", re.IGNORECASE)
    for block in blocks:
        found = words.search(block.prose)
        if found:
            yield message("rule_typed_number", found=found[0], quote=quote(block.text, found[0]))


def _fact_problems(soup: BeautifulSoup, facts: Mapping[str, object], language: str) -> Iterator[str]:
    for data in soup.find_all("data"):
        name, value = data.get("data-fact", ""), data.get("value", "")
        fact = facts.get(name)
        if not name:
            yield message("rule_no_fact", quote=quote_tag(data))
        elif fact is None:
            yield message("rule_unknown_fact", fact=name, quote=quote_tag(data))
        elif not _same(fact, value):
            yield message("rule_other_value", fact=name, value=value, expected=fact, quote=quote_tag(data))
        elif not _shows(data.get_text(), fact, language):
            yield message("rule_shown_value", fact=name, expected=fact, quote=quote_tag(data))
    for time in soup.find_all("time"):
        if not time.get("datetime"):
            yield message("rule_time", quote=quote_tag(time))


def _same(fact: object, value: str) -> bool:
    if isinstance(fact, bool):
        return value.lower() == str(fact).lower()
    try:
        return float(value) == float(fact)
    except (TypeError, ValueError):
        return value == str(fact)


def _shows(text: str, fact: object, language: str) -> bool:
    """Return whether one of the numbers shown is the fact as rounded on the page, in units or in percent."""
    if isinstance(fact, bool) or not isinstance(fact, int | float) or any(sign in text for sign in "<>≤≥"):
        return True
    word = text.strip().lower()
    if word in number_words(language):
        return fact == number_words(language).index(word) + FIRST_WORD
    shown = [_read_number(number, language) for number in _SHOWN_NUMBER.findall(text)]
    return not shown or any(_rounds_to(abs(fact) * scale, *number) for number in shown for scale in (1, 100))


def _read_number(text: str, language: str) -> tuple[float, int]:
    """Return (value, decimals) of a number as written; -2 decimals for thousands that end in hundreds."""
    group, decimal = _find_symbols(language)
    plain = re.sub("[\u00a0\u202f ]", "", text).replace(group, "").replace(decimal, ".")
    rounded_off = "." not in plain and len(plain) > 3 and plain.endswith("00")
    return float(plain), -2 if rounded_off else len(plain.partition(".")[2])


@cache
def _find_symbols(language: str) -> tuple[str, str]:
    return get_group_symbol(language), get_decimal_symbol(language)


def _rounds_to(value: float, shown: float, decimals: int) -> bool:
    return math.isfinite(value) and abs(value - shown) <= 0.5 * 10**-decimals + 1e-9 * max(1.0, value)


# --- French typography


def _french_problems(soup: BeautifulSoup, blocks: list[Block]) -> Iterator[str]:
    # Replacement texts and labels are read out, and shown where pictures are not.
    hidden = (
        [tag[name] for tag in soup.body.find_all(True) for name in ("alt", "aria-label") if tag.get(name)]
        if soup.body
        else []
    )
    for text in [*(block.text for block in blocks), *hidden]:
        glued, straight = _GLUED.search(text), _STRAIGHT.search(text)
        if glued:
            yield message(
                "rule_french_space",
                sign=glued[0],
                quote=quote(text, text[max(0, glued.start() - 8) : glued.end() + 1]),
            )
        if straight:
            yield message(
                "rule_french_quote",
                sign=straight[0],
                quote=quote(text, text[max(0, straight.start() - 8) : straight.end()]),
            )


def _no_problems(soup: BeautifulSoup, blocks: list[Block]) -> list[str]:
    return []


_TYPOGRAPHY = {"french": _french_problems}
