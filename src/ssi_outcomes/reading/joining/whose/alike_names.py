"""Which names could be one person's: initials, first names alone, another order, an address, a slip.

None of these is taken for sure: two people may differ by no more. Whoever reads the files is asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from ssi_outcomes.base.spelling import same_name

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CROWD = 100  # names that share a word: beyond, it says nothing of any of them
_SLIP = 4  # letters from which a word may have one slip


def find_alike(names: Iterable[str], listed: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return each pair of different people's names that could be one person: the name to ask about, then the
    one that it may mean (in `listed`, else the fuller one), sorted. Two in `listed` are two.
    """
    words = {name: name_words(name) for name in sorted(set(names))}
    own = {same_name(name) for name in listed}
    found = set()
    for first, second in _candidates(words):
        one, other = same_name(first), same_name(second)
        if one != other and not {one, other} <= own and could_be_one(words[first], words[second]):
            asked, meant = sorted(
                (first, second), key=lambda name: (same_name(name) in own, *_fullness(name))
            )
            found.add((asked, meant))
    return sorted(found)


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared; of an address, those before the @."""
    return tuple(_WORD.findall(same_name(name.partition("@")[0] if "@" in name.strip()[1:] else name)))


def could_be_one(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Tell whether two names, as words, could be one person's."""
    short, long = sorted((first, second), key=lambda words: (len(words), len("".join(words))))
    return bool(short) and (_fits(short, long) or _is_glued(short, long) or _has_slip(short, long))


def _fits(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether each word of the one is, or begins as an initial, a word of its own of the other; at
    least one must be whole, unless all are initials.
    """
    left = list(long)
    initials = 0
    for word in sorted(short, key=len, reverse=True):
        match = next((each for each in left if _same_word(word, each)), None)
        if match is None:
            match, initials = next((each for each in left if _is_initial(word, each)), None), initials + 1
        if match is None:
            return False
        left.remove(match)
    return initials < len(short) or (len(short) == len(long) > 1)


def _same_word(one: str, other: str) -> bool:
    # P1 is P01; otherwise digits are no spelling.
    return one == other or (_stripped(one) == _stripped(other) and any(map(str.isdigit, one)))


def _is_initial(one: str, other: str) -> bool:
    return 1 in (len(one), len(other)) and one[0] == other[0] and one[0].isalpha()


def _stripped(word: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", word)


def _is_glued(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether the one writes the other's first and last name, or initials of them, as one word, as
    addresses do: nberg, noaberg, bergn, nb.
    """
    if len(short) != 1 or len(long) < 2 or any(map(str.isdigit, short[0])):
        return False
    first, last = long[0], long[-1]
    glued = {
        first + last,
        last + first,
        first[0] + last,
        last + first[0],
        first + last[0],
        first[0] + last[0],
    }
    return short[0] in glued | {"".join(long), "".join(word[0] for word in long)}


def _has_slip(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Tell whether two names of as many words differ by one letter in one word, or are run together."""
    if "".join(first) == "".join(second):
        return True
    if len(first) != len(second) or any(map(str.isdigit, "".join((*first, *second)))):
        return False
    differ = [(one, other) for one, other in zip(first, second, strict=True) if one != other]
    return len(differ) == 1 and min(map(len, differ[0])) >= _SLIP and _one_letter(*differ[0])


def _one_letter(one: str, other: str) -> bool:
    """Tell whether two words are one letter apart: one more, one other, or two neighbours exchanged."""
    if len(one) > len(other):
        one, other = other, one
    place = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[place:] == other[place + 1 :]
    swapped = (
        one[place : place + 2] == other[place : place + 2][::-1] and one[place + 2 :] == other[place + 2 :]
    )
    return one[place + 1 :] == other[place + 1 :] or swapped


def _candidates(words: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that share something: only these are compared, for a firm has thousands."""
    groups: dict[str, set[str]] = defaultdict(set)
    for name, own in words.items():
        for key in (*map(_stripped, own), *_glues(own)):
            groups[key].add(name)
        for word in own if len(own) == 1 else ():
            for key in (word[:at] + word[at + 1 :] for at in range(len(word)) if len(word) >= _SLIP):
                groups["-" + key].add(name)
            groups["-" + word].add(name)
    seen = set()
    for names in groups.values():
        if len(names) <= _CROWD:
            for pair in combinations(sorted(names), 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _glues(words: tuple[str, ...]) -> set[str]:
    if len(words) < 2:
        return set(words)
    first, last = words[0], words[-1]
    initials = "".join(word[0] for word in words)
    return {
        "".join(words),
        last + first,
        first[0] + last,
        last + first[0],
        first + last[0],
        first[0] + last[0],
        initials,
        "." + "".join(sorted(initials)),
    }


def _fullness(name: str) -> tuple[object, ...]:
    """Return what tells the usual one of two names: no address, no "last, first", the most words of more than
    one letter, the most letters.
    """
    words = name_words(name)
    return "@" not in name, "," not in name, sum(len(word) > 1 for word in words), sum(map(len, words)), name
