"""The hash of tried code follows what code does: neither how it is laid out, nor what is said of it, nor where it lies."""

from __future__ import annotations

import pytest

from ssi_outcomes.base import tried_code

CODE = '"""Double."""\nfrom math import pi\n\nSTEP = 2\n\ndef double(x):\n    """Return it."""\n    return f"{STEP * x:0{STEP}}"\n'


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of two modules of which one imports the other, and a third that neither knows."""
    folder = tmp_path / "ssi_outcomes"
    for name, text in {
        "evidence/double.py": CODE,
        "worlds/try_it.py": "from ssi_outcomes.base.words import say\nfrom ssi_outcomes.evidence import double\nsay(double)\n",
        "evidence/other.py": "1\n",
        "base/words.py": "say = print\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    monkeypatch.setattr(tried_code, "PACKAGE", folder)
    return folder


def hash_now() -> str:
    return tried_code.hash_code("worlds.try_it", ("evidence", "worlds"))


def test_what_is_imported_from_the_rooms_counts_and_nothing_else(package):
    found = tried_code.find_modules("worlds.try_it", ("evidence", "worlds"))
    assert [path.name for path in found] == ["double.py", "try_it.py"]
    before = hash_now()
    (package / "evidence" / "other.py").write_text("2\n", "utf-8")
    (package / "base" / "words.py").write_text("say = repr\n", "utf-8")
    assert hash_now() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Double.", "Twice the number."),
        ("    return", "    # Twice.\n    return"),
        ("STEP * x", "(STEP  *  x)"),
        ("from math import pi\n", "from math import (e, pi)\n"),
        ('"""Return it."""', "'Return it.'"),
    ],
)
def test_what_is_said_of_it_does_not_count(package, old, new):
    before, path = hash_now(), package / "evidence" / "double.py"
    path.write_text(CODE.replace(old, new), "utf-8")
    assert path.read_text("utf-8") != CODE and hash_now() == before


def test_where_a_module_lies_does_not_count(package):
    before = hash_now()
    (package / "evidence" / "double.py").rename(package / "worlds" / "double.py")
    text = (package / "worlds" / "try_it.py").read_text("utf-8")
    (package / "worlds" / "try_it.py").write_text(text.replace("evidence import", "worlds import"), "utf-8")
    assert hash_now() == before


@pytest.mark.parametrize(
    ("old", "new"), [("= 2", "= 3"), ("* x", "+ x"), (":0{", ":1{"), ("def double(x)", "def double(x, y=1)")]
)
def test_what_it_does_counts(package, old, new):
    before = hash_now()
    (package / "evidence" / "double.py").write_text(CODE.replace(old, new), "utf-8")
    assert hash_now() != before


def test_every_python_gives_this_hash(package):
    # Taken with Python 3.11, 3.12 and 3.13, whose syntax trees are not the same.
    assert hash_now()[:12] == "1f3851149347"
