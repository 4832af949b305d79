"""A report made of a hostile dataset, in a repository of its own, with what was written and said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from reliability.hostile_dataset import plant
from waiting import HANGS

from ssi_outcomes.base.paths import root

LANGUAGES = ("fr", "en")
# How often the rule is right on such data is drawn by half a minute of processor, and no text has to do with it.
FEW_DRAWS = """
import sys
if "ssi_outcomes.intake.odds_kept" in sys.orig_argv:
    from ssi_outcomes.evidence import odds
    odds.DRAWS = odds.FEWEST = 20
"""


@dataclass(frozen=True)
class Run:
    """A finished report: its repository, what was there before, the other folders that a program may write to, and what it said."""

    home: Path
    before: dict[str, bytes]
    around: Path
    code: int
    said: str

    @property
    def reports(self) -> dict[str, Path]:
        return {language: next((self.home / "reports").glob(f"*.{language}.html")) for language in LANGUAGES}

    @property
    def processed(self) -> Path:
        return self.home / "data" / "processed" / "acme"


def make_report(base: Path, audience: str, synthetic: bool) -> Run:
    """Make the report of a hostile dataset for an audience, below `base`."""
    home, around = base / "home", base / "around"
    shutil.copytree(root() / "data" / "raw" / "article", home / "data" / "raw" / "article")
    shutil.copytree(root() / "notebooks", home / "notebooks")
    shutil.copy(root() / "analysis-plan.toml", home)
    plant(home / "data" / "raw" / "acme", synthetic=synthetic)
    places = {name: around / name for name in ("user", "temporary", "here")}
    for place in places.values():
        place.mkdir(parents=True)
    env = {
        **os.environ,
        "SSI_HOME": str(home),
        "SSI_KEY_FILE": str(base / "key"),
        "SSI_LANG": "en",
        "AUDIENCE": audience,
    }
    env |= {"HOME": str(places["user"]), "TMPDIR": str(places["temporary"])}
    few = base / "few"
    few.mkdir()
    (few / "sitecustomize.py").write_text(FEW_DRAWS)
    env["PYTHONPATH"] = os.pathsep.join(filter(None, (str(few), os.environ.get("PYTHONPATH"))))
    before = contents(home)
    ssi = shutil.which("ssi", path=str(Path(sys.executable).parent))
    done = subprocess.run(
        [ssi, "report", "--dataset", "acme"],
        env=env,
        cwd=places["here"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
    )
    return Run(home, before, around, done.returncode, done.stdout + done.stderr)


def contents(folder: Path) -> dict[str, bytes]:
    """Return each file of a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
