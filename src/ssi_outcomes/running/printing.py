"""Print finished pages as PDF, with a browser that is already on the
machine; where there is none, say so and go on.

The browser gets a profile of its own that is deleted after, asks nothing of the
network, and is stopped if it takes too long.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from ssi_outcomes.base.errors import SsiError, message
from ssi_outcomes.base.files import hash_file, write_whole
from ssi_outcomes.base.paths import shown
from ssi_outcomes.intake.inputs import hash_parts
from ssi_outcomes.running.stages import Run, file_name

_ON_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG of linux/prctl.h
PATIENCE = 120  # seconds for one page: the first start of a browser can be slow, a page takes one or two

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
_LINUX = (
    "/snap/bin/chromium",
    "/opt/google/chrome/chrome",
    "/opt/microsoft/msedge/msedge",
    "/usr/lib/chromium/chromium",
)
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)

# What a printed page looks like. Tags for readers without eyes are the default of the
# new headless mode; the outline is not.
_LOOKS = ("--headless=new", "--no-pdf-header-footer", "--generate-pdf-document-outline")
# Pictures are chosen by the window, before anything is printed: neither a phone's nor one in which slim
# figures stand beside the answer, which paper shows too small. Pixels.
WINDOW = (1000, 1400)
_SIZE = "--window-size={},{}".format(*WINDOW)
_QUIET = (
    *(
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-gpu",
        "--disable-extensions",
        "--disable-breakpad",
        "--disable-sync",
    ),
    *(
        "--disable-background-networking",
        "--disable-component-update",
        "--host-resolver-rules=MAP * ~NOTFOUND",
    ),
)


def print_pages(run: Run, pages: Sequence[Path], wanted: bool) -> list[Path]:
    """Bring the PDF of each of `pages` up to date, if `wanted`, and return those that stand; what cannot be
    printed is said, not raised.

    A PDF that was made of an earlier page is deleted: it would contradict the page beside it.
    """
    todo = [page for page in pages if not _stands(run, page)]
    for page in todo:
        _drop_outdated(run, _target(page), say=not wanted)
    if wanted and todo:
        _print(run, todo)
    return [_target(page) for page in pages if wanted and _stands(run, page)]


def _print(run: Run, pages: Sequence[Path]) -> None:
    browser = find_browser()
    if browser is None:
        run.progress.say(message("pdf_no_browser"))
        return
    for page in pages:
        try:
            content = print_page(browser, page, run.aside)
        except SsiError as error:
            run.progress.say(error.text())
            continue
        write_whole(_target(page), content)
        run.manifest.record(file_name(_target(page)), _inputs(page), [_target(page)])
        run.progress.made += 1


def _stands(run: Run, page: Path) -> bool:
    return run.manifest.is_current(file_name(_target(page)), _inputs(page))


def find_browser() -> Path | None:
    """Return a browser that can print, or None: on Windows first where
    they are installed, elsewhere first on PATH.
    """
    # A name found in the folder where one stands is nothing that was installed.
    on_path = [Path(found) for found in map(shutil.which, NAMES) if found and os.path.isabs(found)]
    usual = [place for place in usual_places() if place.is_file()]
    return next(iter([*usual, *on_path] if sys.platform == "win32" else [*on_path, *usual]), None)


def usual_places() -> list[Path]:
    """Return where this system's browsers are installed."""
    if sys.platform == "win32":
        folders = [
            os.environ[name]
            for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
            if os.environ.get(name)
        ]
        return [Path(folder) / place for place in _WINDOWS for folder in folders]
    if sys.platform == "darwin":
        return [
            Path(folder).expanduser() / place
            for place in _MAC
            for folder in ("/Applications", "~/Applications")
        ]
    return [Path(place) for place in _LINUX]


def print_page(browser: Path, page: Path, aside: Path) -> bytes:
    """Return `page` as a PDF, printed by `browser` with all that it writes under `aside`; raises SsiError."""
    private = aside / f"{page.stem}.browser"
    target = private / "page.pdf"
    try:
        private.mkdir(parents=True)
        as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        options = [
            *_LOOKS,
            _SIZE,
            *_QUIET,
            *as_root,
            f"--user-data-dir={private / 'profile'}",
            f"--print-to-pdf={target}",
        ]
        code = _run([str(browser), *options, page.as_uri()], private)
        if code is None:
            raise SsiError("pdf_too_slow", file=shown(page), browser=browser.name, seconds=PATIENCE)
        content = target.read_bytes() if target.is_file() else b""
        if code or not (content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]):
            raise SsiError(
                "pdf_failed", file=shown(page), browser=browser.name, reason=_last_words(private) or f"{code}"
            )
        return content
    except OSError as error:
        raise SsiError(
            "pdf_failed", file=shown(page), browser=browser.name, reason=error.strerror or str(error)
        ) from error
    finally:
        shutil.rmtree(private, ignore_errors=True)


def _run(command: list[str], private: Path) -> int | None:
    """Run a browser in a group of its own and return its exit code;
    None if it was stopped for taking too long.
    """
    environment = os.environ | {
        "XDG_CONFIG_HOME": str(private / "config"),
        "XDG_CACHE_HOME": str(private / "cache"),
    }
    with (private / "said").open("wb") as said:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env=environment,
            cwd=private,
            start_new_session=True,
            preexec_fn=_end_with_us(),
        )
        try:
            return process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            return None
        finally:
            if process.poll() is None:  # too slow, or Ctrl-C
                _stop(process)


def _end_with_us() -> Callable[[], object] | None:
    """Return what a browser does before it begins, so that the system ends it when this process is killed,
    which can end nothing itself then; None where the system does not do so.
    """
    if sys.platform != "linux":
        return None
    import ctypes

    tell_system = ctypes.CDLL(None).prctl  # loaded before the fork: after it, nothing may be waited for
    return lambda: tell_system(_ON_PARENTS_DEATH, signal.SIGKILL)


def _stop(process: subprocess.Popen) -> None:
    with suppress(ProcessLookupError):  # it ended this very moment
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _last_words(private: Path) -> str:
    lines = (private / "said").read_text("utf-8", errors="replace").split("\n")
    return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "")


def _drop_outdated(run: Run, target: Path, say: bool) -> None:
    """Delete the PDF of a page that has changed, unless somebody else has changed it too."""
    name = file_name(target)
    if run.manifest.is_untouched(name) and target.is_file():
        target.unlink()
        if say:
            run.progress.say(message("pdf_outdated", file=shown(target)))


def _target(page: Path) -> Path:
    return page.with_suffix(".pdf")


def _inputs(page: Path) -> str:
    # Not the browser: another version would make other bytes of the same page.
    return hash_parts(*_LOOKS, _SIZE, hash_file(page))
