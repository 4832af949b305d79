"""The demo team, drawn once for its world and for its files."""

from __future__ import annotations

import pytest

from ssi_outcomes.worlds.demo_world import Team, draw_team


@pytest.fixture(scope="session")
def team() -> Team:
    return draw_team()
