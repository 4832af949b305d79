"""Deals as Odoo exports its opportunities: by the names of the fields on the screen, or by their own."""

from datetime import date
from pathlib import Path

import pytest
from reading.texts import read, refusal

SAMPLE = Path(__file__).parents[1].joinpath("samples", "odoo_deals.csv").read_text("utf-8")
WON = "Synthetic deal,Won,2026-01-28,2026-01-28"


def contracts(parsed):
    return [(each["person"], each["start"], each["value"]) for each in parsed.tables.get("outcomes", [])]


def test_a_won_opportunity_is_a_contract_on_the_day_it_was_closed_not_on_the_expected_one():
    parsed = read(SAMPLE)
    assert parsed.kind == "odoo_deals"
    assert contracts(parsed) == [("P01", date(2026, 1, 28), 1200)]
    assert (parsed.accepted, parsed.rejected) == (2, ())


@pytest.mark.parametrize(
    "header",
    [
        "Opportunité;Vendeur;Étape;Date de clôture;Revenu espéré",
        "name;user_id;stage_id;date_closed;expected_revenue",
    ],
)
def test_french_and_technical_headers_name_the_same_columns(header):
    parsed = read(f"{header}\nSynthetic deal;P01;Gagné;2026-01-28 10:00:00;1200\n")
    assert (parsed.kind, contracts(parsed)) == ("odoo_deals", [("P01", date(2026, 1, 28), 1200)])


def test_an_expected_closing_is_no_day_of_a_contract():
    text = (
        "Opportunity,Salesperson,Expected Closing,Expected Revenue,Stage\nSynthetic,P01,2026-01-28,1200,Won\n"
    )
    assert refusal(text).key == "asks_kind"


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Opportunity,Stage,Closed Date,Expected Closing", "odoo_deals"),
        ("Opportunity Name,Stage,Close Date,Closed on", "salesforce_deals"),
        ("Deal Name,Deal Stage,Close Date,Create Date", "hubspot_deals"),
        ("Deal Name,Stage,Closing Date,Created Time", "zoho_deals"),
        ("Deal - Title,Deal - Status,Deal - Won time,Deal - Add time", "pipedrive_deals"),
    ],
)
def test_each_of_five_is_known_by_its_own_names(header, kind):
    assert read(f"{header}\n{WON}\n").kind == kind


def test_a_table_with_the_names_of_two_is_asked_about():
    refused = refusal(f"Opportunity,Stage,Closed Date,Opportunity ID\n{WON}\n")
    assert (refused.key, refused.values["kinds"]) == ("asks_crm", "salesforce_deals, odoo_deals")


def test_a_sheet_of_one_s_own_with_common_words_is_asked_about():
    text = "Vendeur;Étape;Date de clôture;Montant\nP01;Gagné;2026-01-28;1200\n"
    assert refusal(text).key == "asks_kind"
