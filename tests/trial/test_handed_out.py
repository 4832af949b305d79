"""The files of a trial are named where the others are told, so that nothing is left out unsaid."""

import pytest
from trial.trials import seal

from ssi_outcomes.trial.handed_out import tell_files


def test_without_a_trial_nothing_is_said(tmp_path):
    (tmp_path / "schedule.csv").write_text("Week;Meetings\n", "utf-8")
    assert tell_files(tmp_path) is None


@pytest.mark.parametrize("language, count", [("fr", "2 fichiers"), ("en", "2 files")])
def test_its_files_are_named_and_what_was_handed_out_is_counted(tmp_path, monkeypatch, language, count):
    monkeypatch.setenv("SSI_LANG", language)
    seal(tmp_path)
    assert "trial.toml" in tell_files(tmp_path) and count not in tell_files(tmp_path)
    (tmp_path / "trial").mkdir()
    for name in ("01-demo-a.ics", "protocol.fr.html"):
        (tmp_path / "trial" / name).write_text("", "utf-8")
    assert count in tell_files(tmp_path) and "schedule.csv" in tell_files(tmp_path)
