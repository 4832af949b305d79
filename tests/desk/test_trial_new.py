"""A trial is drawn once: everything is written, sealed and readable by the same program, or nothing is."""

from dataclasses import replace

import pandas as pd
import pytest
import python_calamine
from desk.trial_home import NOW, PEOPLE, SEED, draw, make_home

from ssi_outcomes.base.errors import DataRefused, UsageError
from ssi_outcomes.base.paths import raw_folder, root
from ssi_outcomes.base.plan import PLAN_FILE, read_plan
from ssi_outcomes.desk.trial_new import check_free, new_trial
from ssi_outcomes.desk.trial_options import Asked
from ssi_outcomes.desk.trial_people import Roster
from ssi_outcomes.reading.joining.by_file.listed import list_files
from ssi_outcomes.trial.fingerprint import check_seal
from ssi_outcomes.trial.protocol import read_protocol


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    make_home(tmp_path)
    return tmp_path


def test_a_trial_of_a_new_dataset_is_a_template_a_protocol_a_schedule_and_a_calendar_each():
    drawn = draw()
    names = [path.relative_to(raw_folder("acme")).as_posix() for path in drawn.files]
    assert names[:4] == ["acme.xlsx", "example-acme.xlsx", "dataset.toml", "analysis-plan.toml"]
    assert names[4:7] == ["schedule.csv", "trial/protocol.fr.html", "trial/protocol.en.html"]
    assert names[7:] == [
        *(f"trial/{n:02d}-demo-{letter}.ics" for n, letter in enumerate("abcdefgh", 1)),
        "trial.toml",
    ]
    assert all(path.is_file() for path in drawn.files) and drawn.schedules == 70


def test_what_was_written_is_what_was_drawn_and_its_seal_holds():
    drawn, folder = draw(), raw_folder("acme")
    plan = read_plan(folder)
    protocol = read_protocol(folder, plan.trial)
    assert protocol == drawn.protocol
    assert (protocol.people, protocol.seed, protocol.drawn_at) == (PEOPLE, SEED, NOW)
    seal = check_seal(folder, protocol, plan.hash, PEOPLE)
    assert seal.holds and seal.fingerprint == drawn.fingerprint


def test_the_seed_is_another_one_each_time():
    seeds = {new_trial(name, Asked(), Roster(PEOPLE), NOW, "en").protocol.seed for name in ("one", "two")}
    assert len(seeds) == 2 and all(len(seed) == 32 for seed in seeds)


@pytest.mark.parametrize(
    "language, head, push", [("fr", "Tiré au sort", "effort sur le score"), ("en", "Drawn by lot", "push")]
)
def test_the_template_has_a_column_for_what_was_drawn_beside_the_activities_alone(language, head, push):
    drawn = draw(language=language)
    book = python_calamine.CalamineWorkbook.from_path(raw_folder("acme") / "acme.xlsx")
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert [head in rows[0] for rows in sheets] == [False] * 5 + [True]
    rows = [row for row in sheets[5][1:] if row[0]]
    pushed = {(person, day) for person, day, arm, *_ in rows if arm == push}
    expected = drawn.schedule[drawn.schedule["arm"] == "push"]
    assert len(rows) == 8 * 16 and pushed == set(zip(expected["person"], expected["week_start"], strict=True))


def test_nothing_that_the_trial_wrote_is_taken_for_data():
    draw()
    assert [path.name for path in list_files(raw_folder("acme"))] == ["acme.xlsx"]


def test_a_dataset_that_is_there_keeps_its_files_and_gets_a_workbook_for_the_weeks_of_the_trial():
    folder = raw_folder("acme")
    folder.mkdir()
    (folder / "mine.csv").write_text("mine", "utf-8")
    drawn = draw()
    assert (folder / "mine.csv").read_text("utf-8") == "mine"
    book = python_calamine.CalamineWorkbook.from_path(folder / "acme-trial.xlsx")
    weeks = {row[1] for row in book.get_sheet_by_name("Activity").to_python()[1:] if row[0]}
    assert min(weeks) == drawn.protocol.starts and len(weeks) == 8
    # The plan that was promised stays, whatever becomes of the repository's.
    assert drawn.protocol.plan_hash == read_plan().hash == read_plan(folder).hash
    (root() / PLAN_FILE).write_text((root() / PLAN_FILE).read_text("utf-8") + "# newer\n", "utf-8")
    assert check_seal(folder, drawn.protocol, read_plan(folder).hash).holds


