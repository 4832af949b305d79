"""A tiny repository to read: two described cases, and a team with one file and one row that is refused."""

from pathlib import Path

import pytest
from tiny_home import make_home


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.setenv("SSI_KEY_FILE", str(tmp_path.parent / "key"))
    monkeypatch.delenv("SSI_STAGE", raising=False)
    make_home(tmp_path)
    team = tmp_path / "data" / "raw" / "acme"
    team.mkdir()
    (team / "calls.csv").write_text(
        "person,outcome,start,end,count\nA,phone meetings,2026-01-05,2026-01-11,2\nB,phone meetings,2026-01-05,2026-01-11,many\n"
    )
    return tmp_path
