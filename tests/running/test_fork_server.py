"""Kernels that are forked from one process are as private as any, and where they cannot be, each starts for itself."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_home import write_notebook
from waiting import HANGS, wait_for

from ssi_outcomes.running import fork_server, kernels
from ssi_outcomes.running.fork_server import ForkedKernel, ForkServer
from ssi_outcomes.running.notebooks import imported_modules, run_notebook

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="not run: forked on Linux alone")
PARAMETERS = 'name: str = "x"  # whose run it is'
TELL = """\
import json, os, sys, numpy
import colorsys
from pathlib import Path
from ssi_outcomes.base import paths
told = {"parent": os.getppid(), "group": os.getpgid(0) == os.getpid(), "folder": os.getcwd(), "before": hasattr(colorsys, "seen")}
told |= {"chance": numpy.random.random(), "stage": os.environ["SSI_STAGE"], "threads": os.environ.get("JE_ARROW_MALLOC_CONF", "")}
colorsys.seen = True
(Path(os.environ["SSI_STAGE"]) / "told.json").write_text(json.dumps(told))"""


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_LANG", "en")
    return tmp_path


def run(home: Path, name: str, code: str = TELL) -> dict:
    source = write_notebook(home / "notebooks" / "tiny.ipynb", PARAMETERS, code)
    run_notebook(source, {"name": name}, home / "out" / f"{name}.ipynb", home / "aside" / name)
    told = home / "aside" / name / "told.json"
    return json.loads(told.read_text()) if told.is_file() else {}


def test_forked_kernels_have_their_imports_in_common_and_nothing_else(home):
    with kernels.forking(home / "common", ["colorsys", "numpy.random"]):
        server = kernels._server
        first, second = run(home, "one"), run(home, "two")
    assert {first["parent"], second["parent"]} == {server._process.pid}
    assert (first["before"], second["before"]) == (False, False)
    assert first["chance"] != second["chance"]
    assert [Path(told["stage"]).name for told in (first, second)] == ["one", "two"]
    assert first["folder"] == str(home / "notebooks") and first["group"]
    assert first["threads"] == "", "the server's own settings are not its kernels'"


def test_a_forked_kernel_writes_what_one_by_itself_writes(home):
    code = "import os, sys\nprint(sys.argv[0][-4:], '' in sys.path, __name__)\nos.write(2, b'outside')\nsys.flags"
    run(home, "alone", code)
    with kernels.forking(home / "common", []):
        run(home, "forked", code)
    alone, forked = ((home / "out" / f"{name}.ipynb").read_text() for name in ("alone", "forked"))
    assert forked.replace("forked", "alone") == alone


@pytest.mark.parametrize("trouble", ["another system", "no handle", "killed", "another process"])
def test_where_there_is_no_server_each_kernel_starts_for_itself(home, monkeypatch, trouble):
    if trouble == "another system":
        monkeypatch.setattr(fork_server.sys, "platform", "darwin")
    if trouble == "no handle":
        monkeypatch.setattr(os, "pidfd_open", lambda *_: (_ for _ in ()).throw(OSError("not here")))
    with kernels.forking(home / "common", []):
        if trouble == "killed":
            kernels._server.kill()
        if trouble == "another process":
            monkeypatch.setattr(kernels._server, "_owner", 1)
        assert run(home, "one")["parent"] == os.getpid()


def test_a_server_with_a_thread_of_its_own_forks_nothing(home, monkeypatch):
    (home / "busy.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(9,), daemon=True).start()"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(home), os.environ.get("PYTHONPATH", "")]))
    server = ForkServer(dict(os.environ), ["busy"])
    with pytest.raises(OSError, match="cannot fork"):
        server.fork(["python", "-f", "x.json"], {}, str(home), home / "log")
    server.stop()


def test_kernels_end_with_their_server_and_the_server_with_the_process_that_started_it(tmp_path):
    connection = tmp_path / "connection.json"
    start = (
        "import os, sys, time\nfrom pathlib import Path\nfrom ssi_outcomes.running.fork_server import ForkServer\n"
        f"server = ForkServer(dict(os.environ), [])\nkernel = server.fork(['-f', {str(connection)!r}], dict(os.environ), '.', Path({str(tmp_path / 'log')!r}))\n"
        "print(server._process.pid, kernel.pid, flush=True)\ntime.sleep(7200)"
    )
    process = subprocess.Popen([sys.executable, "-c", start], stdout=subprocess.PIPE, text=True)
    server, kernel = (int(pid) for pid in process.stdout.readline().split())
    wait_for(connection.is_file)
    process.kill()
    process.communicate(timeout=HANGS)
    wait_for(lambda: not any(map(_lives, (server, kernel))))


def test_a_forked_kernel_is_polled_waited_for_and_killed_as_a_process_is():
    process = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True
    )
    kernel = ForkedKernel(process.pid)
    assert kernel.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        kernel.wait(0.01)
    kernel.kill()
    assert (kernel.wait(HANGS), kernel.poll(), process.wait(HANGS)) == (0, 0, -9)
    kernel.terminate()  # it is gone, and whoever has its number now is left alone
    assert ForkedKernel(process.pid).poll() == 0


def test_two_threads_may_ask_whether_a_kernel_has_ended(monkeypatch):
    process = subprocess.Popen([sys.executable, "-c", "pass"], start_new_session=True)
    kernel = ForkedKernel(process.pid)
    process.wait(HANGS)

    def after_another(*asked, select=fork_server.select):
        monkeypatch.setattr(fork_server, "select", select)
        assert kernel.poll() == 0  # as another thread does meanwhile
        return select(*asked)

    monkeypatch.setattr(fork_server, "select", after_another)
    assert kernel.poll() == 0


def test_what_notebooks_import_is_read_from_their_cells(tmp_path):
    one = write_notebook(
        tmp_path / "one.ipynb",
        PARAMETERS,
        "import helpers as h, json\nif json:\n    import numpy.linalg",
        "%magic\nimport os",
    )
    two = write_notebook(tmp_path / "two.ipynb", PARAMETERS, "import json\nfrom math import pi")
    assert imported_modules([one, two]) == ["helpers", "json", "numpy.linalg"]


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
