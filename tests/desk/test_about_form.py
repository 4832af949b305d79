"""The sheet About: what is filled in there is what the readers take from it."""

from __future__ import annotations

from datetime import date

from desk.workbooks import TODAY, both_languages, read

from ssi_outcomes.desk import new as templates
from ssi_outcomes.desk.template import make_workbook
from ssi_outcomes.reading.kinds.described.about import check_about
from ssi_outcomes.reading.kinds.described.about_files import read_about_sheet


@both_languages
def test_the_examples_about_sheet_is_complete_and_invented(tmp_path, language):
    about_sheet = read(tmp_path, make_workbook("acme", language, TODAY, templates.fill_example(language)))[1]
    said = read_about_sheet(about_sheet)
    about, problems = check_about([said])
    # Renamed, and so read as data, the example gives itself away.
    assert [problem.key for problem in problems] == ["about_synthetic_mixed"] and not about.synthetic
    assert about.language == language and about.chosen and about.definitions["phone_meetings"]["counted_in"]
    assert [(row["table"], row["person"], row["start"]) for row in about.coverage] == [
        ("activity", "P01", date(2026, 1, 5))
    ]
    assert [row["person"] for row in about.absences] == ["P02"]
