"""`ssi pool`: the commands of a team that hands its estimates to a pool."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ssi_outcomes.base.console import fold_for
from ssi_outcomes.desk import next_steps
from ssi_outcomes.desk.options import Command, Menu, show_paths


@click.group("pool", cls=Menu, invoke_without_command=True)
@click.pass_context
def pool_group(context: click.Context) -> None:
    """Hand a team's estimates to a pool; by itself, show the menu of that."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@pool_group.command("export", cls=Command)
@click.argument("name", envvar="DATASET")
def export_command(name: str) -> str:
    """Write what a pool may know of a dataset."""
    from datetime import date

    from ssi_outcomes.desk.pool_files import export_study

    path, said = export_study(name, date.today())
    _tell_written(path, said)
    return next_steps.after_pool_export(name, path)


@pool_group.command("register", cls=Command)
@click.argument("name", envvar="DATASET")
@click.option("--people", type=int)
@click.option("--weeks", type=int)
def register_command(name: str, people: int | None, weeks: int | None) -> str:
    """Say to a pool that a study is meant."""
    from datetime import date

    from ssi_outcomes.desk.pool_files import register_study

    _tell_written(*register_study(name, people, weeks, date.today()))
    return next_steps.after_pool_register(name)


def _tell_written(path: Path, said: str) -> None:
    show_paths([path])
    click.echo(fold_for(sys.stderr, said), err=True)
