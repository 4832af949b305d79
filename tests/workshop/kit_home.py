"""A repository with what a workshop's kit is made from, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

from ssi_outcomes.base.plan import PLAN_FILE

ROOT = Path(__file__).resolve().parents[2]


def copy_kit_sources(home: Path) -> None:
    """Copy the plan and the sittings' notebooks into an empty folder."""
    shutil.copyfile(ROOT / PLAN_FILE, home / PLAN_FILE)
    shutil.copytree(ROOT / "notebooks" / "workshop", home / "notebooks" / "workshop")
