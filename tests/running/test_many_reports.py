"""Many reports at a time: each has its outcome, and one that fails stops no other."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from waiting import HANGS

from ssi_outcomes.running import many_reports
from ssi_outcomes.running.many_reports import Outcome, count_workers, make_reports, read_ended
from ssi_outcomes.running.progress import Lines


class Heard(Lines):
    def __init__(self):
        super().__init__()
        self.said = []

    def say(self, text):
        self.said.append(text)


def test_each_has_its_outcome_in_the_order_in_which_they_were_asked_for(monkeypatch):
    monkeypatch.setenv("SSI_LANG", "en")
    last = threading.Event()

    def make(dataset, languages, pdf):
        if dataset == "first":
            last.wait(60)  # ends after all others
        if dataset == "last":
            last.set()
        made = {"made": (Path(dataset),), "said": ("2 x a.csv: no name\n  more",) * (dataset == "last")}
        failed = {"failure": "refused.", "code": 3} if dataset == "bad" else made
        return Outcome(dataset, **failed)

    monkeypatch.setattr(many_reports, "count_workers", lambda: 2)
    heard = Heard()
    outcomes = make_reports(["first", "bad", "last"], ["en"], heard, told=make)
    assert [each.dataset for each in outcomes] == ["first", "bad", "last"]
    assert [each.code for each in outcomes] == [0, 3, 0]
    assert "bad: no report. refused." in heard.said
    assert {"last: 2 x a.csv: no name", "last: more"} <= set(heard.said)
    assert heard.said[0] == "3 reports to make, 2 at a time." and heard.said[-1] == "[3/3] first"


def test_a_stop_leaves_the_others_undone(monkeypatch):
    monkeypatch.setattr(many_reports, "count_workers", lambda: 1)
    asked = []

    def make(dataset, languages, pdf):
        asked.append(dataset)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_reports(["a", "b", "c"], ["en"], Heard(), told=make)
    assert asked[0] == "a"


def test_a_process_that_starts_as_all_are_stopped_ends_at_once(monkeypatch):
    children, ended = many_reports.Children(), threading.Event()
    script = "import time; time.sleep(600)"
    start = many_reports.subprocess.Popen

    def late(command, **streams):
        child = start([command[0], "-c", script], **streams)
        children.stop()
        return child

    monkeypatch.setattr(many_reports.subprocess, "Popen", late)
    threading.Thread(target=lambda: (children("a", ["en"], False), ended.set())).start()
    assert ended.wait(HANGS)


def test_how_a_process_ended_is_read_from_its_last_line(monkeypatch):
    monkeypatch.setenv("SSI_LANG", "en")
    assert read_ended("a", b'noise\n{"made": ["x.html"]}\n', 0) == Outcome("a", (Path("x.html"),))
    said = b'{"failed": "data/raw/a: two problems\\nline 2: ...", "key": "some", "said": ["moved"]}\n'
    assert read_ended("a", said, 3) == Outcome("a", (), "data/raw/a: two problems", 3, "some", ("moved",))
    assert read_ended("a", b'{"made": ["x.html"], "said": ["No PDF"]}', 0).said == ("No PDF",)
    # Killed by the system, as it is where memory runs out.
    killed = read_ended("a", b"", -9)
    assert killed.code == 4 and "code -9" in killed.failure
    assert read_ended("a", b'"a text"', 0).failure


def test_no_more_are_made_at_a_time_than_there_is_memory_for(monkeypatch):
    monkeypatch.setattr(many_reports, "_find_free_memory", lambda: 1)
    assert count_workers() == 1
    monkeypatch.setattr(many_reports, "_find_free_memory", lambda: 0)  # not said
    assert count_workers() >= 1


def test_a_data_set_that_is_not_there_ends_its_own_process_alone(monkeypatch):
    monkeypatch.setenv("SSI_LANG", "en")
    (outcome,) = make_reports(["nowhere-at-all"], ["en"], Heard())
    assert outcome.code == 2 and "nowhere-at-all" in outcome.failure and not outcome.made


def test_of_two_hundred_each_is_told_and_those_that_fail_stop_none(monkeypatch):
    monkeypatch.setenv("SSI_LANG", "en")
    names = [f"team-{number}" for number in range(200)]

    def make(dataset, languages, pdf):
        return (
            Outcome(dataset, (), "refused.", 3) if dataset.endswith("7") else Outcome(dataset, (Path("x"),))
        )

    heard = Heard()
    outcomes = make_reports(names, ["en"], heard, told=make, places=8)
    assert [each.dataset for each in outcomes] == names
    failed = [name for name in names if name.endswith("7")]
    assert [each.dataset for each in outcomes if each.failure] == failed
    assert sorted(line.partition(":")[0] for line in heard.said if "no report" in line) == sorted(failed)
    assert sum(line.startswith("[") for line in heard.said) == len(names)
