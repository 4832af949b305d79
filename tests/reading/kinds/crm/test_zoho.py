"""Deals as Zoho CRM exports them, in the names of its standard fields."""

from datetime import date
from pathlib import Path

import pytest
from reading.texts import read, refusal

SAMPLE = Path(__file__).parents[1].joinpath("samples", "zoho_deals.csv").read_text("utf-8")


def contracts(parsed):
    return [(each["person"], each["start"], each["value"]) for each in parsed.tables.get("outcomes", [])]


def test_a_won_deal_is_a_contract_on_its_closing_date():
    parsed = read(SAMPLE)
    assert parsed.kind == "zoho_deals"
    assert contracts(parsed) == [("P01", date(2026, 1, 28), 1200)]
    assert (parsed.accepted, parsed.rejected) == (3, ())


def test_french_headers_name_the_same_columns():
    parsed = read(
        "Nom de la transaction;Propriétaire de la transaction;Étape;Date de clôture;Montant\n"
        "Synthetic deal;P01;Closed Won;28/01/2026;1 200,50\n"
    )
    assert (parsed.kind, contracts(parsed)) == ("zoho_deals", [("P01", date(2026, 1, 28), 1200.5)])


def test_it_is_not_taken_for_hubspot_though_both_call_a_deal_by_its_name():
    assert read("Deal Name,Stage,Closing Date\nSynthetic,Closed Won,2026-01-28\n").kind == "zoho_deals"
    assert read("Deal Name,Deal Stage,Close Date\nSynthetic,Closed Won,2026-01-28\n").kind == "hubspot_deals"


EITHER = "Deal Name,Stage,Won at{}\nSynthetic,Closed Won,2026-01-28{}\n"


def test_what_both_know_and_neither_alone_is_asked_about():
    refused = refusal(EITHER.format("", ""))
    assert (refused.key, refused.values["kinds"]) == ("asks_crm", "hubspot_deals, zoho_deals")


@pytest.mark.parametrize(
    ("header", "kind"), [("Deal Owner Id", "zoho_deals"), ("Record ID - Deal", "hubspot_deals")]
)
def test_a_header_that_one_of_them_alone_knows_decides(header, kind):
    assert read(EITHER.format(f",{header}", ",1")).kind == kind


def test_a_header_of_each_is_asked_about():
    refused = refusal("Deal Name,Stage,Closing Date,Close Date\nSynthetic,Closed Won,2026-01-28,2026-01-28\n")
    assert refused.key == "asks_crm"
