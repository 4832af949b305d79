"""Deals as Microsoft Dynamics exports its opportunities: won on the actual day of their close, never on the estimated one."""

from datetime import date
from pathlib import Path

import pytest
from reading.texts import read, refusal

SAMPLE = Path(__file__).parents[1].joinpath("samples", "dynamics_deals.csv").read_text("utf-8")


def contracts(parsed):
    return [(each["person"], each["start"], each["value"]) for each in parsed.tables.get("outcomes", [])]


def test_a_won_opportunity_is_a_contract_on_the_day_it_was_closed():
    parsed = read(SAMPLE)
    assert (parsed.kind, contracts(parsed)) == ("dynamics_deals", [("P01", date(2026, 1, 28), 1200)])
    assert (parsed.accepted, parsed.rejected) == (2, ())
    assert not [note for note in parsed.notes if note[0] == "columns_unread"]


@pytest.mark.parametrize(
    "header",
    [
        "(Ne pas modifier) Opportunité;Propriétaire;Statut;Date de clôture réelle;Revenu réel",
        "Sujet;Propriétaire;Statut;Date de fermeture réelle;Revenu réel",
    ],
)
def test_french_headers_name_the_same_columns(header):
    parsed = read(f"{header}\nx;P01;Gagné;2026-01-28;1200\n")
    assert (parsed.kind, contracts(parsed)) == ("dynamics_deals", [("P01", date(2026, 1, 28), 1200)])


def test_a_lost_deal_is_none_and_one_won_without_its_day_leaves_its_owners_weeks_unknown():
    head = "Topic,Status,Owner,Est. Close Date,Actual Close Date\n"
    parsed = read(head + "a,Lost,P01,2026-01-28,2026-01-28\nb,Won,P02,2026-01-28,\nc,Won,P01,,2026-02-03\n")
    assert contracts(parsed) == [("P01", date(2026, 2, 3), None)]
    assert [(each.line, each.key) for each in parsed.rejected] == [(3, "deal_without_date")]
    assert [gap["person"] for gap in parsed.tables["gaps"]] == ["P02"]


@pytest.mark.parametrize(
    "header",
    [
        "(Do Not Modify) Opportunity,Topic,Status,Owner,Est. Close Date",  # open ones alone
        "Topic,Status,Owner,Close Date",  # nothing of it is its own
    ],
)
def test_an_estimated_day_is_no_day_of_a_contract_and_common_words_mark_nothing(header):
    assert refusal(f"{header}\na,Won,P01,2026-01-28,2026-01-28\n").key in {"asks_kind", "asks_done"}


def test_a_table_with_the_names_of_two_is_asked_about():
    head = "Opportunity ID,Stage,Status,Owner,Close Date,Actual Close Date\n"
    refused = refusal(head + "a,Won,Won,P01,2026-01-28,2026-01-28\n")
    assert (refused.key, refused.values["kinds"]) == ("asks_crm", "salesforce_deals, dynamics_deals")
