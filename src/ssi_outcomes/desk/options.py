"""What the commands of `ssi` share: help from the catalogue, and options that the environment may give."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from ssi_outcomes.base.errors import LANGUAGES, UsageError, message
from ssi_outcomes.base.paths import ARTICLE

_YES, _NO = ("1", "yes", "oui", "true", "on"), ("", "0", "no", "non", "false", "off")


class Command(click.Command):
    """A command whose help is one text of `messages.toml`, named after it."""

    def get_help(self, context: click.Context) -> str:
        """Return the help in the user's language."""
        return message(f"help_{self.name}")

    def invoke(self, context: click.Context) -> None:
        """Run the command, then say what to do next, where it returns that: beside what it made."""
        if step := super().invoke(context):
            click.echo(step, err=True)


class Menu(Command, click.Group):
    """The list of commands."""


def dataset_option(function):
    """Give a command the option `--dataset`."""
    return click.option("--dataset", envvar="DATASET", default=ARTICLE)(function)


def language_option(function):
    """Give a command the option `--lang`."""
    return click.option("--lang", envvar="REPORT_LANG", default="both")(function)


def choose_languages(lang: str) -> tuple[str, ...]:
    """Return the languages that `--lang` asks for."""
    return LANGUAGES if lang == "both" else (lang,)


def show_paths(paths: Iterable[Path]) -> None:
    """Print files one a line, from the folder on in which the command was typed."""
    here = Path.cwd()
    for path in paths:
        click.echo(str(path.relative_to(here)) if path.is_relative_to(here) else str(path))


def show_made(work) -> list[Path]:
    """Do `work`, then print the files that it made or that stand, one a line, and return them."""
    from ssi_outcomes.running.progress import choose_progress

    progress = choose_progress()
    made = work(progress)
    if not progress.made:
        progress.say(message("nothing_changed"))
    show_paths(made)
    return made


def is_yes(variable: str) -> bool:
    """Return whether a variable of the environment says yes; raises
    UsageError for what is neither yes nor no.
    """
    asked = os.environ.get(variable, "").strip()
    if asked.lower() not in (*_YES, *_NO):
        raise UsageError("yes_or_no", variable=variable, value=asked[:80])
    return asked.lower() in _YES
