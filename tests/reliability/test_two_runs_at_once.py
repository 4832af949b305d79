"""Whoever starts a command twice, or two commands on the same data, gets from each what it would have made alone."""

from __future__ import annotations

import pytest
from reliability.real_runs import PAGE, REPORT, end, files, make_real_home, run, start, wait_until_all_ended

WAITS = "Another command is at work on “article”: waiting for it to end."


@pytest.mark.long
def test_a_page_asked_for_twice_at_once_is_made_once(undisturbed, tmp_path):
    home = make_real_home(tmp_path / "home")
    both = [start(home, *PAGE) for _ in range(2)]
    ended = [end(process) for process in both]
    assert [each.code for each in ended] == [0, 0], ended
    assert sum("1 of 1" in each.err or "[1/1]" in each.err for each in ended) == 1
    assert sum("Nothing has changed" in each.err for each in ended) == 1
    assert sum(WAITS in each.err for each in ended) <= 1  # none, where the first had ended before
    wait_until_all_ended(home)
    assert made(home) == made(undisturbed)


@pytest.mark.long
def test_commands_on_other_data_that_rest_on_the_same_article_leave_what_each_leaves_alone(tmp_path):
    alone, together = (make_real_home(tmp_path / name) for name in ("alone", "together"))
    commands = (REPORT, PAGE, ("check", "acme"), ("check", "article"))
    for command in commands:
        assert run(alone, *command).code == 0
    for process in [start(together, *command) for command in commands]:
        ended = end(process)
        assert ended.code == 0, ended.err
    wait_until_all_ended(together)
    # Both were made with one key, and so bear the same pseudonyms.
    assert files(together) == files(alone)


def made(home):
    # Under another key reading has another fingerprint; all that comes of it is the same.
    return {
        name: content
        for name, content in files(home).items()
        if not name.endswith(("reading.json", "manifest.json"))
    }
