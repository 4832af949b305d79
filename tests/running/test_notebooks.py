"""A notebook runs with the parameters that it declares, in this Python, and says what failed."""

import json
import os
import sys
from pathlib import Path

import numpy
import pytest
from reliability.planted import find_planted
from tiny_home import write_notebook

from ssi_outcomes.base.errors import DataRefused, NotebookFailed, UsageError
from ssi_outcomes.running import notebooks
from ssi_outcomes.running.notebooks import Parameter, check_parameters, declared_parameters, run_notebook

ALL_KINDS = 'case: str = "benoit"  # one of the five\nweeks: int = 26  # a whole number\nratio: float = 1.45  # a rate ratio\nstrict: bool = True  # yes or no'


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    # Braces, spaces and accents: what user names and folders really hold.
    folder = tmp_path / "dépôt {x} 1"
    folder.mkdir()
    monkeypatch.setenv("SSI_HOME", str(folder))
    monkeypatch.setenv("SSI_LANG", "en")
    return folder


def run(home: Path, *code: str, parameters: dict | None = None, declared: str = ALL_KINDS) -> Path:
    source = write_notebook(home / "notebooks" / "tiny.ipynb", declared, *code)
    return run_notebook(source, parameters or {}, home / "out" / "tiny.ipynb", home / "aside" / "tiny")


# --- parameters, checked before any kernel


def test_the_parameters_cell_is_read_with_types_defaults_and_comments(home):
    declared = declared_parameters(write_notebook(home / "notebooks" / "tiny.ipynb", ALL_KINDS))
    assert list(declared) == ["case", "weeks", "ratio", "strict"]
    assert declared["weeks"] == Parameter("weeks", "int", 26, "a whole number")


def test_a_hash_inside_a_default_is_not_a_comment(home):
    declared = declared_parameters(
        write_notebook(home / "notebooks" / "tiny.ipynb", 'case: str = "a # b"  # really')
    )
    assert (declared["case"].default, declared["case"].comment) == ("a # b", "really")


def test_an_unknown_name_is_refused_with_the_names_that_exist(home):
    source = write_notebook(home / "notebooks" / "tiny.ipynb", ALL_KINDS)
    with pytest.raises(UsageError) as refused:
        check_parameters(source, {"cse": "benoit"})
    assert refused.value.text("en") == (
        "notebooks/tiny.ipynb: no parameter “cse”. This notebook has these: "
        "case (text), weeks (whole number), ratio (number), strict (yes or no: True or False)."
    )
    assert "aucun paramètre «\u00a0cse\u00a0»" in refused.value.text("fr")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("case", value) for value in (3, None, True, ["benoit"], numpy.str_("benoit"))],
        *[("weeks", value) for value in ("26", 26.0, True, numpy.int64(26))],
        *[("ratio", value) for value in ("1.45", True, float("nan"), float("inf"), numpy.float64(1.45))],
        *[("strict", value) for value in (1, "no", "False", numpy.True_)],
    ],
)
def test_a_value_of_another_type_is_refused(home, name, value):
    source = write_notebook(home / "notebooks" / "tiny.ipynb", ALL_KINDS)
    with pytest.raises(UsageError, match=f"“{name}” takes this"):
        check_parameters(source, {name: value})


def test_a_whole_number_will_do_for_a_number(home):
    check_parameters(
        write_notebook(home / "notebooks" / "tiny.ipynb", ALL_KINDS),
        {"ratio": 2, "weeks": 3, "strict": False, "case": ""},
    )


def test_the_parameters_are_checked_before_any_kernel_starts(home, monkeypatch):
    monkeypatch.setattr(notebooks, "_execute", lambda *_: pytest.fail("a kernel was started"))
    with pytest.raises(UsageError):
        run(home, "1", parameters={"case": 3})


@pytest.mark.parametrize(
    "line",
    [
        "case = 'benoit'",
        "case: str = name()",
        "case: str",
        "case: list = []",
        "weeks: int = True",
        "weeks: int = 1.5",
        "import os",
        "case: str = ",
        "x.y: int = 1",
    ],
)
def test_a_parameters_cell_that_holds_anything_else_is_refused(home, line):
    with pytest.raises(UsageError, match="is not a parameter") as refused:
        declared_parameters(write_notebook(home / "notebooks" / "tiny.ipynb", line))
    assert line.strip() in refused.value.text("fr")


