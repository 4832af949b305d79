"""A folder of studies is a dataset: recognised by its files, each told, none taking another with it, and no team named."""

from __future__ import annotations

import pytest
from pool.pools import TODAY, change, estimate, number_of, read, refusals, register, write

from ssi_outcomes.base.errors import LANGUAGES, DataRefused
from ssi_outcomes.intake.codec import write_json
from ssi_outcomes.intake.contents import read_contents
from ssi_outcomes.intake.telling import tell_files, tell_left_out
from ssi_outcomes.intake.unnamed import shown_values


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "our-pool"
    for study in (1, 2, 3):
        write(home, study, estimate(study / 10))
    return home


def test_good_studies_are_taken_whatever_lies_beside_them(folder):
    change(write(folder, 4, estimate()), lambda values: values.update(study="Camille Durand"))
    (folder / "empty.pool.json").write_text("")
    (folder / "LISEZMOI.txt").write_text("Les études des équipes.")
    (folder / "of-2026").mkdir()
    write(folder, 5, estimate(0.7)).rename(folder / "of-2026" / "five.pool.json")
    data = read(folder)
    assert sorted(data.tables["pool"]["study"]) == [number_of(study) for study in (1, 2, 3, 5)]
    assert refusals(data) == {
        "team-4.pool.json": "pool_form_value",
        "empty.pool.json": "pool_form_not_json",
        "LISEZMOI.txt": "pool_file_document",
    }


def test_a_file_is_shown_to_others_by_its_studys_number_and_to_the_keeper_by_its_name(folder):
    (folder / "team-1.pool.json").rename(folder / "durand-conseil.pool.json")
    register(folder, 1, name="durand-conseil")
    data = read(folder)
    shown = [file.name for file in data.files]
    assert "S-0100.pool.json" in shown and "S-0100.registered.json" in shown
    assert not [name for name in shown if "durand" in name]
    assert any("durand-conseil.pool.json" in line for line in tell_files(data, "fr"))


def test_what_was_refused_names_no_team_on_a_page(folder):
    (folder / "durand-conseil.pool.json").write_bytes((folder / "team-1.pool.json").read_bytes())
    data = read(folder)
    (refusal,) = data.rejected
    said = shown_values(data, {"file": refusal.file, **refusal.values})
    assert "durand" not in str(said) and "durand" not in "".join(tell_left_out(data, "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_refusal_is_told_in_the_readers_language_with_its_file(folder, language):
    change(write(folder, 4, estimate()), lambda values: values["estimates"][0].update(se=-1))
    line = next(line for line in tell_files(read(folder), language) if "team-4" in line)
    assert "estimates[0].se" in line and "-1" in line and "ssi pool export" in line


def test_a_folder_without_a_single_file_to_believe_is_refused_with_all_of_them(tmp_path):
    for study in (1, 2):
        change(write(tmp_path, study, estimate()), lambda values: values.update(version=99))
    with pytest.raises(DataRefused) as caught:
        read(tmp_path)
    assert [problem.key for problem in caught.value.values["problems"]] == ["pool_version_newer"] * 2
    assert "team-1.pool.json" in caught.value.text("fr") and "team-2.pool.json" in caught.value.text("en")


def test_a_title_may_be_given_and_a_wrong_description_is_refused(folder):
    (folder / "dataset.toml").write_text('title = "Vingt équipes"\n', "utf-8")
    assert read(folder).title["fr"] == "Vingt équipes"
    (folder / "dataset.toml").write_text("titel = 1\n")
    with pytest.raises(DataRefused):
        read(folder)


def test_a_pool_is_recognised_by_its_files_and_can_be_stored(folder):
    contents = read_contents(folder, TODAY)
    assert contents.panel is None and len(contents.dataset.tables["pool"]) == 3
    assert write_json(contents.dataset.files)


def test_the_dataset_has_another_hash_when_a_study_comes_in(folder):
    before = read(folder).hash
    write(folder, 4, estimate(0.4))
    assert read(folder).hash != before


def test_among_a_teams_tables_a_study_is_refused_by_name_and_takes_no_week_with_it(folder):
    weeks = "Person;Week;SSI;Phone meetings\nP01;2026-W02;40;1\nP01;2026-W03;42;0\nP02;2026-W02;50;2\n"
    (folder / "weeks.csv").write_text(weeks)
    data = read_contents(folder, TODAY).dataset
    assert "pool" not in data.tables and len(data.tables["outcomes"]) == 3
    assert {file.refusal.key for file in data.files if file.refusal} == {"pool_in_team"}
    line = next(line for line in tell_files(data, "fr") if "team-1.pool.json" in line)
    assert "data/raw/" in line
