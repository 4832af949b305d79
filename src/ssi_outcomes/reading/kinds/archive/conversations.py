"""Messages: who the archive's owner is, what they sent, and which conversations others opened.

Names stay in here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import unquote

from ssi_outcomes.base.spelling import fold

_PROFILE = re.compile(r"/in/([^/?#\s,;]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Owner:
    """Who the archive belongs to, as Profile.csv and Invitations.csv say; neither shows in a trace or a
    log.
    """

    names: frozenset[str] = field(default=frozenset(), repr=False)
    profiles: frozenset[str] = field(default=frozenset(), repr=False)

    def __or__(self, other: Owner) -> Owner:
        return Owner(self.names | other.names, self.profiles | other.profiles)


@dataclass(frozen=True)
class Message:
    """One message, without its text: `thread`, who sent it, who got it, and whether
    it is a draft, spam or an advertisement.
    """

    part: int
    line: int
    day: date
    moment: datetime = field(repr=False)
    thread: str = field(repr=False)
    sender: str = field(repr=False)
    profile: str | None = field(repr=False)
    recipient: str = field(repr=False)
    recipients: tuple[str, ...] = field(repr=False)
    draft: bool = False
    spam: bool = False

    @property
    def sponsored(self) -> bool:
        """True if nobody's profile stands behind it: an advertisement, or an account that is gone."""
        return self.profile is None


@dataclass(frozen=True)
class Sorted:
    """Messages by what they count for; `left_out` are drafts, spam and sponsored ones."""

    sent: tuple[Message, ...]
    opened_by_others: tuple[Message, ...]
    left_out: tuple[Message, ...]


def name_of(*parts: str) -> str:
    """Return a person's name in the form that is compared."""
    return fold(" ".join(part for part in parts if part))


def profiles_in(text: str) -> tuple[str, ...]:
    """Return the profiles that `text` links to: the part of each address that names the member."""
    return tuple(fold(unquote(found)) for found in _PROFILE.findall(text))


def find_owner(messages: Sequence[Message], known: Owner) -> Owner | None:
    """Return the owner with profile and names, or None where the messages cannot tell.

    First by what Profile.csv and Invitations.csv say; else by the one person who takes part in at least twice
    as many conversations as any other, and in two at least: the owner of an archive is in all of its
    conversations. Where the file gives no addresses, names stand in for them.
    """
    threads = _threads_by_profile(messages)
    if not threads:
        return _find_by_name(messages, known)
    own = [profile for profile in known.profiles if profile in threads]
    own = own or _profiles_named(messages, known.names)
    if own:
        profile = max(sorted(own), key=lambda each: len(threads[each]))
    elif known.names and any(_is_named(message, known.names) for message in messages):
        return known  # only ever written to, in an archive that gives no recipients' addresses
    else:
        profile = _most_present(threads)
    if profile is None:
        return None
    return known | Owner(
        frozenset(message.sender for message in messages if message.profile == profile), frozenset([profile])
    )


def sort_messages(messages: Sequence[Message], owner: Owner) -> Sorted:
    """Return what the owner sent, the first message of each conversation that
    somebody else opened, and what was left out.
    """
    written = [message for message in messages if not message.draft]
    sent = [message for message in written if not message.spam and _from_owner(message, owner)]
    conversations = defaultdict(list)
    for message in written:
        conversations[message.thread].append(message)
    # LinkedIn writes the newest first: of two in one second, the lower line came first.
    firsts = [
        min(thread, key=lambda message: (message.moment, message.part, -message.line))
        for thread in conversations.values()
    ]
    opened = [first for first in firsts if not (first.spam or first.sponsored or _from_owner(first, owner))]
    left_out = [
        message
        for message in messages
        if message.draft or message.spam or (message.sponsored and not _from_owner(message, owner))
    ]
    return Sorted(tuple(sent), tuple(opened), tuple(left_out))


def _find_by_name(messages: Sequence[Message], known: Owner) -> Owner | None:
    if any(_is_named(message, known.names) for message in messages):
        return known
    threads: dict[str, set[str]] = defaultdict(set)
    for message in messages:
        for name in {message.sender, message.recipient} - {""}:
            threads[name].add(message.thread)
    name = _most_present(threads)
    return None if name is None else Owner(frozenset([name]))


def _from_owner(message: Message, owner: Owner) -> bool:
    if message.profile is not None and owner.profiles:
        return message.profile in owner.profiles
    return message.sender in owner.names


def _threads_by_profile(messages: Iterable[Message]) -> dict[str, set[str]]:
    threads: dict[str, set[str]] = defaultdict(set)
    for message in messages:
        for profile in (message.profile, *message.recipients):
            if profile is not None:
                threads[profile].add(message.thread)
    return threads


def _profiles_named(messages: Iterable[Message], names: frozenset[str]) -> list[str]:
    found = {
        message.profile for message in messages if message.profile is not None and message.sender in names
    }
    found |= {
        message.recipients[0]
        for message in messages
        if len(message.recipients) == 1 and message.recipient in names
    }
    return sorted(found)


def _is_named(message: Message, names: frozenset[str]) -> bool:
    return message.sender in names or message.recipient in names


def _most_present(threads: dict[str, set[str]]) -> str | None:
    ranked = Counter({profile: len(conversations) for profile, conversations in threads.items()}).most_common(
        2
    )
    if not ranked or ranked[0][1] < 2 or (len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]