def test_a_notebook_without_the_tag_or_with_two_is_refused(home):
    untagged = write_notebook(home / "notebooks" / "tiny.ipynb", ALL_KINDS, tags=())
    with pytest.raises(UsageError, match="there are 0"):
        check_parameters(untagged, {})
    content = json.loads(write_notebook(untagged, ALL_KINDS).read_text())
    content["cells"].append(content["cells"][1])
    untagged.write_text(json.dumps(content))
    with pytest.raises(UsageError, match="there are 2"):
        check_parameters(untagged, {})


def test_a_missing_or_damaged_notebook_is_refused(home):
    source = home / "notebooks" / "tiny.ipynb"
    with pytest.raises(UsageError, match="does not exist"):
        check_parameters(source, {})
    source.parent.mkdir()
    for damage in ("{", "[]", '{"cells": 3}', '{"cells": [{}]}', "\xff"):
        source.write_bytes(damage.encode("latin-1"))
        with pytest.raises(UsageError, match="not a readable notebook"):
            check_parameters(source, {})


# --- real kernels


def test_a_run_is_private_repeatable_and_leaves_no_trace_of_the_machine(home, monkeypatch, capfd):
    # A user's kernel of the same name, a user's matplotlib settings and warning filter must not win.
    spec = home / "jupyter" / "kernels" / "python3"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text(
        json.dumps(
            {"argv": ["/bin/false", "{connection_file}"], "display_name": "Trap", "language": "python"}
        )
    )
    for variable in ("JUPYTER_PATH", "JUPYTER_DATA_DIR"):
        monkeypatch.setenv(variable, str(home / "jupyter"))
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    hostile = "\"); import os; os._exit(3)  # {x} \\ \n\t ''' % 🙂 \u00a0"
    tell = """\
import json, os, sys, warnings
seen = {"python": sys.prefix, "folder": os.getcwd(), "case": case, "numbers": [weeks, ratio, strict], "ipython": os.environ["IPYTHONDIR"]}
open(os.path.join(os.environ["SSI_STAGE"], "seen.json"), "w").write(json.dumps(seen))
warnings.warn("shown")
print(os.getcwd(), sys.prefix)
sys.executable"""
    parameters = {"case": hostile, "weeks": 3, "ratio": 2, "strict": False}
    before = os.getcwd()
    first = run(home, tell, parameters=parameters).read_bytes()
    seen = json.loads((home / "aside" / "tiny" / "seen.json").read_text())
    assert Path(seen["python"]) == Path(sys.prefix)
    assert Path(seen["folder"]).resolve() == (home / "notebooks").resolve()
    assert (seen["case"], seen["numbers"]) == (hostile, [3, 2, False])
    assert Path(seen["ipython"]).is_relative_to(home / "aside")
    assert os.getcwd() == before
    assert run(home, tell, parameters=parameters).read_bytes() == first
    text = first.decode()
    assert "UserWarning: shown" in text
    for path in (str(home), sys.prefix, str(Path.home()) + os.sep, "ipykernel_", "papermill", 'execution"'):
        assert json.dumps(path)[1:-1] not in text, path
    assert sorted(path.name for path in (home / "aside").iterdir()) == ["tiny"]
    assert capfd.readouterr() == ("", "")


def test_a_failing_cell_is_named_and_the_notebook_kept_apart(home):
    with pytest.raises(NotebookFailed) as failed:
        run(home, "x = 1", "print('so far')", "x / 0")
    assert failed.value.text("en").splitlines() == [
        "notebooks/tiny.ipynb, cell [4]: ZeroDivisionError: division by zero",
        "  The notebook, as far as it ran: out/tiny.failed.ipynb",
    ]
    assert [path.name for path in (home / "out").iterdir()] == ["tiny.failed.ipynb"]
    kept = (home / "out" / "tiny.failed.ipynb").read_text("utf-8")
    assert "so far" in kept and str(home) not in kept
    run(home, "x = 1")
    assert [path.name for path in (home / "out").iterdir()] == ["tiny.ipynb"], (
        "a success takes the failed copy away"
    )


