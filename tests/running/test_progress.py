"""How far a run is stands on plain lines, or on one line of a terminal that moves."""

from running.tiny_runs import report


def test_progress_counts_all_notebooks_with_their_seconds(home, quick):
    said = report().said
    assert said[0] == "4 notebooks to run, two at a time."
    assert said[1].startswith("[1/6] 03-five-stories … 0.")
    assert said[-1].startswith("[6/6] 08-report: en … 0.")
