"""The run on weeks that do not fit into memory: their verdict was found when they were read; it is told on
one page, with the file of facts beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ssi_outcomes.base import paths
from ssi_outcomes.base.errors import message
from ssi_outcomes.running.large_apart import LargeStage
from ssi_outcomes.running.printing import print_pages
from ssi_outcomes.running.stages import Page, Run, file_name


def make_large(run: Run, languages: Sequence[str], stem: str, pdf: bool) -> list[Path]:
    """Bring the page of a run's dataset up to date in each of `languages`; return its facts and, last, the
    HTML files.
    """
    stage, folder = LargeStage(run.dataset), paths.reports_folder()
    run.manifest.keep_only(())
    for name in ("odds", *(file_name(folder / f"{stem}.{language}.xlsx") for language in languages)):
        run.manifest.drop(name)
    run.progress.start(1)
    run.run_stages([stage])
    run.manifest.sweep()
    told = [Page("export_large", language, folder / f"{stem}.{language}.html") for language in languages]
    facts, *html = run.make_pages([Page("export_facts", "", folder / f"{stem}.facts.json"), *told])
    run.progress.say(message("large_made", dataset=run.dataset))
    return [facts, *print_pages(run, html, pdf), *html]
