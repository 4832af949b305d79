"""What a run needs of what is installed is looked at, and what is missing or another is named."""

import json
import tomllib
from collections import namedtuple
from pathlib import Path

import pandas
import pytest
from packaging.specifiers import SpecifierSet

from ssi_outcomes.desk import installed
from ssi_outcomes.desk.installed import check_environment, check_kernel, check_python

Version = namedtuple("Version", "major minor micro")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A repository of this test's own."""
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("version", [(3, 10, 9), (3, 14, 0), (2, 7, 18)])
def test_another_python_is_refused(monkeypatch, version):
    monkeypatch.setattr(installed.sys, "version_info", Version(*version))
    named = {"found": ".".join(map(str, version)), "oldest": "3.11", "newest": "3.13"}
    assert check_python() == ("doctor_python_version", named)


def test_the_versions_are_those_that_the_project_declares():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = SpecifierSet(project["requires-python"])
    assert [f"3.{minor}" for minor in range(8, 18) if f"3.{minor}.1" in wanted] == [
        f"3.{minor}" for minor in range(installed.OLDEST[1], installed.NEWEST[1] + 1)
    ]


def test_packages_as_the_lock_has_them_are_fine(home):
    (home / "requirements.lock").write_text(f"-e .\npandas=={pandas.__version__} \\\n    --hash=sha256:0\n")
    assert check_environment()[0] is None


def test_packages_that_differ_from_the_lock_are_named(home):
    (home / "requirements.lock").write_text(
        "pandas==0.1 \\\n    --hash=x\nno-such-package==1 \\\n    --hash=x\nonly-elsewhere==1 ; python_full_version < '3'\n"
    )
    trouble, values = check_environment()
    assert trouble == "doctor_environment_differs" and values["count"] == 2
    assert values["packages"] == f"pandas {pandas.__version__} (==0.1), no-such-package (==1)"


def test_of_many_packages_that_differ_the_first_five_are_named(home):
    (home / "requirements.lock").write_text("".join(f"no-such-{number}==1\n" for number in range(7)))
    _, values = check_environment()
    assert values["count"] == 7 and values["packages"].endswith("no-such-4 (==1), …")


def test_without_a_lock_nothing_is_said_of_packages():
    assert check_environment() == ("doctor_no_lock", {"file": "requirements.lock"})


def test_the_kernel_of_another_python_is_found(home, monkeypatch):
    spec = home / "jupyter" / "kernels" / "python3"
    spec.mkdir(parents=True)
    (home / "other").touch()
    kernel = {"display_name": "x", "language": "python"}
    kernel |= {"argv": [str(home / "other"), "-m", "ipykernel_launcher"]}
    (spec / "kernel.json").write_text(json.dumps(kernel))
    monkeypatch.setenv("JUPYTER_PATH", str(home / "jupyter"))
    trouble, values = check_kernel()
    assert trouble == "doctor_other_kernel" and values["command"].endswith("other")
