"""Which reader a file belongs to: its content tells, whatever its name."""

import tomllib
from dataclasses import replace

import pytest
from reading.texts import CONTEXT, outcomes, read, refusal, sheet
from reading.whole_files import CALENDAR, PAGE, written

from ssi_outcomes.base.errors import FileRefused, message
from ssi_outcomes.reading.kinds.calendar.events import CalendarFile
from ssi_outcomes.reading.kinds.page.saved_page import ScorePage
from ssi_outcomes.reading.kinds.page.score_json import ScoreJson
from ssi_outcomes.reading.kinds.recognition import find_whole, read_sheet


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (CALENDAR, CalendarFile),
        (PAGE, ScorePage),
        ('{"memberScore": {"overall": 53}}', ScoreJson),
        ('[ {"a": 1} ]', ScoreJson),
    ],
)
def test_a_file_is_known_by_its_content(tmp_path, content, kind, encoding):
    assert type(find_whole(written(tmp_path, content, encoding))) is kind


def test_the_page_of_the_score_is_no_table_though_its_pillars_stand_in_cells(tmp_path):
    pillars = ("Professional brand", "Find the right people", "Engage with insights", "Build relationships")
    cells = "".join(f"<tr><th>{pillar}</th><td>8.1</td></tr>" for pillar in pillars)
    content = f"<html><h1>Social Selling Index</h1><p>33 out of 100</p><table>{cells}</table></html>"
    assert type(find_whole(written(tmp_path, content))) is ScorePage


@pytest.mark.parametrize(
    "content", ["date,ssi\n2026-01-05,53\n", "[Semaine];SSI\n", "{x};y\n", "<3 ce tableau\n", "PK\x03\x04"]
)
def test_a_sheet_is_none_of_them(tmp_path, content):
    assert find_whole(written(tmp_path, content)) is None


@pytest.mark.parametrize("name", ["NA", "None", "null", "nan", "True", "1_000", "Null"])
def test_people_called_like_a_missing_value_exist(name):
    parsed = read_sheet(sheet(f"Personne;Semaine;RDV\n{name};2026-W05;3\n"), CONTEXT)
    assert parsed.tables["outcomes"][0]["person"] == name


@pytest.mark.parametrize(("name", "key"), [("", "file_without_table"), ("Feuil1", "sheet_without_table")])
def test_a_file_or_a_sheet_without_a_table_says_so(name, key):
    with pytest.raises(FileRefused) as refused:
        read_sheet(replace(sheet("one lonely line\n"), name=name), CONTEXT)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("kind", "header", "wrong", "needed"),
    [
        (
            "deals",
            "Topic;Status;Day of Winning;Owner\nA;Won;2026-01-28;Ana Demo\n",
            {"person": "Owner", "date": "Day of Winning"},
            {"person": "Owner", "stage": "Status", "won_at": "Day of Winning"},
        ),
        (
            "crm_activities",
            "Wer;Was;Wann;Erledigt\nAna Demo;Meeting;2026-01-28;Completed\n",
            {"person": "Wer"},
            {"person": "Wer", "type": "Was", "date": "Wann", "status": "Erledigt"},
        ),
        (
            "weekly",
            "Qui;Quoi;Le\nAna Demo;3;2026-01-28\n",
            {"meetings": "Quoi"},
            {"person": "Qui", "meetings": "Quoi", "date": "Le"},
        ),
    ],
)
def test_where_a_kind_is_said_the_question_names_the_columns_that_it_needs(kind, header, wrong, needed):
    first = refusal(header)
    assert first.key == "asks_kind" and not first.values["said"]
    again = refusal(header, kind=kind, columns=wrong)
    assert (again.values["said"], again.values["kind"]) == (kind, kind)
    for language in ("fr", "en"):
        lines = message("asks_kind", language, **again.values).split("\n\n")[1]
        assert tomllib.loads(lines)["file.csv"] == {"kind": "ignore"}
        opened = [line.removeprefix("# ") for line in lines.split("\n") if line != 'kind = "ignore"']
        columns = tomllib.loads("\n".join(opened))["file.csv"]["columns"]
        assert columns.keys() >= needed.keys() and columns.items() >= wrong.items()
    assert len(outcomes(read(header, kind=kind, columns=needed))) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # « A » alone is a French end, and « sales » are contracts: as headers they would stand in the first row of values.
        ("Personne;Fonction;Arrivée;Départ\nA;sales;;2025-04-12\nB;sales;2024-01-08;\n", "people"),
        ("Person,Role,Start,End\nWeek,Sales,2024-01-08,\nBob,Sales,2024-01-08,\n", "people"),
        # A title over a table is none of it.
        ("Équipe de vente\n\nPersonne;Semaine;SSI;RDV\nA;2026-W05;50;1\n", "weekly"),
    ],
)
def test_a_row_of_values_is_no_header_where_a_fuller_one_stands_above(text, kind):
    assert read(text).kind == kind
