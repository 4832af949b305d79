"""What the keepers of the repository type: each command ends with its files, and with what comes next."""

import pytest
from desk.typed import run

from ssi_outcomes.desk import gallery, maintain
from ssi_outcomes.running import stored_notebooks


@pytest.fixture(autouse=True)
def english(monkeypatch, tmp_path):
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.chdir(tmp_path)


def test_each_says_its_files_and_what_comes_next(monkeypatch, tmp_path, capsys):
    made = tmp_path / "made"
    monkeypatch.setattr(gallery, "make_gallery", lambda progress: [made])
    monkeypatch.setattr(stored_notebooks, "refresh_notebooks", lambda progress: [made])
    for store in ("store_calibration", "store_trials"):
        monkeypatch.setattr(maintain, store, lambda say: made)
    for stamp in ("stamp_calibration", "stamp_trials"):
        monkeypatch.setattr(maintain, stamp, lambda: made)
    for typed in (
        ["gallery"],
        ["calibrate"],
        ["calibrate", "--part", "trial"],
        ["calibrate", "--same"],
        ["calibrate", "--same", "--part", "trial"],
        ["refresh"],
    ):
        assert run(*typed) == 0, typed
        out, err = capsys.readouterr()
        assert out == "made\n" and "Next: " in err, typed


def test_a_part_that_does_not_exist_is_wrong_use(capsys):
    assert run("calibrate", "--part", "moon") == 2
    assert "moon" in capsys.readouterr().err
