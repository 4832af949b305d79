"""Which versions a result may depend on."""

import platform
import tomllib
from importlib.metadata import version

import numpy as np

from ssi_outcomes.base.paths import root
from ssi_outcomes.base.versions import PACKAGES, versions


def test_python_comes_first_and_each_package_has_the_version_that_runs():
    told = versions()
    assert list(told) == ["Python", *PACKAGES]
    assert (told["Python"], told["numpy"]) == (platform.python_version(), np.__version__)
    assert told["ssi-outcomes"] == version("ssi-outcomes")


def test_each_package_is_one_that_the_project_asks_for():
    project = tomllib.loads((root() / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {need.split(">")[0] for need in project["dependencies"]} | {project["name"]}
    assert set(PACKAGES) <= asked
