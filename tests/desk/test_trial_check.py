"""`ssi trial check` says that nothing was changed, or each thing that was, and who does what next week."""

from datetime import date, timedelta

import pytest
from desk.trial_home import PEOPLE, draw, make_home, promise

from ssi_outcomes.base.errors import DataRefused, UsageError
from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.desk.trial_check import check_trial, is_over, tell_drawn, tell_due


@pytest.fixture(autouse=True, params=["fr", "en"])
def language(request, tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_LANG", request.param)
    make_home(tmp_path)
    return request.param


def test_a_trial_that_was_left_alone_is_sealed_and_says_its_fingerprint():
    drawn = draw()
    said = check_trial("acme", date(2026, 3, 1))
    assert drawn.fingerprint in said and "70" in said
    assert drawn.fingerprint in tell_drawn(drawn)


def test_next_week_each_person_does_what_they_drew():
    drawn = draw()
    said = check_trial("acme", date(2026, 5, 6))  # a Wednesday
    rows = drawn.schedule[drawn.schedule["week_start"] == date(2026, 5, 11)]
    push, ordinary = (", ".join(rows.loc[rows["arm"] == arm, "person"]) for arm in ("push", "ordinary"))
    assert said.splitlines()[-2].endswith(push) and said.splitlines()[-1].endswith(ordinary)


def test_before_the_trial_and_after_it_nobody_is_named():
    drawn = promise()
    for today in (date(2026, 2, 20), date(2026, 3, 10), date(2026, 6, 20), date(2027, 1, 1)):
        said = tell_due(drawn.protocol, drawn.schedule, today)
        assert said and not any(person in said for person in PEOPLE)


def test_a_trial_is_over_with_its_last_reading_and_not_before():
    ends = draw().protocol.ends
    assert is_over("acme", ends) and not is_over("acme", ends - timedelta(days=1))


def test_on_a_monday_the_next_week_is_the_one_after():
    drawn = promise()
    sunday, monday = (tell_due(drawn.protocol, drawn.schedule, date(2026, 4, day)) for day in (19, 20))
    assert PEOPLE[0] not in sunday and PEOPLE[0] in monday


def test_without_a_trial_the_command_that_draws_one_is_said():
    with pytest.raises(UsageError) as refused:
        check_trial("acme", date(2026, 3, 1))
    assert "ssi trial new acme" in refused.value.text()


def test_a_broken_seal_is_refused_with_each_thing_that_broke_it():
    draw()
    path = raw_folder("acme") / "schedule.csv"
    path.write_text(path.read_text("utf-8").replace("push,1", "ordinary,1", 1), "utf-8")
    plan = raw_folder("acme") / "analysis-plan.toml"
    plan.write_text(plan.read_text("utf-8").replace("share_of_claim = 0.5", "share_of_claim = 0.4"), "utf-8")
    with pytest.raises(DataRefused) as refused:
        check_trial("acme", date(2026, 3, 1))
    assert [each.key for each in refused.value.values["problems"]] == ["schedule_altered", "trial_other_plan"]
    assert refused.value.exit_code == 3 and "schedule.csv" in refused.value.text()


def test_one_person_alone_is_told_beforehand_what_can_be_found():
    said = tell_drawn(promise(PEOPLE[:1], design="single"), rate=2)
    assert said.count("%") == 3
