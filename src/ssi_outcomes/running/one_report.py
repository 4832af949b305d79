"""Make one data set's report in a process of its own, among many: whatever ends it ends no other.

    python -m ssi_outcomes.running.one_report DATASET LANGUAGE... [--pdf]

The last line on standard output says which files were made, or why none was, and what else was said on the
way.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from ssi_outcomes.base.errors import SsiError
from ssi_outcomes.base.stops import hear_stops
from ssi_outcomes.intake.bounded import end_with_asker
from ssi_outcomes.running.progress import Lines

PDF = "--pdf"


class _Kept(Lines):
    """Keep what is said until the end: of many reports at once nobody could tell whose a line is. Steps and
    what became of each file are not kept.
    """

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def say(self, text: str) -> None:
        """Keep `text`."""
        self.said.append(text)

    def files(self, text: str) -> None:
        """Say nothing: what was left out is said by itself."""

    def running(self, count: int) -> None:
        """Say nothing."""

    def step(self, label: str, seconds: float) -> None:
        """Say nothing."""


def main(dataset: str, given: Sequence[str]) -> int:
    """Make the report of `dataset` in the languages `given`; return the exit code of `ssi report`."""
    from ssi_outcomes.running.pipeline import make_report

    end_with_asker()
    languages, kept = [each for each in given if each != PDF], _Kept()
    try:
        with hear_stops():
            made = make_report(dataset, languages, progress=kept, pdf=PDF in given)
    except (SsiError, OSError) as error:
        text = error.text() if isinstance(error, SsiError) else str(error)
        print(json.dumps({"failed": text, "key": getattr(error, "key", ""), "said": kept.said}))
        return getattr(error, "exit_code", SsiError.exit_code)
    print(json.dumps({"made": [str(path) for path in made], "said": kept.said}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
