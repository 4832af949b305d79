"""Accounts of programs in a column of owners: asked about once, nobody's until it is answered, never a person."""

from __future__ import annotations

import pytest
from reading.joining.whose_files import deals, named, notes
from reading.team_folder import TODAY, weeks_of, write

from ssi_outcomes.base.errors import LANGUAGES, message
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.joining.whose.program_accounts import find_accounts, is_program_account

# Salesforce's, Dynamics', HubSpot's, Odoo's and Zoho's own, and how firms call theirs.
ACCOUNTS = (
    *(
        "Integration User",
        "Platform Integration User",
        "Automated Process",
        "Salesforce Integration",
        "API User",
    ),
    *("Insights Integration", "Security User System", "Default Workflow User", "Data.com Integration User"),
    *(
        "SYSTEM",
        "# Dynamics 365 Sales",
        "# SIAutoCapture",
        "HubSpot",
        "HubSpot Support",
        "OdooBot",
        "System User",
    ),
    *("Utilisateur d’intégration", "Système", "Processus automatisé", "Compte technique", "Utilisateur API"),
    *(
        "Administrateur",
        "Systembenutzer",
        "API-Benutzer",
        "Automatisierter Prozess",
        "Usuario de integración",
    ),
    *("Processo automatizzato", "Utente API", "Usuário de integração", "Geautomatiseerd proces"),
    *(
        "noreply@firm.example",
        "info@firm.example",
        "Sales@firm.example",
        "commerciaux@firm.example",
        "api.user@firm.example",
        "Zapier",
        "Site Guest User",
        "SalesIQ Integration User",
    ),
)
PEOPLE = (
    *("Ana Demo", "Robin System-Berg", "Api Demo", "Service Demo", "Robot Jan", "Noa", "Mark Sales", "P01"),
    *(
        "Marketing",
        "Data Demo",
        "Inès Intégrale",
        "Sylvie Admina",
        "noa.berg@system.example",
        "hubspot.noa@x.example",
        "Sales",
        "noa.sales@x.example",
    ),
)


@pytest.mark.parametrize("name", ACCOUNTS)
def test_programs_are_known_by_the_words_for_their_accounts(name):
    assert is_program_account(name) and is_program_account(name.upper())


@pytest.mark.parametrize("name", PEOPLE)
def test_a_word_that_may_be_a_name_makes_a_person(name):
    assert not is_program_account(name)


def test_a_number_is_nobody_where_others_have_names():
    numbers = ["0052X000009abcD", "0052X000009abcDQAQ", "48213377"]
    assert find_accounts(["Noa Berg", "API User", *numbers]) == sorted([*numbers, "API User"])
    assert find_accounts([*numbers, "API User"]) == ["API User"]
    assert find_accounts(["P01", "A1234", "Noa", "007"]) == []


def test_whose_an_accounts_deals_are_is_asked_once_and_no_week_of_theirs_is_a_zero(folder):
    about = '[[coverage]]\ntable = "outcomes"\nname = "contracts"\nstart = 2026-03-02\nend = 2026-03-29\n'
    tracker = named("Nora Testname", "Ida Demo")
    crm = deals("Nora Testname", "Integration User", "HubSpot")
    write(folder, {"tracker.csv": tracker, "deals.csv": crm, "dataset.toml": about})
    dataset = read_team(folder, TODAY)
    ((file, said),) = notes(dataset, "asks_people")
    assert (file, said["accounts"], said["pairs"]) == ("deals.csv", "HubSpot, Integration User", "")
    assert {"Integration User", "HubSpot"}.isdisjoint(dataset.names)
    for name in ("Nora Testname", "Ida Demo"):
        weeks = weeks_of(dataset, dataset.names[name], "outcome_contracts")
        assert weeks["2026-W11"] is None and weeks["2026-W12"] == 0
    # As they stand, the lines leave the rows to nobody; a name in their place gives them to a person.
    for lines, counted in ((said["paste"], 1), (said["paste"].replace('"team"', '"Nora Testname"'), 3)):
        (folder / "mapping.toml").write_text(lines, "utf-8")
        again = read_team(folder, TODAY)
        assert notes(again, "asks_people") == []
        assert weeks_of(again, again.names["Nora Testname"], "outcome_contracts")["2026-W11"] == counted
        assert weeks_of(again, again.names["Ida Demo"], "outcome_contracts")["2026-W11"] == 0


def test_a_file_of_nothing_but_an_account_is_not_the_only_persons(folder):
    write(folder, {"tracker.csv": named("Nora Testname"), "deals.csv": deals("API User", "API User")})
    dataset = read_team(folder, TODAY)
    assert set(dataset.tables["outcomes"]["person"]) == {None}
    ((_, said),) = notes(dataset, "asks_people")
    assert said["accounts"] == "API User" and notes(dataset, "owner_only_one") == []


def test_who_says_that_an_account_is_a_person_is_heard(folder):
    crm = {"deals.csv": deals("Admin"), "mapping.toml": '[people]\n"Admin" = "Admin"\n'}
    dataset = read_team(write(folder, {"tracker.csv": named("Nora Testname"), **crm}), TODAY)
    assert set(dataset.tables["outcomes"]["person"]) == {dataset.names["Admin"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_names_the_accounts(language):
    lines = '[people]\n"API User" = "team"'
    text = message("asks_people", language, pairs="", outside="", accounts="API User", paste=lines)
    assert text.endswith(lines) and "API User" in text.split("[people]")[0] and "  " not in text
