"""The option `--last-digits` really moves digits: a comparison that it leaves green has been put to the test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ssi_outcomes.base.paths import root

TELL = """
from ssi_outcomes.evidence.estimate import RatioEstimate, Slope
from ssi_outcomes.words.facts import Fact
slope = Slope(0.1, se=0.3, freedom=7)
ratio = RatioEstimate(0.1, 0.1, 0.1, 0.1, 3, "times", p=0.1)
print(slope.log / 0.1 - 1 == slope.se / 0.3 - 1 == ratio.p / 0.1 - 1 == 2**-52, slope.freedom, ratio.n, Fact("a", 1 / 3, "", "").value)
"""


def tell(*path: Path) -> str:
    environment = {"PYTHONPATH": ":".join(map(str, path)), "PATH": "", "SSI_HOME": str(root())}
    return subprocess.run(
        [sys.executable, "-c", TELL], env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_estimates_have_another_last_digit_and_facts_do_not():
    assert tell() == "False 7 3 0.333333333333\n"
    assert tell(Path(__file__).with_name("last_digits")) == "True 7 3 0.333333333333\n"
