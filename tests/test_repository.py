"""What may be in git, and which module may know of which."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Raw data that are ours to publish; anything else under data/raw is a user's.
OUR_DATASETS = {"article", "demo-team", "demo-trial", "demo-pool"}
LARGEST = 2_000_000  # bytes; a notebook with its outputs stays well below
TEXT = {
    "",
    ".bib",
    ".cff",
    ".cfg",
    ".css",
    ".csv",
    ".html",
    ".ini",
    ".ipynb",
    ".j2",
    ".json",
    ".lock",
    ".md",
    ".py",
    ".sh",
    ".svg",
    ".toml",
    ".txt",
    ".yml",
}

# Written in two pieces, so that this file does not find itself.
MACHINE_PATHS = re.compile(
    "|".join(
        [
            r"/ho" + r"me/[a-z_][\w.-]*/",
            r"/ro" + r"ot/",
            r"/Use" + r"rs/[A-Za-z]",
            r"[A-Z]:\\+Use" + r"rs",
            r"/t" + r"mp/",
            r"/priv" + r"ate/var/",
        ]
    )
)
REGISTRY_HOSTS = re.compile(
    "|".join(
        [
            r"pypi\.o" + "rg",
            r"python" + r"hosted\.org",
            r"repo\.ana" + r"conda\.com",
            r"conda\.ana" + r"conda\.org",
            r"registry\.np" + r"mjs\.org",
        ]
    )
)


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """Return the files that git holds, or would hold after `git add`."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not run: this is not a git clone, or git is not installed")
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return sorted(
        name for name in listing.stdout.decode("utf-8").split("\0") if name and (ROOT / name).is_file()
    )


def is_a_users(name: str) -> bool:
    """Tell whether a path is a user's data, or computed from data, or of this machine only."""
    first, *rest = name.split("/")
    if first == "data" and rest[0] == "raw":
        return rest[1] != "README.md" and rest[1] not in OUR_DATASETS
    if first == "data" and rest[0] == "processed":
        return rest[1] != "README.md"
    return (
        first in {"reports", ".venv"}
        or "__pycache__" in rest
        or ".ipynb_checkpoints" in rest
        or name.endswith(".ssi-part")
    )


def test_nothing_of_a_user_reaches_git(tracked):
    assert [name for name in tracked if is_a_users(name)] == []


def test_the_check_knows_what_is_a_users():
    users = [
        "data/raw/acme/crm.csv",
        "data/raw/notes.txt",
        "data/processed/article/facts/01.json",
        "reports/article.fr.html",
        ".venv/pyvenv.cfg",
    ]
    ours = [
        "data/raw/README.md",
        "data/raw/article/cases.csv",
        "data/raw/demo-team/crm-synthetic.csv",
        "data/processed/README.md",
        "src/ssi_outcomes/study.py",
        "README.md",
    ]
    assert [name for name in users + ours if is_a_users(name)] == users


# What somebody may leave lying about, and where; among the code only what opens in other programs can be told from ours.
OPAQUE = ("Acme.XLSX", "acme.check.xlsx", "old.xls", "acme.ods", "export.zip", "report.pdf", "panel.parquet")
ANYTHING = (
    *(
        *OPAQUE,
        "acme.csv",
        "names.txt",
        "ssi.json",
        "agenda.ics",
        "acme.fr.html",
        "mapping.toml",
        "mine.ipynb",
    ),
    *("two\nlines.csv", "équipe.tsv", "messages.csv", "noms"),
)
FOLDERS = {
    "": ANYTHING,
    "acme": ANYTHING,
    "Basic_LinkedInDataExport_01-01-2026": ANYTHING,
    "data": ANYTHING,
    "data/acme": ANYTHING,
    "data/raw": ANYTHING,
    "data/raw/acme": ANYTHING,
    "data/raw/article": ANYTHING,
    "data/raw/article/P01": ANYTHING,
    "data/raw/demo-team": ANYTHING,
    "data/raw/demo-team/P01": ANYTHING,
    "data/raw/demo-trial": ANYTHING,
    "data/processed": ANYTHING,
    "data/processed/acme": ANYTHING,
    "data/processed/demo-team/facts": ANYTHING,
    "reports": ANYTHING,
    "reports/gallery": ANYTHING,
    "notebooks": ANYTHING,
    "notebooks/acme": ANYTHING,
    "docs": ANYTHING,
    "docs/acme": ANYTHING,
    "src": ANYTHING,
    "src/ssi_outcomes": OPAQUE,
    "tests": OPAQUE,
    "benchmarks": OPAQUE,
}


