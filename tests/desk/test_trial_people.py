"""Who takes part is who is named; what the dataset knows of them is taken from it, and what it does not is told."""

from datetime import date

import pandas as pd
import pytest
from desk.trial_home import PEOPLE, make_home

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.desk import trial_people
from ssi_outcomes.desk.trial_people import Roster, find_people, has_people
from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.study import PanelStudy

TODAY = date(2026, 7, 6)
TEAM = """Nom;Équipe;Arrivée;Départ
Demo Zoé;Lyon;;
Demo Ali;Lille;2026-01-05;2026-12-31
Demo Max;Lyon;2025-01-06;2026-03-31
Demo Lou;Lyon;2025-01-06;2025-06-30
Demo Lou;Lyon;2026-01-05;
"""
WEEKS = pd.DataFrame(
    {
        "person": ["P-1"] * 3 + ["P-2"] * 3,
        "week_start": [pd.Timestamp("2026-01-05") + pd.Timedelta(weeks=week) for week in range(3)] * 2,
        "exposure_days": [7.0, 3.5, 7.0] * 2,
        "outcome_contracts": [2.0, 1.0, 9.0, 0.0, None, 4.0],
    }
)
LISTED = pd.DataFrame({"person": ["P-1", "P-2", "P-2"], "team": ["Lyon", "Lille", "Lyon"]})


def roster(listed: pd.DataFrame = LISTED) -> Roster:
    return Roster(("Demo A", "Demo B"), WEEKS, listed, {"demo a": "P-1", "Demo B": "P-2"})


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    make_home(tmp_path)
    return tmp_path


def test_the_names_of_a_list_take_part(home):
    assert find_people("acme", str(home / "names.txt"), TODAY).people == PEOPLE


def test_without_a_list_and_without_data_nobody_is_guessed(home):
    assert not has_people("acme")
    with pytest.raises(UsageError) as refused:
        find_people("acme", "", TODAY)
    assert "--people" in refused.value.text("fr")


def test_without_a_list_everybody_of_the_dataset_takes_part_by_name_and_teams_by_their_codes(
    home, monkeypatch
):
    folder = raw_folder("acme")
    folder.mkdir()
    (folder / "equipe.csv").write_text(TEAM, "utf-8")
    # In a process of its own, which takes seconds, elsewhere.
    data, plan = read_team(folder, TODAY), read_plan()
    study = PanelStudy(data, plan, "fr", build_panel(data.tables, TODAY))
    monkeypatch.setattr(trial_people, "open_study", lambda dataset, language: study)
    found = find_people("acme", "", TODAY)
    # Who has left is not drawn, and is told; who comes back, or leaves later, is.
    assert found.people == ("Demo Zoé", "Demo Ali", "Demo Lou") and found.left == ("Demo Max",)
    assert found.find_teams() == {"Demo Zoé": "T02", "Demo Ali": "T01", "Demo Lou": "T02"}


def test_what_somebody_brought_is_by_the_week_of_days_there_within_the_baseline():
    # 3 in 10.5 days are 2 a week; the third week is no longer in it; a week that is not known is none.
    assert roster().find_baseline("contracts", date(2026, 1, 5), 2) == {"Demo A": 2.0, "Demo B": 0.0}


@pytest.mark.parametrize("outcome, first", [("proposals", date(2026, 1, 5)), ("contracts", date(2026, 3, 2))])
def test_of_whom_nothing_is_known_no_pair_is_made(outcome, first):
    with pytest.raises(UsageError) as refused:
        roster().find_baseline(outcome, first, 2)
    assert refused.value.key == "trial_baseline_unknown" and refused.value.values["count"] == 2


def test_who_has_two_teams_or_none_is_told_by_name():
    for listed in (LISTED, LISTED[:1]):
        with pytest.raises(UsageError) as refused:
            roster(listed).find_teams()
        assert (refused.value.key, refused.value.values["people"]) == ("trial_teams_unknown", "Demo B")
