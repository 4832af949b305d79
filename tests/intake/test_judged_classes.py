"""What was judged comes back from JSON as it was; described cases are read without what judges."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from waiting import HANGS

from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.intake.codec import CLASSES, read_json, write_json
from ssi_outcomes.intake.judged_classes import JUDGED

ARTICLE = Path(__file__).parents[2] / "data" / "raw" / "article"


def test_each_class_stands_under_its_own_name_in_one_of_the_two():
    assert JUDGED["Slope"] is Slope and not JUDGED.keys() & CLASSES.keys()
    assert all(name == kind.__name__ for name, kind in JUDGED.items())


def test_one_is_built_again_in_a_process_that_has_met_none(home):
    written = write_json({"of": Slope(0.5, 0.25, 7.0)})
    code = (
        "import sys\n"
        "from ssi_outcomes.intake.codec import read_json, write_json\n"
        "assert 'scipy' not in sys.modules\n"
        "text = sys.stdin.read()\n"
        "assert write_json(read_json(text)) == text\n"
    )
    done = subprocess.run([sys.executable, "-c", code], input=written, text=True, timeout=HANGS, check=False)
    assert done.returncode == 0 and read_json(written) == {"of": Slope(0.5, 0.25, 7.0)}


@pytest.mark.long
def test_described_cases_are_read_without_what_judges(home):
    shutil.copytree(ARTICLE, raw_folder("article"), dirs_exist_ok=True)
    code = (
        "import sys\n"
        "from ssi_outcomes.intake.step import read_stored\n"
        "read_stored(sys.argv[1])\n"
        "print(*sorted({'scipy', 'narwhals', 'matplotlib', 'seaborn'} & sys.modules.keys()))\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code, dataset], capture_output=True, text=True, timeout=HANGS, check=True
        ).stdout.split()
        for dataset in ("article", "acme")
    ]
    assert said == [[], ["scipy"]]
