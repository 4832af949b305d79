"""Whose export a table is: its own headers decide, and where they do not, the user does."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import permutations

import pytest
from reading.texts import CONTEXT, read, refusal, sheet

from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.kinds.crm import DEALS, MEETINGS
from ssi_outcomes.reading.kinds.crm.vendor import NO_CRM, NOT_COLUMNS
from ssi_outcomes.reading.names.registry import aliases
from ssi_outcomes.reading.tables.search import Search

KNOWN = [kind for kind in (*DEALS, *MEETINGS) if kind.crm != NO_CRM]
PAIRS = [pair for part in (DEALS, MEETINGS) for pair in permutations(part, 2) if NO_CRM not in {pair[0].crm}]


def usual_table(kind, place: int) -> str:
    """Return the header of a CRM's export, each column by its first spelling (or its last: mostly French)."""
    headers = aliases(kind.part, kind.crm)
    written = [headers[name][place] for name in headers if name not in NOT_COLUMNS and headers[name]]
    marker = headers["marker"][place]
    return ";".join(dict.fromkeys([marker, *written])) + "\n"


@pytest.mark.parametrize("place", [0, -1])
@pytest.mark.parametrize(("kind", "other"), PAIRS, ids=lambda kind: kind.id)
def test_an_export_of_one_is_taken_for_no_other(kind, other, place):
    search = Search(sheet(usual_table(kind, place)), CONTEXT)
    assert kind.recognise(search) is not None
    assert other.recognise(search) is None


BOTH = "Record ID,Opportunity ID,Stage,Close Date,Owner,Amount\n1,1,Closed Won,2026-01-28,P01,10\n"


def test_a_table_with_the_marks_of_two_is_asked_about_and_read_when_told():
    refused = refusal(BOTH)
    assert refused.key == "asks_crm"
    assert refused.values["kinds"] == "hubspot_deals, salesforce_deals"
    assert "hubspot_deals" in refused.text("fr") and "salesforce_deals" in refused.text("en")
    (entry,) = tomllib.loads(refused.values["paste"]).values()
    assert read(BOTH, **entry).kind == "hubspot_deals"
    assert read(BOTH, kind="salesforce_deals").kind == "salesforce_deals"


def test_to_be_told_that_they_are_deals_does_not_say_whose():
    assert refusal(BOTH, kind="deals").key == "asks_crm"
    assert read("Owner,Stage,Close Date\nP01,Closed Won,2026-01-28\n", kind="deals").kind == "crm_deals"


def test_a_mark_is_not_enough_where_the_columns_are_those_of_another():
    text = "Opportunity ID,Deal - ID,Stage,Closed Date,Owner\n1,1,Closed Won,2026-01-28,P01\n"
    assert read(text).kind == "salesforce_deals"


@pytest.mark.parametrize("kind", ["Activity Type", "Activité - Type", "Activity - Type"])
def test_a_crm_that_has_to_be_mapped_is_not_called_by_the_name_of_another(tmp_path, kind):
    (tmp_path / "acts.csv").write_text(
        f"{kind},Topic,Owner,Actual End,State\nMeeting,x,Noa Demo,2026-01-05,Completed\n", "utf-8"
    )
    columns = (
        f'{{ person = "Owner", type = "{kind}", title = "Topic", date = "Actual End", status = "State" }}'
    )
    lines = f'["acts.csv"]\nkind = "crm_activities"\ncolumns = {columns}\n'
    (tmp_path / "mapping.toml").write_text(lines, "utf-8")
    data = read_team(tmp_path, date(2026, 4, 20))
    assert [file.table for file in data.files if file.name.endswith(".csv")] == ["crm_activities"]
    assert len(data.tables["outcomes"]) == 1
