"""The versions that a result may depend on."""

from __future__ import annotations

import platform
from importlib.metadata import version

# Python itself is added.
PACKAGES = ("ssi-outcomes", "numpy", "scipy", "pandas", "matplotlib", "seaborn", "papermill", "nbconvert")


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that a result may depend on."""
    return {"Python": platform.python_version()} | {name: version(name) for name in PACKAGES}
