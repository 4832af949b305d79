"""What `ssi` says where it cannot do what it was asked: one line, in the user's language."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import click

from ssi_outcomes.base import paths
from ssi_outcomes.base.console import fold_for
from ssi_outcomes.base.errors import message

# A disk, somebody's share of it, or the largest file that the system allows.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def complain(text: str, exit_code: int) -> int:
    """Print `text` where errors go; return the exit code."""
    click.echo(fold_for(sys.stderr, text), err=True)
    return exit_code


def explain_usage(error: click.UsageError, arguments: list[str]) -> str:
    """Return what is wrong with a command line."""
    command = error.ctx.command_path if error.ctx else "ssi"
    if isinstance(error, click.NoSuchOption):
        return message("option_unknown", option=error.option_name, command=command)
    if isinstance(error, click.MissingParameter):
        return message("name_missing", command=command)
    return message("command_line_unclear", arguments=" ".join(arguments)[:200], command=command)


def explain_system(error: OSError) -> str:
    """Return what the system refused, with the file that it refused."""
    file = paths.shown(Path(error.filename)) if isinstance(error.filename, str | os.PathLike) else "-"
    if error.errno in _FULL:
        return message("disk_full", file=file)
    if error.errno == errno.EROFS:
        return message("read_only", file=file)
    if isinstance(error, PermissionError):
        return message("not_permitted", file=file)
    return message("system_error", file=file, reason=error.strerror or str(error))
