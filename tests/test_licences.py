"""Under which licences the libraries come: what a report needs is free to use, to change and to pass on, in any company."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.M)

# Licences that ask for their notice alone, by SPDX name, and what package authors call them.
NOTICE_ONLY = {
    *(
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "0BSD",
        "Apache-2.0",
        "ISC",
        "PSF-2.0",
        "Zlib",
        "CC0-1.0",
    ),
}
CALLED = {
    r"MIT( License| license)?": "MIT",
    r"BSD|BSD License|BSD 3-Clause License|BSD-3-Clause": "BSD-3-Clause",
    r"BSD 2-Clause License": "BSD-2-Clause",
    r"Apache( Software License|[ -]2\.0| License, Version 2\.0)": "Apache-2.0",
    r"ISC( License|L| license)?( \(ISCL\))?": "ISC",
    r"PSFL?|Python Software Foundation License": "PSF-2.0",
    r"Mozilla Public License 2\.0 \(MPL 2\.0\)": "MPL-2.0",
    r"GNU .*": "GPL",
    r"Artistic License": "Artistic",
}
# Under the Mozilla licence a changed file of theirs has to be passed on; none is changed here.
MOZILLA = {"certifi", "fqdn", "tqdm"}
# What only the tests use, and no report: never passed on with one.
TESTS_ONLY = {"hypothesis": {"MPL-2.0"}, "text-unidecode": {"Artistic", "GPL"}}


def locked(lock: str) -> set[str]:
    """Return the names in a lock file."""
    return set(LOCKED.findall((ROOT / lock).read_text("utf-8")))


def licences(said) -> set[str]:
    """Return the licences in a package's metadata, by their SPDX names where they are known."""
    if expression := said.get("License-Expression"):
        return set(re.findall(r"[A-Za-z0-9.+-]+", expression)) - {"AND", "OR", "WITH"}
    classifiers = [
        each.rpartition(" :: ")[2]
        for each in said.get_all("Classifier") or []
        if each.startswith("License ::")
    ]
    names = [each for each in classifiers if each != "OSI Approved"] or re.split(
        r" AND | OR ", (said.get("License") or "").partition("\n")[0]
    )
    return {
        next((known for called, known in CALLED.items() if re.fullmatch(called, name.strip())), name.strip())
        for name in names
    }


def installed(lock: str) -> dict[str, set[str]]:
    """Return the licences of each package of a lock that is installed: some are for another system or Python."""
    found = {}
    for name in sorted(locked(lock)):
        try:
            found[name] = licences(metadata(name))
        except PackageNotFoundError:
            continue
    return found


def test_what_a_report_needs_asks_for_its_notice_alone():
    found = installed("requirements.lock")
    assert len(found) > 100
    assert {
        name: said for name, said in found.items() if name not in MOZILLA and not said <= NOTICE_ONLY
    } == {}
    assert {name for name, said in found.items() if "MPL-2.0" in said} == MOZILLA
    assert all(found[name] <= NOTICE_ONLY | {"MPL-2.0"} for name in MOZILLA)


@pytest.mark.parametrize("lock", ["requirements-dask.lock", "requirements-spark.lock"])
def test_what_a_cluster_needs_asks_for_its_notice_alone_too(lock):
    mine = locked("requirements.lock")
    found = {name: said for name, said in installed(lock).items() if name not in mine}
    assert {name: said for name, said in found.items() if not said <= NOTICE_ONLY} == {}


def test_what_only_the_tests_use_is_listed_where_it_asks_for_more():
    mine = locked("requirements.lock")
    found = {name: said for name, said in installed("requirements-test.lock").items() if name not in mine}
    unnamed = {name for name, said in found.items() if said <= {""}}
    assert {
        name: said for name, said in found.items() if name not in unnamed and not said <= NOTICE_ONLY
    } == TESTS_ONLY
    assert unnamed <= {"axe-playwright-python"}  # its licence, MIT, stands in its files only


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("License-Expression: GPL-3.0-or-later OR MIT", {"GPL-3.0-or-later", "MIT"}),
        ("Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)", {"GPL"}),
        ("License: LGPL-2.1", {"LGPL-2.1"}),
        ("License: MPL-2.0 AND MIT", {"MPL-2.0", "MIT"}),
        ("Classifier: License :: OSI Approved\nLicense: Apache 2.0", {"Apache-2.0"}),
        ("Summary: nothing is said", {""}),
    ],
)
def test_a_licence_that_asks_for_more_is_seen_however_it_is_said(tmp_path, said, expected):
    folder = tmp_path / "x-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.4\nName: x\nVersion: 1\n{said}\n", "utf-8")
    assert licences(Distribution.at(folder).metadata) == expected
