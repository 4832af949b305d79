"""A process that imports once what every notebook imports, and then forks each kernel of a run.

Half of a run's time would otherwise go into the same imports, once a kernel. (multiprocessing's fork server
has the same idea, but no environment, log and folder for each child.) A forked kernel is a process of its
own: it sees nothing of the others. Only Linux forks a Python of many libraries safely; elsewhere, and where
a server cannot be had, kernels start one by one.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from select import select
from weakref import finalize

_PROGRAM = "ssi_outcomes.running.fork_server"
# Set before anything is imported: threads would not survive the fork.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false"}
_READY, _UNFIT = b"ready\n", b"unfit\n"


class ForkedKernel:
    """A kernel that was forked, as `subprocess.Popen` would show it; only its server knows its exit code."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int):
        """`pid` leads a process group of its own."""
        self.pid, self.returncode = pid, None
        try:
            self._handle = os.pidfd_open(pid)  # a number alone could soon be another process's
        except ProcessLookupError:
            self._handle, self.returncode = -1, 0
        else:
            # Several threads look after it: none closes what another is about to ask.
            finalize(self, os.close, self._handle)

    def poll(self) -> int | None:
        """Return None while it runs, else 0; any thread may ask."""
        if self.returncode is None and select([self._handle], [], [], 0)[0]:
            self.returncode = 0
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Return as `poll` does once it has ended; raises TimeoutExpired after `timeout` seconds."""
        if self.returncode is None and not select([self._handle], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("kernel", timeout)
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send a signal to it and all that it started, if it still runs."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def kill(self) -> None:
        """Kill it, and all that it started."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end, and all that it started."""
        self.send_signal(signal.SIGTERM)


class ForkServer:
    """The server of one run, as the process sees it that started it; any thread of it may ask."""

    def __init__(self, environment: dict[str, str], modules: Iterable[str]):
        """Start a server that imports `modules`, in the `environment` that its kernels have in common.

        Raises OSError where there is none to be had.
        """
        if sys.platform != "linux":
            raise OSError("no fork server here")
        os.close(os.pidfd_open(os.getpid()))  # OSError on a system of before 2019
        self._owner, self._lock, self._ready = os.getpid(), threading.Lock(), False
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", _PROGRAM, str(theirs.fileno()), *modules]
            self._process = subprocess.Popen(
                command,
                env=environment | _ONE_THREAD,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C is for us to hear, and for us to pass on
            )
        self._stream = ours.makefile("rwb")
        ours.close()

    def fork(self, command: list[str], environment: dict[str, str], folder: str, log: Path) -> ForkedKernel:
        """Return a kernel that was forked, with `command`'s arguments from `-f` on, and its output in `log`.

        Waits for the server's imports. Raises OSError where it cannot fork, or is another process's.
        """
        if os.getpid() != self._owner:
            raise OSError("the fork server of another process")
        asked = {
            "argv": command[command.index("-f") :],
            "environment": environment,
            "folder": folder,
            "log": str(log),
        }
        with self._lock:
            if not self._ready and self._stream.readline() != _READY:
                raise OSError("the fork server cannot fork")
            self._ready = True
            self._stream.write(json.dumps(asked).encode() + b"\n")
            self._stream.flush()
            answer = self._stream.readline()
        if not answer:
            raise OSError("the fork server has ended")
        return ForkedKernel(int(answer))

    def kill(self) -> None:
        """End the server at once: whoever waits for it gets an OSError, and its kernels end soon after."""
        self._process.kill()

    def stop(self) -> None:
        """End the server and all that it forked."""
        if not self._ready:
            self.kill()  # it would only hear at the end of its imports
        with suppress(OSError):
            self._stream.close()
        self._process.wait()


# --- in the server


def serve(channel: socket.socket, modules: list[str]) -> None:
    """Import `modules`, then fork a kernel for each line on `channel`, until its other end is closed."""
    stream, kernels = channel.makefile("rwb"), []
    _import(modules)
    alone = len(os.listdir("/proc/self/task")) == 1
    stream.write(_READY if alone else _UNFIT)
    stream.flush()
    while alone and (line := stream.readline()):
        if not (pid := os.fork()):
            channel.close()
            stream.close()
            _be_kernel(**json.loads(line))
        kernels.append(pid)
        with suppress(OSError):  # it may have done so itself, or be gone
            os.setpgid(pid, pid)
        stream.write(b"%d\n" % pid)
        stream.flush()
    # None was waited for: until now the number of each is its own, also of those that have ended.
    for pid in kernels:
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


def _import(modules: list[str]) -> None:
    import gc

    # A kernel asks at its import whose child it is, to end when that one does.
    os.environ["JPY_PARENT_PID"] = str(os.getpid())
    import ipykernel.kernelapp  # noqa: F401

    for name in modules:
        with suppress(Exception):  # the notebook that asks for it says what is wrong with it
            __import__(name)
    gc.collect()
    gc.freeze()  # what all share is not looked through, and so not copied, in each


def _be_kernel(argv: list[str], environment: dict[str, str], folder: str, log: str) -> None:
    """Become the kernel that was asked for; never return."""
    code = 1
    try:
        with suppress(OSError):
            os.setpgid(0, 0)
        written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(written, 1)
        os.dup2(written, 2)
        os.close(written)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment | {"JPY_PARENT_PID": str(os.getppid())})
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()  # chance is no inheritance
        sys.argv = ["ipykernel_launcher.py", *argv]
        from ipykernel import kernelapp

        kernelapp.launch_new_instance()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    # As ipykernel's launcher: a file in the folder that one happens to be in is no library.
    sys.path[:1] = [] if sys.path[0] in ("", os.getcwd()) else sys.path[:1]
    serve(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])
