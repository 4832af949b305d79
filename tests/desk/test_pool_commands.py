"""`ssi pool` as it is typed: its menu, what it writes on each stream, and a code where nothing can be handed over."""

import pytest
from desk.typed import run

from ssi_outcomes.desk import pool_files


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_LANG", "fr")
    monkeypatch.delenv("DATASET", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_by_itself_it_shows_its_menu(capsys):
    assert run("pool") == 0
    assert "ssi pool register NOM" in capsys.readouterr().out


def test_the_file_is_on_one_stream_and_what_it_says_on_the_other(home, monkeypatch, capsys):
    asked = []

    def write(*words):
        asked.append(words[:-1])
        return home / "acme.pool.json", "said"

    monkeypatch.setattr(pool_files, "export_study", write)
    monkeypatch.setattr(pool_files, "register_study", write)
    assert run("pool", "export", "acme") == 0
    assert run("pool", "register", "acme", "--people", "12", "--weeks", "20") == 0
    assert asked == [("acme",), ("acme", 12, 20)]
    out, err = capsys.readouterr()
    assert out.split() == ["acme.pool.json"] * 2 and err.count("said") == 2
    steps = [line for line in err.splitlines() if line.startswith("Ensuite")]
    assert len(steps) == 2 and steps[1].endswith("pool export acme")


@pytest.mark.parametrize("command", ["export", "register"])
def test_a_dataset_that_is_not_there_is_wrong_use(command, capsys):
    assert run("pool", command, "acme") == 2
    assert "acme" in capsys.readouterr().err
