"""When two spellings mean the same: names of things, of people, and of nobody in particular."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u02b9\u2032\u0060\u00b4\u055a\uff07]")
_SEPARATORS = re.compile(r"[\s_\-\u2010-\u2015\u2212./:;,|]+")
# What files write where nobody in particular is meant.
_TEAM = frozenset({"", "team", "equipe"})
# What a CRM and its users write for a deal that is nobody's.
_UNASSIGNED = frozenset(
    {
        *("unassigned", "not assigned", "no owner", "without owner", "non attribue", "non attribuee"),
        *("non assigne", "non assignee", "non affecte", "non affectee", "sans proprietaire"),
        *("pas de proprietaire", "aucun proprietaire", "nicht zugewiesen", "nicht zugeordnet"),
        *("kein besitzer", "ohne besitzer", "sin asignar", "no asignado", "sin propietario"),
        *("nao atribuido", "sem responsavel", "sem proprietario", "non assegnato"),
        *("nessun proprietario", "niet toegewezen", "geen eigenaar"),
    }
)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return `text` as names are compared: no case, accents, invisible signs;
    one apostrophe; separators as one space.
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return _SEPARATORS.sub(" ", _APOSTROPHES.sub("'", text)).strip()


@lru_cache(maxsize=20_000)
def same_name(name: str) -> str:
    """Return what two spellings of one person's name share: form, case, accents, spaces, the shape of an
    apostrophe and invisible characters do not count. All else is asked about.
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = (
        sign for sign in text if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf"
    )
    text = _APOSTROPHES.sub("'", unicodedata.normalize("NFKC", "".join(letters)))
    return " ".join(text.split())


def means_team(name: str) -> bool:
    """Tell whether a name is nobody's: blank, of invisible signs, or what files write for a whole team, or
    for what is assigned to nobody.
    """
    text = fold(name).strip("()[]<> ")
    return text in _TEAM or text in _UNASSIGNED or not same_name(name)
