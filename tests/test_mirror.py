"""Each module's test is found by its name: `tests/<room>/test_<module>.py` for `<room>/<module>.py`."""

from __future__ import annotations

from pathlib import Path

import ssi_outcomes

PACKAGE, TESTS = Path(ssi_outcomes.__file__).parent, Path(__file__).parent


def name_of(path: Path, top: Path) -> str:
    return ".".join(path.relative_to(top).with_suffix("").parts)


MODULES = {name_of(path, PACKAGE) for path in PACKAGE.rglob("*.py") if path.name != "__init__.py"}
TESTED = {name_of(path, TESTS).replace("test_", "") for path in TESTS.rglob("test_*.py")}


def test_each_module_has_its_test():
    assert sorted(MODULES - TESTED) == []
