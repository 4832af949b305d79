"""A new dataset's own plan: looks at any time, for as much data as its template has rows for."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from ssi_outcomes.base.paths import raw_folder, root
from ssi_outcomes.base.plan import PLAN_FILE, read_plan
from ssi_outcomes.desk.cli import main
from ssi_outcomes.desk.filled_in import Content, lay_out
from ssi_outcomes.desk.new import new_dataset
from ssi_outcomes.desk.own_plan import tell_price, write_own_plan

TODAY = date(2026, 3, 4)


@pytest.fixture
def home(tmp_path, monkeypatch):
    shutil.copy(root() / PLAN_FILE, tmp_path)
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        (Content(), (20, 52)),
        (lay_out(["Anne Démo", "Bob Test"], date(2026, 3, 2), 26), (2, 26)),
        (lay_out(["Anne Démo"], date(2026, 3, 2), 10), (2, 10)),
    ],
)
def test_a_new_dataset_may_be_looked_at_any_time_for_the_rows_of_its_template(home, content, meant):
    new_dataset("acme", "en", TODAY, content, write_own_plan(content))
    plan, shipped = read_plan(raw_folder("acme")), read_plan()
    assert plan.any_time and (plan.people, plan.weeks) == meant and not shipped.any_time
    assert (plan.gates, plan.threshold, plan.variants) == (shipped.gates, shipped.threshold, shipped.variants)


def test_a_plan_that_says_itself_when_to_look_is_copied_as_it_is(home):
    path = home / PLAN_FILE
    path.write_text(
        path.read_text("utf-8").replace("level = 0.05", 'level = 0.05\nlooks = "planned"', 1), "utf-8"
    )
    assert write_own_plan(Content()) == path.read_text("utf-8")


@pytest.mark.parametrize(("language", "said"), [("fr", "68\xa0% plus large"), ("en", "68% wider")])
def test_starting_a_dataset_says_the_price_of_looking_whenever_one_likes(
    home, monkeypatch, capsys, language, said
):
    monkeypatch.setenv("SSI_LANG", language)
    assert said in tell_price()
    with pytest.raises(SystemExit):
        main(["new", "acme"])
    assert said in capsys.readouterr().err and (raw_folder("acme") / PLAN_FILE).is_file()
