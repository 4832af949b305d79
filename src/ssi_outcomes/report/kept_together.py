"""Keep on one line what is read as one: the two ends of an interval, and a number with what it counts."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, NavigableString, Tag

_JOINED = "\u00a0"
# What stands between the ends of an interval, or between people and weeks.
_BETWEEN = re.compile(r"\s+(to|à|×)\s+")
# A short word after a number without a sign of its own: "3 weeks"; on a phone, a longer one may leave a hole.
_COUNTED = re.compile(r"\s(?=[^\W\d_]{2,9}\b)")
_BARE = re.compile(r"[\d\u202f\u00a0.,]+")


def keep_together(body: BeautifulSoup) -> None:
    """Put no-break spaces between numbers of `body` and what belongs to them, in place."""
    for number in body.find_all("data"):
        last = _outermost(number)
        after = last.next_sibling
        if not isinstance(after, NavigableString):
            continue
        between = _BETWEEN.fullmatch(after)
        if between and _begins_with_number(after.next_sibling):
            after.replace_with(f"{_JOINED}{between[1]}{_JOINED}")
        elif _BARE.fullmatch(number.get_text()) and (counted := _COUNTED.match(after)):
            after.replace_with(_JOINED + after[counted.end() :])


def _outermost(number: Tag) -> Tag:
    """Return the number with the link round it, which has nothing but it."""
    link = number.parent
    return link if link is not None and link.name == "a" and len(link.contents) == 1 else number


def _begins_with_number(node: object) -> bool:
    return isinstance(node, Tag) and (node.name == "data" or node.name == "a" and node.data is not None)
