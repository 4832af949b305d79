"""A notebook that was opened on data of the other kind: it says so in one line, and shows nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from IPython.display import HTML

from ssi_outcomes.study import CaseStudy, PanelStudy, PoolStudy, Study
from ssi_outcomes.words.sentences import say


@dataclass(frozen=True)
class Nothing:
    """What is shown in place of an exhibit: no output at all."""

    def _ipython_display_(self) -> None:
        return None


@dataclass(frozen=True)
class Elsewhere:
    """A study that a notebook is not about: counting it says so, everything else shows nothing.

    `about` is what the notebook is about: cases, weeks, trials or a pool.
    """

    study: Study
    about: str

    def count_study(self, _: Elsewhere) -> HTML:
        """Return the one line, with where to go."""
        title = self.study.dataset.title[self.study.language]
        return HTML(f"<p>{say(f'checks.only_{self.about}', self.study.language, {}, title=title)}</p>")

    def __getattr__(self, name: str) -> Callable[..., Nothing]:
        """Return a verb that shows nothing, for each that shows or records something."""
        if name.startswith("show_") or name in ("record", "keep"):
            return lambda *_, **__: Nothing()
        raise AttributeError(name)


def of_weeks(study: Study) -> Study | Elsewhere:
    """Return the study if it is of people over weeks, else its stand-in, which says so."""
    return study if isinstance(study, PanelStudy) else Elsewhere(study, "weeks")


def of_trials(study: Study) -> Study | Elsewhere:
    """Return the study if a trial was drawn in it, else its stand-in, which says so."""
    drawn = isinstance(study, PanelStudy) and study.trial is not None
    return study if drawn else Elsewhere(study, "trials")


def of_cases(study: Study) -> Study | Elsewhere:
    """Return the study if it is of described persons, else its stand-in, which says so."""
    return study if isinstance(study, CaseStudy) else Elsewhere(study, "cases")


def of_pool(study: Study) -> Study | Elsewhere:
    """Return the study if it is of many teams' studies, else its stand-in, which says so."""
    return study if isinstance(study, PoolStudy) else Elsewhere(study, "pool")
