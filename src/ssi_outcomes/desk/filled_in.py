"""What stands in a template from the start, before anybody fills it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Content:
    """What is filled in already: rows by sheet (cells in the order of its
    columns), and what the sheet About says.
    """

    rows: Mapping[str, Sequence[Sequence[object]]] = field(default_factory=dict)
    about: Mapping[str, object] = field(default_factory=dict)
    sections: Mapping[str, Sequence[Sequence[object]]] = field(default_factory=dict)
