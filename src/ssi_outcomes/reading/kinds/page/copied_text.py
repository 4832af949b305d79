"""Numbers of the score by the labels beside them, in the words of its page (French or English)."""

from __future__ import annotations

import re
from functools import cache

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.base.ssi import MEANS, PILLARS, RANKS
from ssi_outcomes.reading.names.registry import aliases

_AMOUNT = re.compile(r"(?<![0-9.,])([0-9]{1,3}(?:[.,][0-9]{1,12})?) ?(?:out of|sur|/|de) ?(100|25)(?![0-9])")
_TOP = re.compile(r"\btop ?([0-9]{1,3}(?:[.,][0-9]+)?) ?%")


def read_page_text(text: str) -> dict[str, float]:
    """Return what a page's text says for sure: labels and numbers must alternate, whichever comes first.

    "13.118 out of 25" belongs to a pillar, "53 out of 100" to a total: one's
    own, then those of the industry and network.
    """
    tokens = sorted(_tokens(_plain_text(text)))
    found = {**_pair(tokens, "pillar", "25"), **_pair(tokens, "rank", "top")}
    group = None
    for _, kind, value in tokens:
        group = value if kind == "group" else group
        if kind == "100":
            found.setdefault(group or "ssi", float(value))
    return found


def _plain_text(text: str) -> str:
    # Folding drops the marks that numbers need; here only case, accents and spaces are levelled.
    kept = re.sub(r"(?<=[0-9])[.,](?=[0-9])|/|%", lambda mark: chr(0xE000 + ".,/%".index(mark[0])), text)
    return re.sub(
        "[\ue000-\ue003]",
        lambda mark: ".,/%"[ord(mark[0]) - 0xE000],
        " ".join(fold(piece) for piece in kept.split()),
    )


def _tokens(text: str):
    for amount in _AMOUNT.finditer(text):
        yield amount.start(), amount[2], amount[1].replace(",", ".")
    for top in _TOP.finditer(text):
        yield top.start(), "top", top[1].replace(",", ".")
    taken: list[tuple[int, int]] = []
    for label, (kind, name) in _labels():
        for place in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", text):
            if not any(first <= place.start() < last for first, last in taken):
                taken.append(place.span())
                yield place.start(), kind, name


def _pair(tokens: list[tuple[int, str, str]], label: str, number: str) -> dict[str, float]:
    """Return numbers by label if the two kinds alternate without a gap; a label
    without its number makes all of them unsure.
    """
    # Averages of others repeat the pillars: one's own come first, and each label counts once.
    chain = [(kind, value) for _, kind, value in tokens if kind in {label, number}]
    names = dict.fromkeys(value for kind, value in chain if kind == label)
    chain = chain[: 2 * len(names)]
    pairs = list(zip(chain[::2], chain[1::2], strict=False))
    if (
        any({first[0], second[0]} != {label, number} for first, second in pairs)
        or len({first[0] for first, _ in pairs}) > 1
        or len(pairs) != len(names)
    ):
        return {}
    found = {
        first[1] if first[0] == label else second[1]: first[1] if first[0] == number else second[1]
        for first, second in pairs
    }
    return {name: float(value) for name, value in found.items()} if len(found) == len(names) else {}


@cache
def _labels() -> tuple[tuple[str, tuple[str, str]], ...]:
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
    return tuple(sorted(labels.items(), key=lambda item: -len(item[0])))
