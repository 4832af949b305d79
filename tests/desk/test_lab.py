"""Who works in the notebooks works in copies: the stored ones are never touched, and nobody's work is written over."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.base.paths import root
from ssi_outcomes.desk import lab
from ssi_outcomes.desk.lab import SETTINGS, copy_notebooks, is_worked_in, open_lab, tell_copies
from ssi_outcomes.running.notebooks import declared_parameters, read_cells


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A repository with the notebooks of this one, and data sets that nobody has to read."""
    (tmp_path / "notebooks").mkdir()
    for path in (root() / "notebooks").glob("*.ipynb"):
        (tmp_path / "notebooks" / path.name).write_bytes(path.read_bytes())
    for name in ("acme", "article", "demo-team"):
        (tmp_path / "data" / "raw" / name).mkdir(parents=True)
    (tmp_path / "data" / "raw" / "article" / "datapackage.json").write_text("{}", "utf-8")
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_LANG", "en")
    return tmp_path


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.ipynb")}


def work_in(path: Path) -> None:
    """Change a cell, as somebody does who tries another number."""
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"][-1]["source"] = ["1 + 1"]
    path.write_text(json.dumps(notebook), "utf-8")


def test_a_teams_copies_are_the_chapters_about_weeks_set_to_its_data(home):
    before = snapshot(home / "notebooks")
    copies = copy_notebooks("acme", "en")
    assert {path.parent for path in copies.files} == {home / "data" / "processed" / "acme" / "lab"}
    assert [path.stem[:2] for path in copies.files] == ["01", "04", "05", "06", "08"]
    assert {declared_parameters(path)["dataset"].default for path in copies.files} == {"acme"}
    assert snapshot(home / "notebooks") == before


def test_who_drew_a_trial_has_its_chapter_beside_them(home):
    (home / "data" / "raw" / "acme" / "trial.toml").write_text("", "utf-8")
    assert [path.stem for path in copy_notebooks("acme", "en").files][-2:] == ["07-trial", "08-report"]


def test_described_persons_have_theirs(home):
    assert [path.stem[:2] for path in copy_notebooks("article", "fr").files] == ["01", "02", "03", "08"]


def test_a_pool_of_studies_has_its_own(home):
    pool = home / "data" / "raw" / "acme-pool"
    pool.mkdir()
    (pool / "one.pool.json").write_text("{}", "utf-8")
    assert [path.stem for path in copy_notebooks("acme-pool", "en").files][1:-1] == ["07-many-teams"]


def test_without_a_data_set_all_are_there_each_on_its_own_data(home):
    copies = copy_notebooks("", "fr")
    assert {path.parent for path in copies.files} == {home / "notebooks" / "fr"}
    assert [path.name for path in copies.files] == sorted(snapshot(home / "notebooks"))
    sets = {path.stem[:2]: declared_parameters(path)["dataset"].default for path in copies.files}
    assert sets["03"] == "article" and sets["04"] == "demo-team"
    assert "## Charger" in [cell["source"] for cell in read_cells(copies.files[-2])]


def test_git_sees_none_of_them():
    for name in (
        "notebooks/fr/04-compare.ipynb",
        "notebooks/en/x.ipynb",
        "data/processed/acme/lab/04-compare.ipynb",
    ):
        done = subprocess.run(["git", "check-ignore", "-q", name], cwd=root(), check=False)
        assert done.returncode in (0, 128), name  # 128: a copy without git


def test_what_somebody_wrote_is_kept_and_what_was_only_run_is_made_anew(home):
    first, second, *_ = copy_notebooks("acme", "en").files
    assert not is_worked_in(first) and not is_worked_in(first.with_name("none.ipynb"))
    ran = json.loads(second.read_text("utf-8"))
    ran["cells"][3]["execution_count"] = 7
    second.write_text(json.dumps(ran), "utf-8")
    work_in(first)
    written = first.read_bytes()
    copies = copy_notebooks("acme", "fr")
    assert copies.kept == (first,) and first.read_bytes() == written
    assert declared_parameters(second)["report_lang"].default == "fr"
    assert "was kept as it is" in tell_copies(copies)


def test_whatever_else_lies_there_is_somebodys(home):
    target = home / "notebooks" / "en" / "04-compare.ipynb"
    target.parent.mkdir()
    target.write_text("not a notebook", "utf-8")
    assert target in copy_notebooks("", "en").kept and target.read_text("utf-8") == "not a notebook"


def test_an_unknown_data_set_or_language_is_one_line(home):
    with pytest.raises(UsageError, match="Did you mean “acme”"):
        copy_notebooks("acmee", "en")
    with pytest.raises(UsageError, match="no language “de”"):
        copy_notebooks("acme", "de")


def test_jupyterlab_is_opened_on_the_copy_with_our_settings_before_the_users(home, monkeypatch):
    asked = []

    def run(command, env, check):
        asked.append((command, env["JUPYTER_CONFIG_PATH"]))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(lab.subprocess, "run", run)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "mine")
    assert open_lab(home / "x.ipynb") == 0
    ((command, searched),) = asked
    assert command == [sys.executable, "-m", "jupyterlab", str(home / "x.ipynb")]
    assert searched.startswith(str(SETTINGS)) and searched.endswith("mine")


def test_the_news_are_off_in_words_that_this_jupyterlab_knows(monkeypatch):
    from jupyter_server.services.config import ConfigManager

    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(SETTINGS))
    settings = ConfigManager(config_dir_name="labconfig").get("default_setting_overrides")
    (plugin, said), *others = settings.items()
    schema = Path(sys.prefix, "share/jupyter/lab/schemas", *plugin.replace(":", "/").split("/")).with_suffix(
        ".json"
    )
    known = json.loads(schema.read_text("utf-8"))["properties"]
    assert others == [] and set(said) == {"fetchNews", "checkForUpdates"} <= set(known)
    assert said["fetchNews"] == "false" and said["checkForUpdates"] is False
