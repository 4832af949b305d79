"""Which files are a pool's, and which folders: never one in which somebody's weeks lie."""

from __future__ import annotations

import pytest

from ssi_outcomes.base.pool_names import is_pool, is_pool_file

STUDY = '{\n "format": "ssi-outcomes/study"}'


@pytest.mark.parametrize(
    "name",
    [
        *("acme.pool.json", "ACME.POOL.JSON", "acme.pool (1).json", "acme.pool - Copie.json"),
        *("acme.registered.json", "acme.registered(2).json", "acme.pool.json.txt", "é quipe.pool copy.json"),
    ],
)
def test_a_file_is_known_by_its_name_as_mail_and_file_managers_leave_it(tmp_path, name):
    (tmp_path / name).write_text("{}")
    assert is_pool_file(tmp_path / name)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_that_was_renamed_is_known_by_what_it_says_first(tmp_path, code):
    (tmp_path / "from-acme.json").write_text(STUDY, code)
    assert is_pool_file(tmp_path / "from-acme.json")


@pytest.mark.parametrize("name", ["ssi.json", "whirlpool.json", "pool.csv", "registered.json"])
def test_other_files_are_none(tmp_path, name):
    (tmp_path / name).write_text('{"memberScore": {}}')
    assert not is_pool_file(tmp_path / name)


def test_a_folder_of_such_files_is_a_pool_with_documents_beside_them_and_what_systems_leave(tmp_path):
    for name in ("acme.pool.json", "README.md", "lettre.pdf", "dataset.toml", "Thumbs.db", "looks.csv"):
        (tmp_path / name).write_text("")
    (tmp_path / ".DS_Store").write_text("")
    assert is_pool(tmp_path)


@pytest.mark.parametrize("name", ["results.xlsx", "ssi.json", "Basic_LinkedInDataExport.zip", "weeks.csv"])
def test_with_a_table_or_an_archive_among_them_it_is_a_teams(tmp_path, name):
    (tmp_path / "acme.pool.json").write_text("")
    (tmp_path / name).write_text("")
    assert not is_pool(tmp_path)


def test_an_empty_folder_is_none(tmp_path):
    assert not is_pool(tmp_path)
