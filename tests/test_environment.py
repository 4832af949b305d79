"""pyproject.toml, environment.yml and both locks say the same, and each locked version obeys every bound."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from rattler import MatchSpec, VersionSpec
from rattler import Version as CondaVersion

ROOT = Path(__file__).resolve().parents[1]

# conda-forge splits these into a small package and a metapackage that brings more than we use.
PIP_NAME = {
    "jupyter_client": "jupyter-client",
    "matplotlib-base": "matplotlib",
    "python-duckdb": "duckdb",
    "nbconvert-core": "nbconvert",
    "python-tzdata": "tzdata",
    "seaborn-base": "seaborn",
}
EXTRAS = ("dask", "spark")  # what few need


@dataclass(frozen=True)
class Files:
    pyproject: str
    environment: str
    lock: str
    test_lock: str
    dask_lock: str
    spark_lock: str


@pytest.fixture(scope="module")
def files() -> Files:
    names = ("pyproject.toml", "environment.yml", "requirements.lock", "requirements-test.lock")
    names = (*names, *(f"requirements-{extra}.lock" for extra in EXTRAS))
    return Files(*((ROOT / name).read_text("utf-8") for name in names))


def disagreements(files: Files) -> list[str]:
    """Return a line for each point on which the six files differ."""
    project = tomllib.loads(files.pyproject)["project"]
    needed = bounds_of(project["dependencies"])
    for_tests = bounds_of(project["optional-dependencies"]["test"])
    conda = conda_bounds(files.environment)
    lock, test_lock = locked(files.lock), locked(files.test_lock)
    return [
        *compare_bounds(needed | for_tests | {"python": SpecifierSet(project["requires-python"])}, conda),
        *check_versions(needed, lock, "requirements.lock"),
        *check_versions(needed | for_tests, test_lock, "requirements-test.lock"),
        *(
            f"{name}: requirements-test.lock has {sorted(test_lock[name])}, requirements.lock {sorted(lock[name])}"
            for name in lock
            if lock[name] != test_lock[name]
        ),
        *check_lock(files.lock, "requirements.lock", "-e ."),
        *check_lock(files.test_lock, "requirements-test.lock", "-e ."),
        *(
            line
            for extra, text in zip(EXTRAS, (files.dask_lock, files.spark_lock), strict=True)
            for line in check_extra(extra, text, project, (lock, test_lock))
        ),
    ]


def check_extra(extra: str, text: str, project: dict, others: tuple[dict, ...]) -> list[str]:
    """Return a line for each point on which the lock of what few need differs from its bounds, or from `others`."""
    where, lock = f"requirements-{extra}.lock", locked(text)
    bounds = bounds_of(project["dependencies"]) | bounds_of(project["optional-dependencies"][extra])
    return [
        *check_versions(bounds, lock, where),
        *(
            f"{name}: {where} has {sorted(lock[name])}, another lock {sorted(other[name])}"
            for other in others
            for name in lock.keys() & other.keys()
            if lock[name] != other[name]
        ),
        *check_lock(text, where, "-e ."),
    ]


def bounds_of(requirements: list[str]) -> dict[str, SpecifierSet]:
    """Return name -> bounds."""
    return {canonicalize_name(parsed.name): parsed.specifier for parsed in map(Requirement, requirements)}


def conda_bounds(text: str) -> dict[str, SpecifierSet]:
    """Return pip name -> bounds as environment.yml has them; a spec that conda would misread is an error here."""
    bounds: dict[str, SpecifierSet] = {}
    for entry in yaml.safe_load(text)["dependencies"]:
        if isinstance(entry, dict):
            bounds |= bounds_of([line for line in entry["pip"] if line != "-e ."])
        elif entry != "pip":
            spec = MatchSpec(entry, strict=True)
            name = entry.split()[0]
            bounds[PIP_NAME.get(name, name)] = SpecifierSet(str(spec.version))
    return bounds


def compare_bounds(wanted: dict[str, SpecifierSet], conda: dict[str, SpecifierSet]) -> list[str]:
    return [
        f"{name}: pyproject.toml says {wanted.get(name)}, environment.yml {conda.get(name)}"
        for name in sorted(wanted.keys() | conda.keys())
        if wanted.get(name) != conda.get(name)
    ]


@cache  # most planted disagreements leave most of the files as they are
def locked(text: str) -> dict[str, set[str]]:
    """Return name -> locked versions (several where they differ between Pythons)."""
    versions: dict[str, set[str]] = defaultdict(set)
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, flags=re.MULTILINE):
        versions[canonicalize_name(name)].add(version)
    return versions


def check_versions(bounds: dict[str, SpecifierSet], lock: dict[str, set[str]], where: str) -> list[str]:
    """Return a line for each direct dependency that is not locked, or locked outside its bounds as pip or as conda reads them."""
    wrong = [f"{name}: not in {where}" for name in bounds if name not in lock]
    for name, bound in bounds.items():
        for version in sorted(lock.get(name, ())):
            conda_agrees = VersionSpec(str(bound)).matches(CondaVersion(version))
            if Version(version) not in bound or not conda_agrees:
                wrong.append(f"{name}: {where} has {version}, outside {bound}")
    return wrong


@cache
def check_lock(text: str, where: str, ours: str) -> list[str]:
    """Return a line for each package without a hash, for an address or a path, and for what must be in or out."""
    blocks = re.split(r"\n(?=\S)", text.strip())
    wrong = [
        f"{where}: no hash for {block.split()[0]}"
        for block in blocks
        if block != ours and "--hash=sha256:" not in block
    ]
    wrong += [
        f"{where}: holds an address or a path ({found})"
        for found in re.findall(r"\S*(?:://|index-url|find-links|file:)\S*", text)
    ]
    if ours not in blocks:
        wrong.append(f"{where}: “{ours}” is missing, a sync would remove this project")
    if "rfc3987-syntax" in locked(text):
        wrong.append(
            f"{where}: rfc3987-syntax is back, every notebook run would be slower by more than a second"
        )
    return wrong


def test_the_six_files_agree(files):
    assert disagreements(files) == []


def imported(source: str) -> set[str]:
    """Return the first names of all that a module imports, wherever it does."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def test_what_is_imported_is_asked_for_and_not_left_to_what_another_library_brings(files):
    project = tomllib.loads(files.pyproject)["project"]
    needed = bounds_of(project["dependencies"])
    # Of what few need, only these modules know, one of which says how to install it.
    extra = set().union(*(bounds_of(project["optional-dependencies"][name]).keys() for name in EXTRAS))
    assert {
        path.name for path in (ROOT / "src").rglob("*.py") if imported(path.read_text("utf-8")) & extra
    } == {"cluster.py", "on_spark.py", "spark_session.py"}
    ours = {"ssi_outcomes", "helpers", *extra, *sys.stdlib_module_names}
    sources = [path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")]
    names = set().union(*map(imported, sources)) - ours
    brought = packages_distributions()
    lost = {name for name in names if not {canonicalize_name(each) for each in brought[name]} & needed.keys()}
    assert {"pandas", "PIL"} <= names and lost == set()


def test_the_locks_are_not_empty(files):
    # A reading of the locks that finds nothing would agree with everything.
    assert len(locked(files.lock)) > 80
    assert locked(files.test_lock).keys() > locked(files.lock).keys()


def test_environment_yml_installs_this_project_and_nothing_from_an_unnamed_channel(files):
    environment = yaml.safe_load(files.environment)
    assert environment["name"] == "ssi-outcomes"
    assert environment["channels"] == ["conda-forge", "nodefaults"]
    assert "-e ." in environment["dependencies"][-1]["pip"]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("environment", "pandas >=3,<4", "pandas >=2,<4", "pandas: pyproject.toml says"),
        ("environment", "  - tqdm >=4.67,<5\n", "", "tqdm: pyproject.toml says"),
        ("environment", "python >=3.11,<3.14", "python >=3.10,<3.14", "python: pyproject.toml says"),
        ("pyproject", '"numpy>=2.3,<3"', '"numpy>=2.3,<2.4"', "numpy: requirements.lock has"),
        (
            "pyproject",
            '"tqdm>=4.67,<5",',
            '"tqdm>=4.67,<5", "left-pad>=1",',
            "left-pad: not in requirements.lock",
        ),
        ("lock", "\npandas==3.", "\npandas==2.", "pandas: requirements.lock has 2."),
        ("lock", "-e .", "", "a sync would remove this project"),
        ("lock", "-e .", "-e .\nfoo==1.0", "no hash for foo==1.0"),
        ("lock", "-e .", "--index-url https://packages.example/simple\n-e .", "holds an address"),
        ("test_lock", "\nnumpy==2.", "\nnumpy==1.", "numpy: requirements-test.lock has"),
        ("dask_lock", "\ndistributed==2026.", "\ndistributed==2020.", "outside"),
        ("dask_lock", "\nnumpy==2.", "\nnumpy==1.", "numpy: requirements-dask.lock has"),
        ("spark_lock", "\npyspark==4.", "\npyspark==3.", "outside"),
        ("spark_lock", "\nnumpy==2.", "\nnumpy==1.", "numpy: requirements-spark.lock has"),
        ("test_lock", "-e .", "-e .\nrfc3987-syntax==1.1.0 --hash=sha256:00", "rfc3987-syntax is back"),
    ],
)
def test_a_planted_disagreement_is_caught(files, file, old, new, expected):
    text = getattr(files, file)
    assert old in text
    found = disagreements(replace(files, **{file: text.replace(old, new, 1)}))
    assert any(expected in line for line in found), found


def test_every_file_names_the_same_installer(files):
    set_up = (ROOT / ".make" / "set-up.sh").read_text("utf-8")
    version = re.search(r"^uv_version=(\S+)", set_up, flags=re.MULTILINE).group(1)
    assert (
        Version(version)
        in Requirement(tomllib.loads(files.pyproject)["build-system"]["requires"][0]).specifier
    )
    for readme in ("README.md", "README.fr.md"):
        for named in re.findall(
            r"uv==([0-9.]+[0-9])", (ROOT / readme).read_text("utf-8") if (ROOT / readme).exists() else ""
        ):
            assert named == version, readme


def test_the_set_up_takes_exactly_the_pythons_that_the_package_takes(files):
    pattern = re.search(
        r"^ +(3\.[0-9.| ]+)\)$", (ROOT / ".make" / "set-up.sh").read_text("utf-8"), flags=re.MULTILINE
    ).group(1)
    taken = {version.strip() for version in pattern.split("|")}
    allowed = SpecifierSet(tomllib.loads(files.pyproject)["project"]["requires-python"])
    assert taken == {f"3.{minor}" for minor in range(6, 30) if Version(f"3.{minor}") in allowed}
