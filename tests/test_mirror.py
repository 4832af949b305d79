"""Each module's test is found by its name: `tests/<room>/test_<module>.py` for `<room>/<module>.py`."""

from __future__ import annotations

from pathlib import Path

import ssi_outcomes

PACKAGE, TESTS = Path(ssi_outcomes.__file__).parent, Path(__file__).parent
# Told of in tests of their neighbours. The list only gets shorter: a module that is given its test is taken out.
BESIDE_OTHERS = """
study
""".split()


def name_of(path: Path, top: Path) -> str:
    return ".".join(path.relative_to(top).with_suffix("").parts)


MODULES = {name_of(path, PACKAGE) for path in PACKAGE.rglob("*.py") if path.name != "__init__.py"}
TESTED = {name_of(path, TESTS).replace("test_", "") for path in TESTS.rglob("test_*.py")}


def test_each_module_has_its_test_or_is_named_here():
    assert sorted(MODULES - TESTED - {*BESIDE_OTHERS}) == []


def test_what_is_named_here_exists_and_has_no_test_of_its_own():
    assert [*BESIDE_OTHERS] == sorted(set(BESIDE_OTHERS))
    assert sorted({*BESIDE_OTHERS} - (MODULES - TESTED)) == []
