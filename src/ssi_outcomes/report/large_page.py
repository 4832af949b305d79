"""The page on weeks that do not fit into memory, told from what was recorded of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ssi_outcomes.report.export import publish
from ssi_outcomes.report.safety import clean_html
from ssi_outcomes.report.story import OF_LARGE, open_story, tell


def export_large(folder: Path, language: str, facts: Mapping[str, object]) -> str:
    """Return the page on a dataset of which `folder` has what was recorded, each number held against `facts`;
    raises NotebookFailed if it breaks a rule.
    """
    story = open_story(folder.name, language)
    parts = [clean_html(tell(story, section).data, section) for section in OF_LARGE]
    return publish(parts, language, "report", folder, facts)
