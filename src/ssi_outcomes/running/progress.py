"""How far a run is: a bar on a terminal, one plain line per step elsewhere (logs, editors)."""

from __future__ import annotations

import sys

from ssi_outcomes.base.console import fold_for
from ssi_outcomes.base.errors import message


class Lines:
    """Say each step on a line of standard error."""

    def __init__(self) -> None:
        self.total = self.number = self.made = 0

    def start(self, total: int) -> None:
        """Announce `total` steps, none of them done."""
        self.total, self.number = total, 0

    def skip(self, count: int) -> None:
        """Count steps whose results still stand."""
        self.number += count

    def running(self, count: int) -> None:
        """Say that `count` notebooks are now to be run; of none, nothing."""
        if count:
            self.say(message("run_starts", count=count))

    def announce(self, text: str) -> None:
        """Say what is now to be done."""
        self.say(text)

    def files(self, text: str) -> None:
        """Say what became of each file that was read."""
        self.say(text)

    def count(self, label: str) -> None:
        """Count one step, whatever became of it."""
        self.number += 1
        self.made += 1
        self.say(message("reports_step", done=self.number, total=self.total, label=label))

    def step(self, label: str, seconds: float) -> None:
        """Count one step that ran."""
        self.number += 1
        self.made += 1
        self.say(message("run_step", done=self.number, total=self.total, label=label, seconds=seconds))

    def say(self, text: str) -> None:
        """Print `text`."""
        print(fold_for(sys.stderr, text), file=sys.stderr, flush=True)

    def close(self) -> None:
        """End."""


class Bar(Lines):
    """Draw one line that moves; made only when something runs, as tqdm takes a moment to import."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = None

    def start(self, total: int) -> None:
        self.close()
        self._bar = None
        super().start(total)

    def running(self, count: int) -> None:
        if self._bar is None:
            from tqdm import tqdm

            shape = "{desc} {bar} {n_fmt}/{total_fmt} [{elapsed}]"
            self._bar = tqdm(
                total=self.total,
                initial=self.number,
                bar_format=shape,
                file=sys.stderr,
                leave=False,
                desc=message("run_bar"),
            )

    def announce(self, text: str) -> None:
        super().announce(text)
        self.running(self.total)

    def count(self, label: str) -> None:
        self.step(label, 0)

    def skip(self, count: int) -> None:
        super().skip(count)
        if self._bar is not None:
            self._bar.update(count)

    def step(self, label: str, seconds: float) -> None:
        self.number += 1
        self.made += 1
        self._bar.set_description_str(label, refresh=False)
        self._bar.update(1)

    def say(self, text: str) -> None:
        if self._bar is not None:
            self._bar.clear()
        super().say(text)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()


def choose_progress() -> Lines:
    """Return a bar if standard error is a terminal, else lines."""
    return Bar() if sys.stderr.isatty() else Lines()
