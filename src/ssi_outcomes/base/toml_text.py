"""Parse what people write in TOML: whatever is wrong with it is said, of text that nobody would write too."""

from __future__ import annotations

import tomllib

from ssi_outcomes.base.errors import message


def parse_toml(text: str) -> dict[str, object]:
    """Return what a TOML text says; raises ValueError, whose words say what is wrong with it."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise ValueError(message("toml_nested")) from None
    except ValueError:  # more digits than Python reads
        raise ValueError(message("toml_number")) from None
