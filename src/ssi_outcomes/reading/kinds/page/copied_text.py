"""Numbers of the score by the labels beside them, in the words of its page, in seven languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.base.ssi import MEANS, PILLARS, RANKS, SCORE
from ssi_outcomes.reading.names.registry import aliases, word_set

# Pages are read line by line: what stands alone on its line is a cell, a bar's label, a caption.
_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]{1,12})?"
_AMOUNT = re.compile(rf"(?<![0-9.,])({_NUMBER})\s*(?:out\s+of|sur|von|van|su|/|de|di)\s*(100|25)(?![0-9])")
_TOP = re.compile(rf"\btop\s*({_NUMBER})\s*%")
_AVERAGE = re.compile(
    rf"\bssi (?:of|(?:(?:moyen|moyen est|medio) )?(?:de|di|do)|von|van) ({_NUMBER})(?![0-9.,]*[0-9%])"
)
_BARE = re.compile(rf"(?<![\w.,/%])({_NUMBER})(?![\w.,/%]*[\w%])")
_SLACK = 2.5  # points by which four rounded pillars may miss a rounded total


@dataclass(frozen=True)
class Token:
    """A label or a number of a page: what it is, what it says, and from where to where it stands."""

    start: int
    end: int
    kind: str
    value: str
    group: str | None = None


def read_page_text(text: str) -> dict[str, float]:
    """Return what a page's text says for sure, by column: the total, pillars, means and ranks.

    A pillar's number stands right before its label or right after it, on the same side for all four; where
    both would do, their sum has to be the total. What stands under others' heading is theirs.
    """
    plain = plain_text(text)
    tokens = _in_groups(_tokens(plain))
    own = [token for token in tokens if token.group is None]
    pillars, used = _read_pillars(plain, own)
    found = {**pillars, **_beside(plain, tokens, "rank", {"top"}, len(RANKS))}
    total = _read_total(plain, [token for token in own if token not in used], sum(pillars.values()))
    if total is not None:
        found[SCORE] = total
    for token in tokens:
        if token.group and token.kind in {"100", "average"}:
            found.setdefault(token.group, float(token.value))
    return found


def names_pillars(text: str) -> bool:
    """Tell whether a text names at least two of one's own pillars by their whole names."""
    tokens = _in_groups(_tokens(plain_text(text)))
    return len({token.value for token in tokens if token.kind == "pillar" and token.group is None}) > 1


def is_page_text(text: str) -> bool:
    """Tell whether a text is the page's: each pillar stands on a line of its own, with at most its number.

    A table has them beside each other as headers, or beside a date, whose they are, or a section.
    """
    if not _label_form().search(plain := plain_text(text)):
        return False
    found = set()
    for line in plain.split("\n"):
        tokens = _tokens(line)
        named = [token for token in tokens if token.kind == "pillar"]
        if named:
            for token in reversed(tokens):
                line = line[: token.start] + line[token.end :]
            if len(named) > 1 or len(tokens) > 2 or re.search(r"\w", line):
                return False
            found.add(named[0].value)
    return len(found) == len(PILLARS)


def plain_text(text: str) -> str:
    """Return a text without case and accents, its lines kept, with the marks that numbers need."""
    return "\n".join(_plain_line(line) for line in text.splitlines())


def _plain_line(line: str) -> str:
    # Folding drops the marks that numbers need; here only case, accents and spaces are levelled.
    kept = re.sub(r"(?<=[0-9])[.,](?=[0-9])|/|%", lambda mark: chr(0xE000 + ".,/%".index(mark[0])), line)
    kept = kept.replace('"', " ").replace("\u2022", " ")
    return re.sub("[\ue000-\ue003]", lambda mark: ".,/%"[ord(mark[0]) - 0xE000], fold(kept))


def _tokens(text: str) -> list[Token]:
    taken, found = bytearray(len(text)), []
    for kind, value, start, end in _candidates(text):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(Token(start, end, kind, value))
    return sorted(found, key=lambda token: token.start)


