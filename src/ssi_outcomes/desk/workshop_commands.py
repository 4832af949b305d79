"""`ssi workshop`: the commands of who gives a workshop."""

from __future__ import annotations

import sys

import click

from ssi_outcomes.base.console import fold_for
from ssi_outcomes.base.errors import message
from ssi_outcomes.desk import next_steps
from ssi_outcomes.desk.next_steps import typed
from ssi_outcomes.desk.options import Command, Menu, choose_languages, is_yes, language_option, show_paths


@click.group("workshop", cls=Menu, invoke_without_command=True)
@language_option
@click.option("--people", type=int, default=30)
@click.option("--pdf", is_flag=True)
@click.pass_context
def workshop_group(context: click.Context, lang: str, people: int, pdf: bool) -> str | None:
    """Write what a workshop takes."""
    if context.invoked_subcommand is not None:
        return None
    from ssi_outcomes.desk.workshop_kit import gallery_files, print_papers, write_kit

    wanted = pdf or is_yes("PDF")
    made = write_kit(choose_languages(lang), people)
    printed, said = print_papers(made, wanted)
    show_paths([*made, *printed])
    if not gallery_files():
        said = [*said, message("workshop_no_gallery", command=typed("gallery"))]
    for line in said:
        click.echo(line, err=True)
    return next_steps.after_workshop(made)


@workshop_group.command("mark", cls=Command)
@click.argument("place")
def mark_command(place: str) -> str:
    """Mark what a room handed in: a table, or a folder of them."""
    from ssi_outcomes.base.errors import current_language
    from ssi_outcomes.workshop.pile_told import tell_handed_in

    click.echo(fold_for(sys.stdout, tell_handed_in(place, current_language())))
    return next_steps.after_mark()


@click.command("wheelhouse", cls=Command)
@click.option("--platform", envvar="PLATFORM", default="win")
@click.option("--python-version", "python", envvar="PYTHON_VERSION", default="3.13")
def wheelhouse_command(platform: str, python: str) -> str:
    """Collect what an installation without network takes."""
    from ssi_outcomes.desk.wheelhouse import collect_wheels
    from ssi_outcomes.running.progress import choose_progress

    progress = choose_progress()
    try:
        folder, count, size = collect_wheels(platform, python, progress)
    finally:
        progress.close()
    show_paths([folder])
    return next_steps.after_wheelhouse(folder, count, size, python)
