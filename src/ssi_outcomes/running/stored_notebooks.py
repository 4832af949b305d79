"""The notebooks as they are stored, with their outputs: each is run on the data that it speaks of."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path

from ssi_outcomes.base import paths
from ssi_outcomes.base.errors import LANGUAGES
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.running.pipeline import (
    MEET,
    OF_CASES,
    OF_POOL,
    OF_TRIALS,
    OF_WEEKS,
    READ,
    REPORT,
    find_odds_stages,
    make_report,
)
from ssi_outcomes.running.progress import Lines
from ssi_outcomes.running.stages import Stage
from ssi_outcomes.running.starting import start_run

# Each stored notebook speaks of data that it fits; nobody is in those of the invented team.
STORED = {
    paths.ARTICLE: (READ, MEET, *OF_CASES, REPORT),
    "demo-team": OF_WEEKS,
    "demo-pool": OF_POOL,
    "demo-trial": OF_TRIALS,
}


def refresh_notebooks(executor: Executor | None = None, progress: Lines | None = None) -> list[Path]:
    """Run the stored notebooks, as they are, each on the data that it fits, and store their outputs: all of
    them, or none if one fails.
    """
    make_report(paths.ARTICLE, LANGUAGES, executor, progress)
    stored: dict[Path, bytes] = {}
    for dataset, notebooks in STORED.items():
        stages = [
            Stage(notebook, reads_facts=notebook == REPORT, variant="stored", publishes=False)
            for notebook in notebooks
        ]
        with start_run(dataset, executor, progress) as run:
            odds = find_odds_stages(run)
            run.progress.start(len(odds) + len(stages))
            run.run_stages(odds)
            run.run_stages(stages, always=True)
            for stage in stages:
                stored[stage.source] = run.executed(stage).read_bytes()
                run.executed(stage).unlink()
    for source, content in stored.items():
        write_whole(source, content)
    return list(stored)
