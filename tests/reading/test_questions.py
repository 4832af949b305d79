"""No question is a dead end: the lines that it offers, pasted into mapping.toml as they stand, are heard, and
it is not asked again.

Each question is raised by files as people have them, as CSV, as a workbook and as an OpenDocument sheet in
turn. After the paste a file is read or left aside, or something else is asked of it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from reading.asked_files import FILES, ROWS, TABLES, WHOLE

from ssi_outcomes.base.catalogues import LANGUAGES, MESSAGES, read_catalogue
from ssi_outcomes.base.errors import message
from ssi_outcomes.reading.dataset import SourceFile
from ssi_outcomes.reading.joining.folder import read_team

TODAY = date(2026, 4, 20)
KNOWN = "Person;Date;SSI\nAna Demo;2026-01-26;53\n"  # so that there is a dataset, whatever becomes of the other file

# What was read is told with a line that would have it read otherwise: nothing is waited for.
REMARKS = ("columns_unread", "deals_won", "sheet_hidden", "types_ignored")
# Answered in the plan or beside the dataset, or asked of what mapping.toml or a workbook says, where their own tests paste them.
ELSEWHERE = ("plan_lines_missing", "unanswered_file", "asks_dates_otherwise", "asks_dates_turned")
# Asked of all files together, and answered in the tests of joining/whose and of kinds/beside.
OF_PEOPLE = ("asks_owner", "asks_people", "asks_archive_owner", "asks_titled", "asks_beside")
# After the line as it stands, the file is left aside or waits for a day, or rows are still to be corrected.
LEFT_OPEN = {
    *(
        "asks_kind",
        "asks_abreast",
        "asks_blocks",
        "asks_across",
        "asks_turned",
        "asks_calendar_table",
        "asks_headers",
        "asks_own",
        "asks_words",
        "asks_reading_date",
        "asks_total",
    ),
    "asks_dates_mixed",
}


def ask_all(folder: Path) -> dict[str, tuple[str, dict[str, object]]]:
    """Return what is asked of each file of a folder, the first question of each, with its values."""
    found: dict[str, tuple[str, dict[str, object]]] = {}
    for each in read_team(folder, TODAY).rejected:
        if each.values.get("paste"):
            found.setdefault(each.file.partition(" › ")[0], (each.key, {"value": each.value, **each.values}))
    return found


def offered(file: str, key: str, values: dict[str, object], language: str) -> str:
    """Return the lines with which a question ends, as they are shown."""
    said = message(key, language, **{"column": "x", "file": file, **values})
    assert all(line.count(file) <= 1 for line in said.split("\n"))
    return said[said.index("\n[") :].strip()


@pytest.fixture(scope="module")
def walks(tmp_path_factory) -> tuple[dict[str, list[str]], dict[str, SourceFile]]:
    """Return of each file what was asked one after the other, each time answered by the lines that were
    offered, in place of what mapping.toml said of the file; and what became of it. A question that comes
    again is not answered again.

    All files lie in one folder, for its reading is what costs.
    """
    folder, pasted = tmp_path_factory.mktemp("questions") / "acme", {}
    # People who are invented are shown by their names, as the files called after them are.
    others = {"known.csv": ("", KNOWN.encode()), "dataset.toml": ("", b"synthetic = true")}
    for name, (_, content) in {**others, **FILES}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    walked: dict[str, list[str]] = {name: [] for name in FILES}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSI_KEY_FILE", str(folder.parent / "key"))
        while True:
            asked = walk_on(folder, walked)
            if not asked:
                return walked, {file.name: file for file in read_team(folder, TODAY).files}
            for place, (name, (key, values)) in enumerate(asked.items()):
                pasted[name] = offered(name, key, values, LANGUAGES[place % len(LANGUAGES)])
            (folder / "mapping.toml").write_text("\n\n".join(pasted.values()), "utf-8")


def walk_on(folder: Path, walked: dict[str, list[str]]) -> dict[str, tuple[str, dict[str, object]]]:
    """Note what is asked now, and return what was not asked before."""
    asked = ask_all(folder)
    said = {name: f"{key} {values.get('value')}".strip() for name, (key, values) in asked.items()}
    new = {name: each for name, each in asked.items() if said[name] not in walked[name]}
    for name, each in said.items():
        walked[name].append(each)
    return new


@pytest.mark.parametrize("name", FILES)
def test_what_is_asked_is_answered_by_the_lines_that_are_offered(walks, name):
    walked, files = walks
    keys = [each.partition(" ")[0] for each in walked[name]]
    assert keys[:1] == [FILES[name][0]]
    assert len(walked[name]) == len(set(walked[name])), "asked again, though it was answered"
    if not set(keys) & LEFT_OPEN:
        assert (files[name].refusal, files[name].rejected) == (None, 0) and files[name].accepted


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_to_paste_speak_the_language_of_the_question(language):
    for key in ("asks_kind", "asks_across", "asks_headers", "asks_words"):
        said = read_catalogue(language, MESSAGES)[key]
        assert "\n# " in said and ("# or " in said) == (key == "asks_kind" and language == "en")


def test_every_question_is_asked_here():
    questions = {key for key, said in read_catalogue("en", MESSAGES).items() if "{{ paste }}" in said}
    remarks = {key for key in questions if key.startswith("calendar_")} | {*REMARKS, *ELSEWHERE}
    assert questions - remarks == {*TABLES, *ROWS, *WHOLE, *OF_PEOPLE}
