"""A notebook that fails, or whose Python dies in the middle: one line names it, the reports stand as they were, nothing is left
behind, and once the notebook is mended the next run makes what was to be made.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from reliability.real_runs import files, wait_until_all_ended
from tiny_home import CASES, make_home, run_ssi, write_cases

# In `make test`, a kernel that dies is one notebook's alone (`running/test_notebooks.py`).
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(os.name == "nt", reason="not run: signals of POSIX"),
]

# While a file of this name lies in the repository, notebook 03 ends as the name says: as the system ends what takes too much
# memory, as a library that crashes, by an exit, by an error.
FAULT = """\
import os, signal
for number in (signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM):
    if (raw_folder(dataset).parents[2] / number.name).exists(): os.kill(os.getpid(), number)
if (raw_folder(dataset).parents[2] / "exit").exists(): os._exit(3)
if (raw_folder(dataset).parents[2] / "error").exists(): 1 / 0"""


@pytest.fixture(scope="module")
def mended(tmp_path_factory) -> Path:
    """Return a repository with the same notebooks, in which none failed."""
    home = make_home(tmp_path_factory.mktemp("mended") / "home", n03=FAULT)
    write_cases(home, CASES + "p03,P03\n")
    assert run_ssi(home, "report", "--lang", "en")[0] == 0
    return home


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        *(
            (fault, "Python did not start, or stopped, during this notebook")
            for fault in ("SIGKILL", "SIGSEGV", "SIGTERM", "exit")
        ),
        ("error", "ZeroDivisionError"),
    ],
)
def test_a_notebook_that_dies_is_named_and_leaves_the_reports_of_before(mended, tmp_path, fault, said):
    home = make_home(tmp_path / "home", n03=FAULT)
    code, _, err = run_ssi(home, "report", "--lang", "en")
    assert code == 0, err
    before = files(home, "reports")
    write_cases(home, CASES + "p03,P03\n")
    (home / fault).touch()
    code, out, err = run_ssi(home, "report", "--lang", "en")
    assert (code, out) == (4, ""), err
    assert "notebooks/03-five-stories.ipynb" in err and said in err and "Traceback" not in err
    assert files(home, "reports") == before
    wait_until_all_ended(home)
    (home / fault).unlink()
    code, _, err = run_ssi(home, "report", "--lang", "en")
    assert code == 0 and "03-five-stories" in err, err
    assert files(home) == files(mended)
