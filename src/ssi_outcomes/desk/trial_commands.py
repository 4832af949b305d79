"""`ssi trial`: the commands of a trial, with their options and, at a terminal, their questions."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, datetime

import click

from ssi_outcomes.base.console import fold_for
from ssi_outcomes.base.errors import current_language, message
from ssi_outcomes.desk import next_steps
from ssi_outcomes.desk.options import Command, Menu, show_paths


class _Sub(Command):
    """A command of a command: its help is named after both."""

    def get_help(self, context: click.Context) -> str:
        """Return the help in the user's language."""
        return message(f"help_trial_{self.name}")


@click.group("trial", cls=Menu, invoke_without_command=True)
@click.pass_context
def trial_group(context: click.Context) -> None:
    """Show the commands of a trial."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@trial_group.command("new", cls=_Sub)
@click.argument("name", envvar="DATASET")
@click.option("--lang", envvar="REPORT_LANG", default="both")
@click.option("--people", default="")
@click.option("--design", default="")
@click.option("--from", "first", default="")
@click.option("--before", default="")
@click.option("--weeks", default="")
@click.option("--push", default="")
@click.option("--hours", default="")
@click.option("--outcome", default="")
@click.option("--group", "grouping", default="")
@click.option("--rate", type=float)
def new_command(name: str, lang: str, rate: float | None, **typed: str) -> str:
    """Draw a trial, seal it, and hand it out."""
    from ssi_outcomes.desk.trial_check import ALONE_RATE, tell_drawn
    from ssi_outcomes.desk.trial_new import check_free, new_trial
    from ssi_outcomes.desk.trial_options import Asked, ask_missing, is_grouped
    from ssi_outcomes.desk.trial_people import find_people, has_people

    check_free(name)
    asked, now = Asked(**typed), datetime.now()
    if sys.stdin.isatty():
        asked = ask_missing(asked, now, _ask, has_people(name))
    roster = find_people(name, asked.people, now.date(), is_grouped(asked))
    language = current_language() if lang == "both" else lang
    drawn = new_trial(name, replace(asked, people=""), roster, now, language)
    show_paths(drawn.files)
    if roster.left:
        gone = {"people": ", ".join(roster.left), "count": len(roster.left)}
        click.echo(fold_for(sys.stderr, message("trial_left", **gone)), err=True)
    click.echo(fold_for(sys.stdout, tell_drawn(drawn, rate or ALONE_RATE)))
    return next_steps.after_trial_new(name, drawn.files)


@trial_group.command("check", cls=_Sub)
@click.argument("name", envvar="DATASET")
def check_command(name: str) -> str:
    """Say whether a trial's seal holds, and who is due."""
    from ssi_outcomes.desk.trial_check import check_trial, is_over

    today = date.today()
    click.echo(fold_for(sys.stdout, check_trial(name, today)))
    return next_steps.after_trial_check(name, is_over(name, today))


def _ask(question: str, usual: str) -> str:
    """Return what is answered on a terminal; `usual` where Return alone is pressed."""
    shown = f" [{usual}]" if usual else ""
    return click.prompt(
        fold_for(sys.stdout, question) + shown, default=usual, show_default=False, prompt_suffix=" "
    )
