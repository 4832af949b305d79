"""Make reports on a Dask cluster, each by a worker that sees the same folder, in a process of its own there.

A task starts a program and waits for it: that neither forks the worker, whose threads a fork would break, nor
keeps it from answering its scheduler. Where a worker is killed, that program ends with it, and another worker
makes the report.
"""

from __future__ import annotations

import hmac
import logging
import os
import re
import secrets
import socket
import threading
import time
from asyncio import CancelledError as Cancelled
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from pathlib import Path

from ssi_outcomes.base.errors import NotebookFailed, UsageError, current_language, message
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.paths import root
from ssi_outcomes.base.privacy import audience, from_home, key_file, read_key
from ssi_outcomes.intake.asked_engine import ENGINE, MASTER
from ssi_outcomes.running.many_reports import Children, Outcome

_ADDRESS = re.compile(r"(tcp|tls)://[^/\s]+:\d{1,5}")
_ANSWERS = 15  # seconds to wait for a scheduler
_LOOK = 2  # seconds between two looks at what may have gone
ALONE = 60  # seconds without any worker after which nobody waits for one: a nanny starts another in two
_FOLDER = ".cluster"  # among the computed files: no data set is called so


class Cluster:
    """Make reports by the workers of a cluster; `places` is how many at a time."""

    def __init__(self, client, address: str, asked: Path):
        self.places = sum(client.nthreads().values())
        self._client, self._address, self._asked = client, address, asked
        self._looking, self._seen, self._looked = threading.Lock(), time.monotonic(), 0.0

    def __call__(self, dataset: str, languages: Sequence[str], pdf: bool) -> Outcome:
        """Make one report; return what became of it."""
        from distributed import KilledWorker

        try:
            task = self._client.submit(
                make_here, str(self._asked), _environment(), dataset, tuple(languages), pdf, pure=False
            )
            while not self._is_deserted():
                with suppress(TimeoutError):
                    return task.result(timeout=_LOOK)
        except KilledWorker:
            return _failed(dataset, "cluster_killed", dataset=dataset)
        except (Cancelled, CancelledError, OSError):
            pass
        except Exception as error:  # of a worker that is not set up as this machine is, for example
            if self._client.status == "running":
                return _failed(dataset, "cluster_broke", error=str(error) or type(error).__name__)
        return _failed(dataset, "cluster_lost", address=self._address)

    def stop(self) -> None:
        """Tell every worker to end what it is making, and to begin no more."""
        self._asked.unlink(missing_ok=True)

    def _is_deserted(self) -> bool:
        """Return whether there has been no worker for `ALONE` seconds."""
        with self._looking:
            now = time.monotonic()
            if now - self._looked >= _LOOK:
                self._looked = now
                if self._client.nthreads():
                    self._seen = now
            return now - self._seen > ALONE


@contextmanager
def join_cluster(address: str) -> Iterator[Cluster]:
    """Yield the cluster whose scheduler is at `address`, each of whose workers sees this folder.

    Raises UsageError where there is no Dask here, no such scheduler or no worker, and where a worker sees
    another folder or hides names by another key.
    """
    client = _connect(address)
    asked = root() / "data" / "processed" / _FOLDER / secrets.token_hex(8)
    try:
        write_whole(asked, secrets.token_hex(32), 0o600)
        cluster = Cluster(client, address, asked)
        if not cluster.places:
            raise UsageError("cluster_empty", address=address)
        _check_workers(client, asked)
        yield cluster
    finally:
        for file in asked.parent.glob(f"{asked.name}*"):
            file.unlink(missing_ok=True)
        client.close(timeout=_LOOK)


def _connect(address: str):
    if not _ADDRESS.fullmatch(address):
        raise UsageError("cluster_address", address=address[:80])
    try:
        import distributed
    except ImportError:
        raise UsageError("cluster_no_dask") from None
    # What it has to say is said by our lines.
    for name in ("distributed", "distributed.client", "distributed.core", "distributed.batched"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        return distributed.Client(address, timeout=_ANSWERS, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError):  # nobody, or nobody's scheduler
        raise UsageError("cluster_silent", address=address) from None


def _check_workers(client, asked: Path) -> None:
    """Raise UsageError unless each worker reads what is written here, and writes what can be read here."""
    text, key = asked.read_text("ascii"), read_key()
    answers = client.run(show_folder, str(asked), str(key_file()), on_error="return")
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, BaseException):
            what = str(answer) or type(answer).__name__
            raise UsageError("cluster_folder", worker=worker, folder=from_home(root()), error=what[:200])
        name, seal = answer
        written = asked.with_name(name)
        if not written.is_file() or written.read_text("ascii") != text:
            raise UsageError("cluster_folder", worker=worker, folder=from_home(root()), error=name)
        if not hmac.compare_digest(seal, _seal(key, text)):
            raise UsageError("cluster_key", worker=worker, file=from_home(key_file()))


def show_folder(asked: str, key: str) -> tuple[str, str]:
    """Return, of the worker that runs this, the name of a file that it wrote beside `asked`, with what is in
    that, and a seal of its key of the pseudonyms ("" if it has none).
    """
    text = Path(asked).read_text("ascii")
    answer = Path(f"{asked}.{socket.gethostname()}.{os.getpid()}")
    answer.write_text(text, "ascii")
    try:
        return answer.name, _seal(bytes.fromhex(Path(key).read_text("ascii").strip()), text)
    except (OSError, ValueError):
        return answer.name, ""


def _seal(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode("ascii"), "sha256").hexdigest()


def make_here(
    asked: str, environment: Mapping[str, str], dataset: str, languages: Sequence[str], pdf: bool
) -> Outcome:
    """Make one report on the worker that runs this; end it as soon as the file `asked` has gone: whoever
    asked wants no more.
    """
    children, done = Children(environment), threading.Event()

    def watch() -> None:
        while not done.wait(_LOOK):
            if not os.path.exists(asked):
                children.stop()

    if not os.path.exists(asked):
        return _failed(dataset, "cluster_stopped")
    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        return children(dataset, languages, pdf)
    finally:
        done.set()
        watcher.join()


def _environment() -> dict[str, str]:
    """Return what of this process's surroundings decides how a report is made."""
    return {
        "SSI_HOME": str(root()),
        "SSI_LANG": current_language(),
        "AUDIENCE": audience(),
        "SSI_KEY_FILE": str(key_file()),
        **{name: os.environ.get(name, "") for name in (ENGINE, MASTER)},
    }


def _failed(dataset: str, key: str, **values: object) -> Outcome:
    said = " ".join(message(key, **values).split())
    return Outcome(dataset, (), said, NotebookFailed.exit_code, key)
