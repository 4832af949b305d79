"""A tiny repository to read: two described cases, and a team with one file and one row that is refused."""

from pathlib import Path

import pytest
from tiny_home import move_in


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    move_in(tmp_path, monkeypatch)
    team = tmp_path / "data" / "raw" / "acme"
    team.mkdir()
    (team / "calls.csv").write_text(
        "person,outcome,start,end,count\nA,phone meetings,2026-01-05,2026-01-11,2\nB,phone meetings,2026-01-05,2026-01-11,many\n"
    )
    return tmp_path
