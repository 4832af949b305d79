"""The files of the demo team: synthetic, saying so everywhere, the same bytes each time, and read whole."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date, timedelta

import pytest

from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.reading.kinds.described.about import check_about
from ssi_outcomes.reading.kinds.described.about_files import read_dataset_toml
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.parsed import Context
from ssi_outcomes.worlds import demo_folder as demo_team
from ssi_outcomes.worlds.demo_folder import make_files, write_demo_team
from ssi_outcomes.worlds.demo_world import LAST_DAY
from ssi_outcomes.worlds.scenarios import DEMO_TEAM

CONTEXT = Context(today=date(2026, 7, 6))
FILES = sorted(path.name for path in raw_folder(DEMO_TEAM).iterdir())


def parse(name: str):
    (sheet,) = read_sheets(raw_folder(DEMO_TEAM) / name, name)
    return read_sheet(sheet, CONTEXT)


def test_the_files_are_those_of_the_generator_to_the_byte():
    assert {name: (raw_folder(DEMO_TEAM) / name).read_bytes() for name in FILES} == make_files()


def test_writing_them_again_changes_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    assert write_demo_team() == [f"data/raw/demo-team/{name}" for name in FILES]
    again = {path.name: path.read_bytes() for path in (tmp_path / "data/raw/demo-team").iterdir()}
    assert again == {name: (raw_folder(DEMO_TEAM) / name).read_bytes() for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_that_it_is_synthetic(name):
    first_line = (
        (raw_folder(DEMO_TEAM) / name)
        .read_bytes()
        .split(b"\n")[0]
        .decode("cp1252" if name.startswith("propositions") else "utf-8-sig")
    )
    assert re.search(r"^(# )?(Synthetic data|Données synthétiques)", first_line)
    assert name == "dataset.toml" or "synthet" in name


def test_the_whole_team_is_small():
    assert sum((raw_folder(DEMO_TEAM) / name).stat().st_size for name in FILES) < 300_000


def test_people_are_codes_and_nothing_else():
    text = b"".join(make_files().values()).decode("utf-8", errors="replace")
    assert "@" not in text
    assert set(re.findall(r"\b[Pp]\d\d\b", text.replace("p07", "P07"))) - {"p11"} == {
        f"P{number:02}" for number in range(1, 41)
    }


# --- what the files hold


def test_the_french_tracker_is_read_whole_fractions_and_tops_included(team):
    parsed = parse("suivi-ssi-synthetique.csv")
    assert (set(parsed.tables) - {"stated"}, parsed.rejected, parsed.accepted) == (
        {"ssi"},
        (),
        len(team.readings),
    )
    read = {
        (row["person"], row["read_at"]): (row["ssi"], row["brand"], row["find"], row["engage"], row["build"])
        for row in parsed.tables["ssi"]
    }
    assert read == {(each.person, each.day): (each.ssi, *each.pillars) for each in team.readings}
    text = (raw_folder(DEMO_TEAM) / "suivi-ssi-synthetique.csv").read_text("utf-8-sig")
    assert (
        len(re.findall(r";\d+/100;", text))
        == len(re.findall(r";Top \d+\u00a0%$", text, re.M))
        == sum(each.person in ("P08", "P19", "P33") for each in team.readings)
    )


def test_the_outcome_log_counts_what_the_world_gave(team):
    parsed = parse("resultats-synthetiques.csv")
    assert parsed.rejected == ()
    for outcome in ("phone_meetings", "inbound_requests", "physical_meetings"):
        assert sum(row["count"] for row in parsed.tables["outcomes"] if row["outcome"] == outcome) == sum(
            team.counts[outcome].values()
        )


def test_nothing_happens_outside_a_stay_or_during_an_absence(team):
    weeks = {key for counts in team.counts.values() for key in counts}
    assert min(monday for person, monday in weeks if person == "P05") == date(2026, 2, 16)
    assert max(monday for person, monday in weeks if person == "P09") == date(
        2026, 4, 20
    )  # leaves on Friday 24 April
    assert not weeks & {("P03", date(2026, 2, 9)), ("P03", date(2026, 2, 16)), ("P28", date(2026, 6, 29))}
    people = {row["person"]: row for row in parse("equipe-synthetique.csv").tables["people"]}
    assert (people["P05"]["start"], people["P09"]["end"], people["P01"]["start"]) == (
        date(2026, 2, 16),
        date(2026, 4, 24),
        None,
    )
    log = parse("resultats-synthetiques.csv").tables["outcomes"]
    assert max(row["end"] for row in log if row["person"] == "P09") <= date(2026, 4, 24)


def test_activity_comes_by_iso_week_and_one_archive_begins_late(team):
    parsed = parse("activity-synthetic.csv")
    assert (set(parsed.tables) - {"stated"}, parsed.rejected) == ({"activity"}, ())
    rows = parsed.tables["activity"]
    assert min(row["start"] for row in rows if row["person"] == "P20") == date(2026, 3, 2)
    first = [row for row in rows if row["person"] == "P01" and row["start"] == date(2026, 1, 5)]
    assert {row["activity"]: row["count"] for row in first} == {
        name: team.counts[name]["P01", date(2026, 1, 5)] for name in (row["activity"] for row in first)
    }


def test_deals_that_were_won_are_the_contracts_of_those_in_the_crm(team):
    parsed = parse("crm-synthetic.csv")
    assert parsed.rejected == ()
    contracts = parsed.tables["outcomes"]
    weeks = Counter(
        (row["person"], row["start"] - timedelta(days=row["start"].weekday())) for row in contracts
    )
    assert weeks == {
        key: count
        for key, count in team.counts["contracts"].items()
        if count and key[0] not in demo_team.NOT_IN_CRM
    }
    assert {row["currency"] for row in contracts if row["person"] != "P07"} == {"EUR"}
    assert {row["currency"] for row in contracts if row["person"] == "P07"} == {"CHF", "EUR"}


def test_dates_of_the_crm_cannot_be_taken_for_european_ones():
    rows = (raw_folder(DEMO_TEAM) / "crm-synthetic.csv").read_text("utf-8").splitlines()[2:]
    assert any(int(row.split(",")[5].split("/")[1]) > 12 for row in rows if row.split(",")[5])
    assert not {"P38", "P39", "P40"} & {row.split(",")[6] for row in rows}


def test_dataset_toml_is_accepted_and_covers_each_file():
    about, problems = check_about([read_dataset_toml(raw_folder(DEMO_TEAM) / "dataset.toml", "dataset.toml")])
    assert problems == ()
    assert about.synthetic and "synthétiques" in about.title["fr"] and "synthetic" in about.title["en"]
    assert {row["source"] for row in about.coverage} == set(FILES) - {
        "dataset.toml",
        "equipe-synthetique.csv",
        "suivi-ssi-synthetique.csv",
    }
    assert {row["end"] for row in about.coverage} == {LAST_DAY} == {date(2026, 7, 5)}
    late = {row["start"] for row in about.coverage if row["table"] == "activity" and row["person"] == "P20"}
    assert late == {date(2026, 3, 2)}
    assert [(row["person"], row["start"]) for row in about.absences] == [
        ("P03", date(2026, 2, 9)),
        ("P17", date(2026, 4, 20)),
        ("P28", date(2026, 6, 15)),
    ]


def test_the_parameters_are_written_where_the_data_are():
    world = tomllib.loads((raw_folder(DEMO_TEAM) / "dataset.toml").read_text("utf-8"))["world"]
    assert (
        world["effect_of_ssi_on_outcomes_within_person"]
        == world["effect_of_ssi_on_outcomes_between_people"]
        == 0
    )
    assert (
        world["ssi_mean"],
        world["ssi_sd_between_people"],
        world["ssi_sd_within_person"],
        world["ssi_weekly_autocorrelation"],
    ) == (45, 15, 5, 0.8)
    assert (
        world["outcome_log_sd_between_people"],
        world["events_a_week_of_the_middle_person"]["phone_meetings"],
    ) == (0.8, 0.5)