def _candidates(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Yield kind, value, start and end of what could be a token; the first to take a place has it."""
    for label in _label_form().finditer(text):
        yield *_labels()[label[0]], *label.span()
    for amount in _AMOUNT.finditer(text):
        yield amount[2], amount[1].replace(",", "."), *amount.span()
    for kind, form in (("top", _TOP), ("average", _AVERAGE), ("bare", _BARE)):
        for number in form.finditer(text):
            yield kind, number[1].replace(",", "."), *number.span()


def _in_groups(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens, each under the heading of others that it follows, if it follows one."""
    group, found = None, []
    for token in tokens:
        group = token.value if token.kind == "group" else None if token.kind == "own" else group
        found.append(Token(token.start, token.end, token.kind, token.value, group))
    return found


def _read_pillars(text: str, own: Sequence[Token]) -> tuple[dict[str, float], set[Token]]:
    """Return one's own pillars and the numbers that were taken for them, nothing unless all four are sure."""
    sides = [
        pairs
        for side in (1, -1)
        if len(pairs := _pair(text, own, "pillar", {"25", "bare"}, side)) == len(PILLARS)
    ]
    if len(sides) == 2:
        # A number on the label's own line is its number; else only the total tells.
        lines = [pairs for pairs in sides if _on_one_line(text, own, pairs)]
        sides = lines if len(lines) == 1 else [pairs for pairs in sides if _fits(text, own, pairs)]
    if len(sides) != 1:
        return {}, set()
    return {name: float(number.value) for name, number in sides[0].items()}, set(sides[0].values())


def _on_one_line(text: str, own: Sequence[Token], pairs: dict[str, Token]) -> bool:
    labels = {token.value: token for token in reversed(own) if token.kind == "pillar"}
    return not any(
        "\n" in text[min(labels[name].start, number.start) : max(labels[name].end, number.end)]
        for name, number in pairs.items()
    )


def _fits(text: str, own: Sequence[Token], pairs: dict[str, Token]) -> bool:
    rest = [token for token in own if token not in pairs.values()]
    points = sum(float(number.value) for number in pairs.values())
    total = _read_total(text, rest, points)
    return total is not None and abs(total - points) <= _SLACK


def _read_total(text: str, own: Sequence[Token], points: float) -> float | None:
    """Return one's own total: the first number out of 100, else the lone number that the pillars add up to,
    or, where no pillar was read, the one beside a heading.
    """
    stated = [float(token.value) for token in own if token.kind == "100"]
    if stated:
        return stated[0]
    bare = [token for token in own if token.kind == "bare" and _is_alone(text, token)]
    if points:
        return next((float(token.value) for token in bare if abs(float(token.value) - points) <= 0.5), None)
    headed = _beside(text, own, "own", {"bare"}, 1)
    return next(iter(headed.values()), None) if len(bare) == 1 else None


def _is_alone(text: str, token: Token) -> bool:
    first, last = text.rfind("\n", 0, token.start) + 1, text.find("\n", token.end)
    after = text[token.end : last if last >= 0 else len(text)]
    return not text[first : token.start].strip() and not after.strip()


def _beside(text: str, tokens: Sequence[Token], label: str, numbers: set[str], most: int) -> dict[str, float]:
    """Return the numbers by the labels that they stand beside, all on one side; nothing if two sides do."""
    sides = [pairs for side in (1, -1) if (pairs := _pair(text, tokens, label, numbers, side))]
    names = {token.value for token in tokens if token.kind == label}
    sides = [pairs for pairs in sides if len(pairs) == len(names) <= most]
    return {name: float(number.value) for name, number in sides[0].items()} if len(sides) == 1 else {}


def _pair(text: str, tokens: Sequence[Token], label: str, numbers: set[str], side: int) -> dict[str, Token]:
    """Return the number right after (`side` 1) or right before (-1) the first of each label that has one."""
    found: dict[str, Token] = {}
    for place, token in enumerate(tokens):
        if token.kind != label or not 0 <= place + side < len(tokens):
            continue
        other = tokens[place + side]
        first, second = (token, other) if side == 1 else (other, token)
        if other.kind in numbers and not text[first.end : second.start].strip(" \n"):
            found.setdefault(token.value, other)
    return found


@cache
def _label_form() -> re.Pattern[str]:
    # The longest first: "industry ssi rank" is no mean, though "industry ssi" is.
    longest = sorted(_labels(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


@cache
def _labels() -> dict[str, tuple[str, str]]:
    """Return what each label is and names, by its words as they are compared."""
    usual = aliases("columns")
    kinds = {
        **dict.fromkeys(PILLARS, "pillar"),
        **dict.fromkeys(RANKS, "rank"),
        **dict.fromkeys(MEANS, "group"),
    }
    # A single word such as "build" stands in any text; only whole names are labels.
    labels = {
        fold(spelling): (kind, name)
        for name, kind in kinds.items()
        for spelling in usual[name]
        if len(spelling.split()) >= 2
    }
    return labels | {word: (kind, kind) for kind in ("own", "rest") for word in word_set("page", kind)}
