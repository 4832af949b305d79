"""Parse what people write in TOML: whatever is wrong with it is said, of text that nobody would write too."""

from __future__ import annotations

import re
import tomllib

from ssi_outcomes.base.errors import message

# tomllib says what is wrong in English, and where in one of these ways.
_PLACE = re.compile(r"\(at line (?P<line>[0-9]+), column (?P<column>[0-9]+)\)$")
_TWICE = re.compile(r"Cannot (?:declare|overwrite|mutate)\b")


def parse_toml(text: str) -> dict[str, object]:
    """Return what a TOML text says; raises ValueError, whose words say what is wrong with it, and where."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(_say(str(fault))) from None
    except RecursionError:
        raise ValueError(message("toml_nested")) from None
    except ValueError:  # more digits than Python reads
        raise ValueError(message("toml_number")) from None


def _say(fault: str) -> str:
    """Return what tomllib found in the user's language: that something is there twice, or only where."""
    place = _PLACE.search(fault)
    if not place:
        return message("toml_end")
    key = "toml_twice" if _TWICE.match(fault) else "toml_place"
    return message(key, line=int(place["line"]), column=int(place["column"]))
