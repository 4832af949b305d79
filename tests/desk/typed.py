"""A command of `ssi` as it is typed, run in the test's own process."""

import pytest

from ssi_outcomes.desk.cli import main


def run(*arguments: str) -> int:
    """Run a command; return its exit code."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return ended.value.code
