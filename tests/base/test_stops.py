"""Each way of being told to stop is one error, and a second one does not interrupt the tidying up after the first."""

import os
import signal
import threading

import pytest

from ssi_outcomes.base.stops import Stopped, deaf_to_stops, hear_stops

pytestmark = pytest.mark.skipif(os.name == "nt", reason="not run: signals of POSIX")

STOPS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129} if os.name != "nt" else {}


@pytest.fixture(autouse=True)
def usual_handlers():
    before = {number: signal.getsignal(number) for number in STOPS}
    # A test's own start may ignore them, as what is begun in the background does.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", STOPS)
def test_each_stop_is_heard_as_one_error_with_the_code_that_shells_know(number):
    with pytest.raises(Stopped) as stopped, hear_stops():
        os.kill(os.getpid(), number)
        signal.pause()
    assert stopped.value.exit_code == STOPS[number]
    assert isinstance(stopped.value, KeyboardInterrupt)


def test_afterwards_signals_do_what_they_did_before():
    before = {number: signal.getsignal(number) for number in STOPS}
    with hear_stops(), deaf_to_stops():
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    assert {number: signal.getsignal(number) for number in STOPS} == before


def test_what_tidies_up_is_not_interrupted_by_a_second_stop():
    with hear_stops():
        with deaf_to_stops():
            for number in STOPS:
                os.kill(os.getpid(), number)
        with pytest.raises(Stopped):
            os.kill(os.getpid(), signal.SIGTERM)
            signal.pause()


def test_what_was_to_be_ignored_from_the_start_stays_ignored():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with hear_stops():
        os.kill(os.getpid(), signal.SIGHUP)


def test_outside_of_the_main_thread_there_is_nothing_to_hear():
    heard = []

    def work():
        with hear_stops(), deaf_to_stops():
            heard.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert heard == [signal.SIG_DFL]
