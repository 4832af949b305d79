"""Jobs go to any executor; after the first failure none starts that did not run already, and none is left behind."""

import signal
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest
from running.tiny_runs import Inline

from ssi_outcomes.running import kernels
from ssi_outcomes.running.jobs import run_jobs


class Fault(Exception):
    pass


class Queue(Executor):
    """Keep each job waiting, as in a queue in which nothing has begun; `begun` ones have ended at once."""

    def __init__(self, begun: int):
        self.begun, self.futures = begun, []

    def submit(self, function, /, *arguments):
        self.futures.append(
            Inline().submit(function, *arguments) if len(self.futures) < self.begun else Future()
        )
        return self.futures[-1]


def halve(number: int) -> float:
    if number % 2:
        raise Fault(f"{number} is odd")
    return number / 2


def test_each_result_is_given_with_the_number_of_its_job():
    found = {}
    with ThreadPoolExecutor(2) as pool:
        run_jobs(pool, halve, [(8,), (2,), (6,)], found.__setitem__)
    assert found == {0: 4, 1: 1, 2: 3}


def test_results_are_taken_where_the_jobs_were_sent_from():
    threads = set()
    with ThreadPoolExecutor(2) as pool:
        run_jobs(pool, halve, [(8,), (2,)], lambda *_: threads.add(threading.current_thread()))
    assert threads == {threading.current_thread()}


def test_of_several_failures_that_of_the_first_job_is_raised_whichever_ended_first():
    second_failed = threading.Event()

    def fail(number):
        if number == 1:
            assert second_failed.wait(1800)
        else:
            second_failed.set()
        raise Fault(f"{number}")

    with ThreadPoolExecutor(2) as pool, pytest.raises(Fault, match="1"):
        run_jobs(pool, fail, [(1,), (2,)], lambda *_: None)


def test_after_a_failure_what_ended_is_taken_and_what_has_not_begun_is_cancelled():
    queue, found = Queue(begun=2), {}
    with pytest.raises(Fault, match="3 is odd"):
        run_jobs(queue, halve, [(8,), (3,), (4,), (6,)], found.__setitem__)
    assert found == {0: 4}
    assert [future.cancelled() for future in queue.futures] == [False, False, True, True]


@pytest.mark.parametrize("fault", [Fault, KeyboardInterrupt])
def test_what_stops_the_taking_of_a_result_kills_the_kernels_and_lets_later_runs_start_theirs(
    monkeypatch, fault
):
    queue, stopped = Queue(begun=1), []
    monkeypatch.setattr(kernels, "stop_kernels", lambda: stopped.append("stop"))
    monkeypatch.setattr(kernels, "allow_kernels", lambda: stopped.append("allow"))

    def refuse(*_):
        raise fault

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(fault):
        run_jobs(queue, halve, [(8,), (4,)], refuse)
    assert queue.futures[1].cancelled() and stopped == ["stop", "allow"]
    assert signal.getsignal(signal.SIGINT) is before
