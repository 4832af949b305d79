"""Real runs of the command line, with the real notebooks and exports, in a repository of their own: a page about one
described person, and a report on a small invented team.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from waiting import HANGS, wait_for

from ssi_outcomes.base.plan import PLAN_FILE

ROOT = Path(__file__).resolve().parents[2]
TEAM = ("Anne Démo", "Bob Test", "Chloé Fictive", "Denis Modèle", "Élise Exemple", "Farid Invente")
FIRST, WEEKS = date(2026, 3, 2), 8
PAGE = ("case", "benoit", "--lang", "en")
REPORT = ("report", "--dataset", "acme", "--lang", "en")
# What no run answers for: locks are empty files that the system holds.
_LOCKS = (".lock", ".reading.lock")
# Where runs write; all else is the user's, or this repository's.
COMPUTED = ("data/processed", "reports")


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code (negative: the signal), and what it said."""

    code: int
    out: str
    err: str


def make_real_home(home: Path) -> Path:
    """Make a repository in `home` with the real notebooks, plan and article, and a team of six over eight weeks."""
    shutil.copytree(ROOT / "data" / "raw" / "article", home / "data" / "raw" / "article")
    (home / "data" / "raw" / "article" / "looks.csv").unlink(missing_ok=True)
    shutil.copytree(
        ROOT / "notebooks", home / "notebooks", ignore=shutil.ignore_patterns("fr", ".ipynb_checkpoints")
    )
    for name in (PLAN_FILE, "requirements.lock"):
        shutil.copy2(ROOT / name, home)
    (home / "data" / "raw" / "acme").mkdir()
    write_team(home)
    return home


def write_team(home: Path, more: int = 0) -> None:
    """Write the team's two files; `more` is added to each count, so that all has to be made anew."""
    readings, meetings = ["person,date,ssi,brand,find,engage,build"], ["person,outcome,start,end,count"]
    for who, name in enumerate(TEAM):
        for week in range(WEEKS):
            monday = FIRST + timedelta(weeks=week)
            pillars = (8 + who, 9 + week, 7 + who % 3, 10 + who * week % 5)
            readings.append(f"{name},{monday},{sum(pillars)},{','.join(map(str, pillars))}")
            count = (3 * who + 5 * week) % 4 + more
            meetings.append(f"{name},phone meetings,{monday},{monday + timedelta(days=6)},{count}")
    for name, lines in (("ssi.csv", readings), ("outcomes.csv", meetings)):
        (home / "data" / "raw" / "acme" / name).write_text("\n".join(lines) + "\n", "utf-8")


def change_page(home: Path) -> None:
    """Add a word to the notebook about one person, so that its page has to be made anew."""
    path = home / "notebooks" / "02-meet-a-case.ipynb"
    path.write_text(path.read_text("utf-8").replace('"# ', '"# Again: ', 1), "utf-8")


def start(
    home: Path, *arguments: str, wrapped: tuple[str, ...] = (), largest: int = 0, **environment: str
) -> subprocess.Popen:
    """Start a command on `home`, in a process group of its own; `wrapped` is a program that starts it, `largest`
    the most bytes that the system lets a file have (0: as many as it likes).
    """
    env = {
        **os.environ,
        "SSI_HOME": str(home),
        "SSI_LANG": "en",
        "SSI_KEY_FILE": str(home.parent / "key"),
        **environment,
    }
    env.pop("SSI_STAGE", None)
    return subprocess.Popen(
        [*wrapped, sys.executable, "-m", "ssi_outcomes.desk.cli", *arguments],
        env=env,
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
        preexec_fn=lambda: _begin(largest),
    )


def _begin(largest: int) -> None:
    # What a script starts in the background ignores Ctrl-C, and what it starts inherits that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if largest:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


def end(process: subprocess.Popen) -> Ended:
    """Wait for a command to end."""
    out, err = process.communicate(timeout=HANGS)
    return Ended(process.returncode, out, err)


def run(home: Path, *arguments: str, **options) -> Ended:
    """Run a command on `home` to its end."""
    return end(start(home, *arguments, **options))


def stop(process: subprocess.Popen, number: int) -> None:
    """Send a signal, Ctrl-C to all that the terminal holds, as terminals do."""
    if number == signal.SIGINT:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)


def files(home: Path, *folders: str) -> dict[str, bytes]:
    """Return each file under `folders` (else all that runs write, and the raw data), by its path, locks apart."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for folder in folders or (*COMPUTED, "data/raw")
        for path in (home / folder).rglob("*")
        if path.is_file() and path.name not in _LOCKS
    }


def left_alive(home: Path) -> list[str]:
    """Return the command line of each process that a command on `home` started, by its environment."""
    marked, found = f"SSI_HOME={home}".encode() + b"\0", []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if marked in (process / "environ").read_bytes() and _state(process) != "Z":
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:  # it ended this very moment, or is somebody else's
            continue
    return found


def wait_until_all_ended(home: Path) -> None:
    """Wait until nothing that a command on `home` started is there any more; nothing to look at without /proc."""
    wait_for(lambda: not left_alive(home))


def _state(process: Path) -> str:
    return (process / "stat").read_text().rpartition(")")[2].split()[0]


def own_mounts() -> tuple[str, ...]:
    """Return what starts a program that may mount file systems which it alone sees; () where the system does not let
    us.
    """
    for asked in (("unshare", "-m"), ("unshare", "-rm")):
        with suppress(OSError):
            if not subprocess.run([*asked, "sh", "-c", _TRIED], capture_output=True).returncode:
                return asked
    return ()


# Both that the tests need: a small disk, and a folder that is read-only.
_TRIED = "mount -t tmpfs -o size=64k none /mnt && mount --bind /mnt /mnt && mount -o remount,bind,ro /mnt"
