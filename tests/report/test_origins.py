"""Where each number is from: the line of its file, or the cell that computed it; one entry a fact, under what it shares."""

from __future__ import annotations

import nbformat
import pytest

from ssi_outcomes.base.paths import notebooks_folder, raw_folder, root
from ssi_outcomes.exhibits.team.rule_tried import find_lines
from ssi_outcomes.report.notebook_cells import Cells
from ssi_outcomes.report.origins import Entry, find_cited, find_origins
from ssi_outcomes.report.story import BEFORE_METHOD
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.worlds import calibration

CELLS = Cells({"ratio": ("04-compare", 3), "events": ("04-compare", 3), "n_refuted": ("03-five-stories", 2)})


def origins(dataset: str = "acme", has_tables: bool = False, **sources: str):
    facts = {name: Fact(name, 1, "", source) for name, source in sources.items()}
    return find_origins(sorted(facts), facts, CELLS, dataset, has_tables)


def test_a_fact_is_listed_once_whichever_of_its_bounds_is_cited_first():
    html = '<data data-fact="ratio.low" value="1">1</data> <data data-fact="calls" value="2">2</data>'
    assert find_cited([html, '<data data-fact="ratio" value="1">1</data>']) == ["calls", "ratio"]


@pytest.mark.parametrize(
    ("name", "source", "file"),
    [
        ("benoit_ssi", "statements", "statements.csv"),
        ("benoit_months", "derivations", "derivations.csv"),
    ],
)
def test_a_stated_number_leads_to_its_own_line_of_the_table(name, source, file):
    (origin,) = origins("article", True, **{name: source})
    (entry,) = origin.entries
    line = (raw_folder("article") / file).read_text("utf-8").splitlines()[int(entry.line) - 1]
    assert origin.file == f"data/raw/article/{file}" and line.startswith(f"{name},")


def test_a_number_of_the_plan_leads_to_its_line_where_it_stands_there_as_it_is():
    (origin,) = origins(plan_low="analysis-plan.toml", plan_threshold="analysis-plan.toml")
    low, threshold = origin.entries
    assert (
        (root() / "analysis-plan.toml").read_text("utf-8").splitlines()[int(low.line) - 1].startswith("low =")
    )
    assert threshold == Entry("plan_threshold")


def test_a_number_of_the_calibration_leads_to_the_row_of_its_world_and_size():
    (origin,) = origins(cal_useful_50x26_coverage=calibration.TABLE, cal_worlds=calibration.TABLE)
    row, all_rows = origin.entries
    lines = (root() / origin.file).read_text("utf-8").splitlines()
    assert lines[int(row.line) - 1].startswith("useful,within,50,26,") and all_rows.line == ""
    assert len(lines) == len(calibration.read_table().rows) + 2 == max(find_lines().values())


def test_what_is_computed_names_the_notebook_and_the_cell_and_stands_together():
    first, second = origins(events="compare_within", ratio="compare_within", lost="people")
    assert (first.how, first.entries) == ("counted", [Entry("lost")])
    assert (second.how, second.notebook, second.call) == ("computed", "04-compare", "h.show_verdict(study)")
    assert [entry.name for entry in second.entries] == ["events", "ratio"]


def test_claims_are_judged_from_the_articles_tables_whatever_the_data():
    assert [origins(n_refuted="judge_claims", has_tables=own)[0].how for own in (True, False)] == [
        "computed",
        "computed_elsewhere",
    ]


def test_of_somebodys_own_file_the_name_is_told_and_not_the_folder():
    assert origins("acme", lot_before="trial.toml")[0].file == "trial.toml"


def test_every_section_before_the_method_is_asked_in_the_order_of_the_page():
    cells = nbformat.read(notebooks_folder() / "08-report.ipynb", as_version=4).cells
    told = [cell.source.split('"')[1] for cell in cells if "report" in cell.metadata.get("tags", ())]
    assert told == [*BEFORE_METHOD, "method"]