def test_what_a_failing_cell_says_of_somebodys_own_files_is_not_kept(home, tmp_path):
    # An error of pandas quotes the cell that it stumbles on, and so do warnings and prints before it.
    code = (
        *("import pandas as pd, sys", "print('so far')"),
        "print('seen Zéphyrine')\nprint('heard Zéphyrine', file=sys.stderr)\ntry:\n    pd.Series(['Zéphyrine Quatrepoint']).astype(float)\n"
        "except ValueError as fault:\n    raise KeyError('Quatrepoint, Zéphyrine') from fault",
    )
    declared = 'dataset: str = "article"  # whose data'
    with pytest.raises(NotebookFailed) as failed:
        run(home, *code, parameters={"dataset": "acme"}, declared=declared)
    assert failed.value.text("en").startswith("notebooks/tiny.ipynb, cell [5]: KeyError\n")
    kept = json.loads((home / "out" / "tiny.failed.ipynb").read_text("utf-8"))
    (output,) = kept["cells"][-1]["outputs"]
    assert output["ename"] == "KeyError" and output["evalue"] == ""
    assert (
        output["traceback"][0].startswith("cell [5]: KeyError")
        and "Cell In[5], line 6" in output["traceback"]
    )
    assert kept["cells"][-2]["outputs"], "what came before stays"
    # The names stand in the code of this test's own notebook; what was written is what counts.
    for cell in kept["cells"]:
        cell["source"] = ""
    (tmp_path / "said").mkdir()
    (tmp_path / "said" / "kept.ipynb").write_text(json.dumps(kept) + failed.value.text("fr"), "utf-8")
    assert find_planted(["Zéphyrine", "Quatrepoint"], tmp_path / "said") == []


def test_of_a_sealed_package_the_whole_error_is_kept(home):
    package = home / "data" / "raw" / "article"
    package.mkdir(parents=True)
    (package / "datapackage.json").write_text("{}")
    with pytest.raises(NotebookFailed, match="division by zero"):
        run(
            home,
            "1 / 0",
            parameters={"dataset": "article"},
            declared='dataset: str = "article"  # whose data',
        )
    assert "division by zero" in (home / "out" / "tiny.failed.ipynb").read_text("utf-8")


def test_what_the_data_are_refused_for_in_a_notebook_is_said_as_it_was_there(home):
    with pytest.raises(DataRefused) as refused:
        run(
            home,
            "from ssi_outcomes.base.errors import DataRefused, Problem",
            "raise DataRefused('no_cases', dataset='{x}', problems=[Problem('a.csv', 'no_cases', 3, values={'dataset': 'y'})])",
        )
    assert refused.value.exit_code == 3
    first, second = refused.value.text().splitlines()
    assert first.startswith("data/raw/{x}/cases.csv is missing")
    assert second.startswith("  a.csv, line 3: data/raw/y/cases.csv is missing")


def test_a_full_disk_in_a_notebook_is_a_full_disk(home):
    with pytest.raises(OSError, match="No space left"):
        run(home, "import errno, os", "raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), 'facts.json')")


def test_a_kernel_that_dies_is_said_so(home):
    with pytest.raises(NotebookFailed, match="did not start, or stopped"):
        run(home, "import os; os._exit(3)")


def test_a_notebook_that_hangs_is_named_and_leaves_nothing(home, monkeypatch):
    monkeypatch.setattr(notebooks, "LONGEST", 1)
    with pytest.raises(
        NotebookFailed, match=r"tiny\.ipynb: this notebook took more than 1 minute and was stopped"
    ):
        run(home, "while True: pass")
    assert not [path for path in (home / "out").rglob("*") if path.is_file()]


@pytest.mark.parametrize("failures", [1, 2])
def test_a_kernel_that_never_started_is_started_once_more(home, monkeypatch, failures):
    import papermill

    started, execute = [], papermill.execute_notebook

    def fail_first(*arguments, **options):
        started.append(1)
        if len(started) <= failures:
            raise RuntimeError("Kernel died before replying to kernel_info")
        return execute(*arguments, **options)

    monkeypatch.setattr(papermill, "execute_notebook", fail_first)
    if failures == 1:
        assert "42" in run(home, "print(6 * 7)").read_text("utf-8")
    else:
        with pytest.raises(NotebookFailed, match="did not start"):
            run(home, "print(6 * 7)")
    assert len(started) == 2
