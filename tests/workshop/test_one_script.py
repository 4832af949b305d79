"""One script of several modules, and the policy that lets a page run it and nothing else."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

import ssi_outcomes.workshop.one_script as one_script
from ssi_outcomes.workshop.one_script import MODULES, allow, make_script

ROOM = Path(one_script.__file__).parent
LONGEST = 250


def test_each_module_of_the_room_is_in_the_script_but_the_slides_own():
    assert {path.stem for path in ROOM.glob("*.js")} == {*MODULES, "speaker"}


@pytest.mark.parametrize("module", [*MODULES, "speaker"])
def test_a_module_is_as_short_as_a_module_of_python(module):
    lines = (ROOM / f"{module}.js").read_text("utf-8").splitlines()
    assert len(lines) <= LONGEST and max(map(len, lines)) <= 110


def test_the_script_has_no_import_left_and_gives_what_the_modules_export():
    script = make_script()
    assert "import " not in script.replace("// ", "") and "\nexport " not in script
    assert script.rstrip().endswith("})();") and " decide" in script.rsplit("return {", 1)[1]


def test_two_modules_may_not_call_two_things_by_one_name(tmp_path, monkeypatch):
    for name in ("one", "two"):
        (tmp_path / f"{name}.js").write_text("const SAME = 1;\n")
    monkeypatch.setattr(one_script, "__file__", str(tmp_path / "one_script.py"))
    with pytest.raises(ValueError, match=r"two\.js and one\.js both have SAME"):
        make_script(("one", "two"))


def test_a_module_comes_after_those_it_imports_from(tmp_path, monkeypatch):
    (tmp_path / "one.js").write_text('import { a } from "./two.js";\n')
    monkeypatch.setattr(one_script, "__file__", str(tmp_path / "one_script.py"))
    with pytest.raises(ValueError, match=r"one\.js imports from what comes after it"):
        make_script(("one", "two"))


def test_the_policy_allows_this_script_and_style_by_their_hashes_alone():
    policy = allow("a();", "p {}")
    for text in ("a();", "p {}"):
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
