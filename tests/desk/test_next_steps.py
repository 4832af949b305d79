"""After each command one line says what to do next, as it can be typed there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from desk.typed import run

from ssi_outcomes.base.errors import LANGUAGES
from ssi_outcomes.desk import cli, next_steps, options
from ssi_outcomes.desk.next_steps import typed
from ssi_outcomes.intake.receipt import Receipt, write_receipt


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    """A repository in which `ssi` is on the path, and nobody used make."""
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.delenv("MAKELEVEL", raising=False)
    monkeypatch.setattr(next_steps.shutil, "which", lambda name: f"/somewhere/{name}")
    return tmp_path


def test_who_used_make_is_told_of_make(monkeypatch):
    assert (
        typed("report", "acme") == "ssi report --dataset acme" and typed("check", "acme") == "ssi check acme"
    )
    monkeypatch.setenv("MAKELEVEL", "1")
    assert (
        typed("report", "acme") == "make report DATASET=acme"
        and typed("world", "nothing") == "make world WORLD=nothing"
    )
    assert typed("report") == "make report" and typed("doctor") == "make doctor"


@pytest.mark.parametrize(("system", "program"), [("win32", r".venv\Scripts\ssi"), ("linux", ".venv/bin/ssi")])
def test_where_the_shell_does_not_find_it_its_whole_path_is_said(monkeypatch, system, program):
    monkeypatch.setattr(next_steps.shutil, "which", lambda name: None)
    monkeypatch.setattr(next_steps.sys, "platform", system)
    assert typed("new", "acme") == f"{program} new acme"


def test_what_make_is_said_to_offer_it_offers():
    makefile = (Path(__file__).parents[2] / "Makefile").read_text("utf-8")
    assert all(f"\n{target}: " in makefile for target in (*next_steps._OF_MAKE, "doctor"))


def test_a_report_is_opened_then_comes_ones_own(home):
    made = [home / "reports" / name for name in ("x.facts.json", "x.en.xlsx", "x.en.html", "x.fr.html")]
    for invented in ("article", "demo-team", "demo-pool", "world-useful"):
        assert next_steps.after_report(invented, made) == (
            "Next: open reports/x.en.html in your browser. For data of your own: ssi new acme"
        )
    own = next_steps.after_report("acme", made)
    assert "add them to data/raw/acme, then: ssi report --dataset acme" in own
    assert next_steps.after_report("acme", []) == ""


def test_after_a_report_on_a_pool_of_ones_own_come_further_teams_and_no_weeks(home):
    folder = home / "data" / "raw" / "our-pool"
    folder.mkdir(parents=True)
    (folder / "one.pool.json").write_text("{}", "utf-8")
    said = next_steps.after_report("our-pool", [home / "reports" / "our-pool.en.html"])
    assert "further teams" in said and "weeks" not in said
    assert said.endswith("put them into data/raw/our-pool, then: ssi report --dataset our-pool")


def test_a_trial_leads_from_its_draw_to_its_answer_and_a_study_from_its_word_to_the_pool(home):
    drawn = next_steps.after_trial_new("acme", [home / "data" / "raw" / "acme" / "acme.xlsx"])
    assert "data/raw/acme/acme.xlsx" in drawn and drawn.endswith("ssi trial check acme")
    assert next_steps.after_trial_check("acme", over=False).endswith("ssi check acme")
    assert next_steps.after_trial_check("acme", over=True).endswith("ssi report --dataset acme")
    assert next_steps.after_pool_register("acme").endswith("ssi pool export acme")
    sent = next_steps.after_pool_export("acme", home / "reports" / "acme.pool.json")
    assert "reports/acme.pool.json" in sent and sent.endswith("ssi report --dataset our-pool")
    assert next_steps.after_pool_export("demo-trial", home).endswith("ssi report --dataset demo-pool")


@pytest.mark.parametrize(("language", "page"), [("en", "en.html"), ("fr", "fr.html")])
def test_many_reports_are_opened_in_ones_own_language_or_in_the_one_there_is(
    home, monkeypatch, language, page
):
    monkeypatch.setenv("SSI_LANG", language)
    folder = home / "reports" / "summary"
    assert f"summary/{page}" in next_steps.after_reports([folder / "fr.html", folder / "en.html"], 0)
    assert "summary/private.fr.html" in next_steps.after_reports([folder / "private.fr.html"], 1)


def test_a_check_with_refused_rows_says_where_they_are_marked(home):
    assert next_steps.after_check("acme") == "Next: ssi report --dataset acme"
    (home / "reports").mkdir()
    (home / "reports" / "acme.check.xlsx").write_bytes(b"")
    said = next_steps.after_check("acme")
    assert "reports/acme.check.xlsx" in said and "“ssi check acme” again" in said


def test_the_faults_of_invented_files_are_nobodys_to_mend(home):
    (home / "reports").mkdir()
    (home / "reports" / "demo-team.check.xlsx").write_bytes(b"")
    assert next_steps.after_check("demo-team") == "Next: ssi report --dataset demo-team"


@pytest.mark.parametrize(("rows", "next_one"), [(0, "ssi check acme"), (3, "ssi report --dataset acme")])
def test_a_template_in_which_nothing_is_filled_in_is_filled_in_first(home, rows, next_one):
    folder = home / "data" / "processed" / "acme"
    (folder / "tables").mkdir(parents=True)
    for table in ("ssi", "outcomes"):
        pd.DataFrame({"person": ["P1"] * rows}).to_parquet(folder / "tables" / f"{table}.parquet")
    write_receipt(Receipt("acme", "today's", "weeks", (), {}))
    assert next_steps.after_check("acme").endswith(next_one)


@pytest.mark.parametrize(("today", "monday"), [((2026, 11, 30), "2026-11-30"), ((2026, 12, 1), "2026-12-07")])
def test_a_plan_is_followed_by_a_workbook_from_the_next_monday_on(monkeypatch, today, monday):
    said = next_steps.after_plan("", 12, date(*today))
    assert said.endswith(f"ssi new acme --people names.txt --from {monday} --weeks 12")
    monkeypatch.setenv("MAKELEVEL", "1")
    said = next_steps.after_plan("", 12, date(*today))
    assert said.endswith(f"make new DATASET=acme PEOPLE=names.txt FROM={monday} WEEKS=12")
    assert next_steps.after_plan("acme", 12, date(*today)).endswith("make check DATASET=acme")


STEPS = {
    "case": lambda home: next_steps.after_case([home / "reports" / "article.benoit.en.html"]),
    "new": lambda home: next_steps.after_new("acme", home / "data" / "raw" / "acme" / "acme.xlsx"),
    "world": lambda home: next_steps.after_world("no_effect"),
    "worlds": lambda home: next_steps.after_world(None),
    "odds": lambda home: next_steps.after_odds("acme"),
    "figures": lambda home: next_steps.after_figures(
        [home / "reports" / "x.figures" / f"x.{name}.en.html" for name in ("figures", "brief")]
    ),
    "gallery": lambda home: next_steps.after_gallery([home / "reports" / "gallery" / "index.html"]),
    "doctor": lambda home: next_steps.after_doctor(fine=True),
    "doctor_wrong": lambda home: next_steps.after_doctor(fine=False),
    "verify": lambda home: next_steps.after_verify(),
    "refresh": lambda home: next_steps.after_refresh(),
    "calibrate": lambda home: next_steps.after_calibrate(),
    "trial_plan": lambda home: next_steps.after_trial_plan(""),
    "trial_new": lambda home: next_steps.after_trial_new(
        "acme", [home / "data" / "raw" / "acme" / "acme.xlsx"]
    ),
    "trial_check": lambda home: next_steps.after_trial_check("acme", over=False),
    "trial_over": lambda home: next_steps.after_trial_check("acme", over=True),
    "pool_register": lambda home: next_steps.after_pool_register("acme"),
    "pool_export": lambda home: next_steps.after_pool_export("acme", home / "reports" / "acme.pool.json"),
    "pool_export_ours": lambda home: next_steps.after_pool_export(
        "demo-team", home / "reports" / "x.pool.json"
    ),
    "lab": lambda home: next_steps.after_lab("acme"),
    "workshop": lambda home: next_steps.after_workshop([home / "reports" / "workshop" / "room.en.csv"]),
    "mark": lambda home: next_steps.after_mark(),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", STEPS)
def test_each_is_one_line_in_the_users_language(home, monkeypatch, step, language):
    monkeypatch.setenv("SSI_LANG", language)
    said = STEPS[step](home)
    assert said and "\n" not in said and str(home) not in said
    assert step == "lab" or said.startswith({"en": "Next: ", "fr": "Ensuite\u00a0: "}[language])
    assert "world-no-effect" in said or step != "world"


def test_every_command_has_its_next_step():
    told = {name.removeprefix("after_") for name in dir(next_steps) if name.startswith("after_")}
    names = set()
    for name, each in cli.ssi.commands.items():
        inner = getattr(each, "commands", None)
        names |= {f"{name}_{one}" for one in inner} if name in ("trial", "pool") else {name}
    assert names <= told and {"trial_new", "trial_check", "pool_register", "pool_export"} <= names


def test_the_next_step_stands_beside_what_a_command_gives(capsys):
    assert run("world") == 0
    out, err = capsys.readouterr()
    assert "Next" not in out and err == "Next: write the files of one, for example: ssi world thermometer\n"


def test_a_command_that_fails_has_no_next_step(capsys):
    assert run("check", "nobody") == 2
    assert "Next" not in capsys.readouterr().err
    assert issubclass(options.Menu, options.Command)
