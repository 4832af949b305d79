"""What is said on a terminal: folded to its width, and in letters that it has."""

from __future__ import annotations

import codecs
import shutil
import textwrap
from typing import TextIO

# What a console of another age lacks, and what it shows instead.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("–—−‑", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009", " "),
        **{"…": "...", "›": ">", "→": "->", "×": "x", "≤": "<=", "≥": ">=", "œ": "oe", "Œ": "OE"},
    }
)
_NARROWEST = 40
_WIDEST = 100  # a longer line is hard to follow


def show_plainly(stream: TextIO) -> None:
    """Have a stream write what its encoding lacks in plainer signs, or as question marks, and never stop
    for it.
    """
    if hasattr(stream, "reconfigure"):
        codecs.register_error("plainer", _write_plainer)
        stream.reconfigure(errors="plainer")


def _write_plainer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end].translate(_PLAIN)
    return "".join(sign if sign.isascii() else "?" for sign in lacking), error.end


def fold_for(stream: TextIO, text: str) -> str:
    """Return a text folded for the terminal that a stream writes to; as it is where that is none, so that it
    can be searched and compared.
    """
    if not stream.isatty():
        return text
    return fold_lines(text, min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST))


def fold_lines(text: str, width: int) -> str:
    """Return a text whose lines have at most `width` signs, what goes on set in; lines to paste, which
    follow a question and would not work folded, stay.
    """
    return "\n".join(line if _is_to_paste(line) else _fold(line, width) for line in text.split("\n"))


def _fold(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip(" ")))
    return textwrap.fill(
        line.strip(" "),
        width,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_long_words=False,  # a path is copied whole
        break_on_hyphens=False,
    )


def _is_to_paste(line: str) -> bool:
    """Tell whether a line is one of TOML: a block, a key with its value, a comment."""
    head, equals, _ = line.partition(" = ")
    return line.startswith(("[", "#")) or bool(equals) and " " not in head.strip(" ").strip('"')