@pytest.fixture(scope="module")
def littered(tracked, tmp_path_factory) -> Path:
    """Return a repository with all shipped files, and with files of somebody's everywhere."""
    clone = tmp_path_factory.mktemp("littered")
    for name in tracked:
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, clone / name)
    for folder, names in FOLDERS.items():
        (clone / folder).mkdir(parents=True, exist_ok=True)
        for name in names:
            assert not (clone / folder / name).exists()
            (clone / folder / name).write_text("mine", "utf-8")
    subprocess.run(["git", "init", "-q", "."], cwd=clone, check=True)
    return clone


def would_add(clone: Path) -> list[str]:
    """Return what `git add -A` would take."""
    # "add 'name'" quotes what is odd in a name: the same list, as it is.
    said = subprocess.run(
        ["git", "-c", "core.excludesFile=", "ls-files", "-z", "--others", "--exclude-standard"],
        cwd=clone,
        capture_output=True,
        check=True,
    )
    assert subprocess.run(["git", "add", "-A", "-n"], cwd=clone, capture_output=True).returncode == 0
    return sorted(name for name in said.stdout.decode("utf-8").split("\0") if name)


def test_git_takes_every_shipped_file_and_none_of_a_users_wherever_it_lies(tracked, littered):
    assert would_add(littered) == tracked


@pytest.mark.parametrize(
    ("pattern", "what"),
    [(MACHINE_PATHS, "a path of somebody's machine"), (REGISTRY_HOSTS, "the host of a package registry")],
)
def test_no_file_holds_traces_of_a_machine(tracked, pattern, what):
    found = []
    for name in tracked:
        if (ROOT / name).suffix in TEXT:
            text = (ROOT / name).read_text("utf-8", errors="replace")
            found += [f"{name}: {what}: {hit.group()}" for hit in pattern.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    "trace",
    [
        "/ho" + "me/marie/ssi/x.csv",
        "/ro" + "ot/x",
        "/Use" + "rs/marie/x",
        "C:\\Use" + "rs\\Marie",
        "/t" + "mp/pytest-1/x",
    ],
)
def test_the_check_knows_a_path_of_a_machine(trace):
    assert MACHINE_PATHS.search(f"see {trace} for more")


def test_files_are_of_sane_size_and_kind(tracked):
    assert [name for name in tracked if (ROOT / name).stat().st_size > LARGEST] == []
    # What is computed, packed or opaque has no place beside its source; but for the report that is there to be read.
    assert [
        name
        for name in tracked
        if (ROOT / name).suffix in {".zip", ".pkl", ".pickle", ".pyc", ".xlsx", ".parquet", ".pdf"}
    ] == []
    assert [name for name in tracked if (ROOT / name).suffix == ".html" and not name.startswith("src/")] == [
        "docs/article.en.html",
        "docs/article.fr.html",
    ]


def test_text_files_end_their_lines_as_unix_does(tracked):
    assert [
        name for name in tracked if (ROOT / name).suffix in TEXT and b"\r\n" in (ROOT / name).read_bytes()
    ] == []


def test_modules_keep_to_their_floors():
    lint_imports = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [lint_imports, "--no-cache"],
        cwd=ROOT,
        env=os.environ | {"NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stdout + result.stderr


def imported_names(source: str) -> set[str]:
    """Return the modules that a text imports, wherever it does."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module)
    return names


def test_no_module_of_the_package_imports_the_notebooks_menu():
    modules = sorted((ROOT / "src" / "ssi_outcomes").rglob("*.py"))
    assert modules
    assert [path.name for path in modules if "helpers" in imported_names(path.read_text("utf-8"))] == []


def test_code_is_formatted_and_lint_free():
    for command in (["check"], ["format", "--check"]):
        result = subprocess.run(
            [Path(sys.executable).with_name("ruff"), *command, "--no-cache", "."],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert result.returncode == 0, result.stdout + result.stderr
