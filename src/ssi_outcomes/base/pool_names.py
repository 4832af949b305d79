"""What the files of a pool are called, and how a folder of them is told from a team's."""

from __future__ import annotations

import re
from pathlib import Path

STUDY_FORMAT, REGISTRATION_FORMAT = "ssi-outcomes/study", "ssi-outcomes/registration"
STUDY_ENDING, REGISTERED_ENDING = ".pool.json", ".registered.json"
DESCRIPTIONS = ("dataset.toml", "analysis-plan.toml")
# What a browser, a mail program or a file manager makes of it: "acme.pool (1).json", "acme.pool.json.txt".
_COPY = r"( ?[-–_]? ?\(?(copy|copie)?[ _]?\d*\)?)?"
_NAMED = re.compile(rf"\.(pool|registered){_COPY}\.json(\.txt)?", re.IGNORECASE)
_MARK = re.compile(rb'"format"\s*:\s*"ssi-outcomes/(study|registration)"')
_FIRST_BYTES = 2000
# What lies beside data and is none.
_DOCUMENTS = (*(".md", ".txt", ".pdf", ".doc", ".docx", ".odt", ".rtf"), *(".html", ".eml", ".png", ".jpg"))
_OF_SYSTEMS = ("desktop.ini", "thumbs.db")


def is_pool_file(path: Path) -> bool:
    """Tell whether a file is one that a team hands to a pool: by its name, or by what it says first."""
    if _NAMED.search(path.name):
        return True
    if ".json" not in path.name.lower():
        return False
    try:
        with path.open("rb") as stream:
            return _MARK.search(stream.read(_FIRST_BYTES).replace(b"\0", b"")) is not None
    except OSError:
        return False


def is_pool(folder: Path) -> bool:
    """Tell whether a folder is a pool: there are files of teams in it, and beside them nothing but documents.

    With a table or an archive among them it is a team's: that its weeks are none is never guessed.
    """
    found = [path for path in folder.rglob("[!.~]*") if path.is_file() and not _is_hidden(path, folder)]
    pooled = [path for path in found if is_pool_file(path)]
    return bool(pooled) and all(path in pooled or _is_beside(path) for path in found)


def _is_beside(path: Path) -> bool:
    name = path.name.lower()
    return name in (*DESCRIPTIONS, *_OF_SYSTEMS) or path.suffix.lower() in _DOCUMENTS or name == "looks.csv"


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
