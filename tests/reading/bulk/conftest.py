"""A key of the tests' own: reading a folder hides names with it."""

import pytest


@pytest.fixture(autouse=True)
def own_key(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("SSI_KEY_FILE", str(tmp_path_factory.mktemp("key") / "key"))