def test_a_sealed_trial_is_never_drawn_again():
    draw()
    before = {path: path.read_bytes() for path in raw_folder("acme").rglob("*") if path.is_file()}
    with pytest.raises(UsageError) as refused:
        draw()
    assert refused.value.key == "trial_exists" and "ssi trial check acme" in refused.value.text("fr")
    assert {path: path.read_bytes() for path in raw_folder("acme").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["schedule.csv", "trial/mine.txt", "acme-trial.xlsx"])
def test_what_somebody_else_called_so_is_not_written_over(name):
    path = raw_folder("acme") / name
    path.parent.mkdir(parents=True)
    path.write_text("mine", "utf-8")
    with pytest.raises(UsageError) as refused:
        draw()
    assert refused.value.key == "trial_name_taken" and path.read_text("utf-8") == "mine"
    assert not (raw_folder("acme") / "trial.toml").exists()


def test_described_persons_are_not_drawn():
    folder = raw_folder("cases")
    folder.mkdir()
    (folder / "datapackage.json").write_text("{}", "utf-8")
    with pytest.raises(UsageError) as refused:
        check_free("cases")
    assert refused.value.key == "odds_of_cases"


def test_five_people_are_too_few_to_rule_out_chance():
    with pytest.raises(UsageError) as refused:
        draw(PEOPLE[:5])
    assert (refused.value.key, refused.value.values["count"]) == ("trial_schedules_few", 20)
    assert not raw_folder("acme").exists()


def test_two_who_are_called_alike_are_not_drawn():
    with pytest.raises(DataRefused) as refused:
        draw((*PEOPLE, "demo  a"))
    assert "demo  a" in refused.value.text("en") and not raw_folder("acme").exists()


def test_people_drawn_team_by_team_and_in_pairs_have_their_tables_under_the_same_seal():
    people = tuple(f"Demo {letter}" for letter in "ABCDEFGHIJKL")
    listed = pd.DataFrame({"person": people, "team": ["T01"] * 6 + ["T02"] * 6})
    weeks = pd.DataFrame({"person": people, "week_start": pd.Timestamp("2026-01-05"), "exposure_days": 7.0})
    weeks["outcome_phone_meetings"] = [float(number) for number in range(12)]
    roster = Roster(people, weeks, listed, {name: name for name in people})
    asked = Asked(before="8", weeks="8", first="2026-01-05")
    for grouping, table in (("teams", "teams"), ("pairs", "baseline")):
        drawn = new_trial(grouping, replace(asked, grouping=grouping), roster, NOW, "en", SEED)
        folder = raw_folder(grouping)
        protocol = read_protocol(folder, read_plan(folder).trial)
        assert protocol == drawn.protocol and len(getattr(protocol, table)) == 12
        assert check_seal(folder, protocol).holds
        first = drawn.schedule[drawn.schedule["week_start"] == protocol.starts]
        pushed = set(first.loc[first["arm"] == "push", "person"])
        size = 6 if grouping == "teams" else 2
        groups = [people[start : start + size] for start in range(0, 12, size)]
        assert all(2 * len(pushed & set(group)) == len(group) for group in groups)


def test_what_the_plan_names_as_deciding_is_sealed_with_the_trial_and_the_hours_with_it(home):
    plan = home / PLAN_FILE
    text = plan.read_text("utf-8").replace(
        "blocks_alone = 10", 'blocks_alone = 10\nestimator = "by_baseline"'
    )
    plan.write_text(text, "utf-8")
    roster = Roster(tuple(f"Demo {n}" for n in range(30)))
    drawn = new_trial("acme", Asked(push="calls", hours="2"), roster, NOW, "en", SEED)
    assert 'estimator = "by_baseline"' in drawn.text and "hours_a_week = 2.0" in drawn.text
    protocol = read_protocol(raw_folder("acme"), read_plan(raw_folder("acme")).trial)
    assert (protocol.estimator, protocol.hours) == ("by_baseline", 2)
    assert check_seal(raw_folder("acme"), protocol).holds
    path = raw_folder("acme") / "trial.toml"
    path.write_text(
        path.read_text("utf-8").replace('estimator = "by_baseline"', 'estimator = "within"'), "utf-8"
    )
    changed = read_protocol(raw_folder("acme"), read_plan(raw_folder("acme")).trial)
    assert [each.key for each in check_seal(raw_folder("acme"), changed).faults] == ["trial_altered"]


def test_too_few_people_for_what_the_plan_names_is_told_before_anything_is_written(home):
    plan = home / PLAN_FILE
    text = plan.read_text("utf-8").replace(
        "blocks_alone = 10", 'blocks_alone = 10\nestimator = "by_baseline"'
    )
    plan.write_text(text, "utf-8")
    with pytest.raises(DataRefused) as refusal:
        draw()
    assert "trial_estimator_few" in str([each.key for each in refusal.value.values["problems"]])
    assert not raw_folder("acme").exists()
