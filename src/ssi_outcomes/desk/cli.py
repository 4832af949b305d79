"""`ssi`: what the Makefile offers, wherever Python runs. Help and errors
are in the user's language, one line each.

Exit codes: 0 done, 1 the machine refused (a full disk), 2 usage, 3 data
refused, 4 a notebook failed; what a signal stopped, 128 and its
number (130: Ctrl-C).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ssi_outcomes.base.console import fold_for, show_plainly
from ssi_outcomes.base.errors import SsiError, UsageError, message
from ssi_outcomes.base.stops import Stopped, hear_stops
from ssi_outcomes.desk import next_steps
from ssi_outcomes.desk.complaints import complain, explain_system, explain_usage
from ssi_outcomes.desk.maintainer_commands import MAINTAINED
from ssi_outcomes.desk.options import (
    Command,
    Menu,
    language_option,
    show_paths,
)
from ssi_outcomes.desk.pool_commands import pool_group
from ssi_outcomes.desk.report_commands import case_command, figures_command, report_command
from ssi_outcomes.desk.trial_commands import trial_group
from ssi_outcomes.desk.workshop_commands import wheelhouse_command, workshop_group


def main(arguments: list[str] | None = None) -> None:
    """Run `ssi` with `arguments`, or the command line's, and exit."""
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a letter (Windows' code pages) must not stop the run.
        show_plainly(stream)
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    try:
        with hear_stops(), ssi.make_context("ssi", list(arguments)) as context:
            ssi.invoke(context)
        return 0
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except SsiError as error:
        return complain(error.text(), error.exit_code)
    except click.UsageError as error:
        return complain(explain_usage(error, arguments), UsageError.exit_code)
    except KeyboardInterrupt as stopped:
        heard = stopped if isinstance(stopped, Stopped) else Stopped()
        return complain(message("interrupted"), heard.exit_code)
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # `ssi --help | head`: nobody listens any more
        return 1
    except OSError as error:
        return complain(explain_system(error), SsiError.exit_code)


@click.group(
    "ssi", cls=Menu, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option("--version", is_flag=True)
@click.pass_context
def ssi(context: click.Context, version: bool) -> None:
    """Show the menu, or the version."""
    if version:
        from importlib.metadata import version as installed_version

        click.echo(f"ssi-outcomes {installed_version('ssi-outcomes')}")
    elif context.invoked_subcommand is None:
        click.echo(context.get_help())


@ssi.command("new", cls=Command)
@click.argument("name", envvar="DATASET")
@click.option("--lang", envvar="REPORT_LANG", default="both")
@click.option("--people", default="")
@click.option("--from", "first", default="")
@click.option("--weeks", default="")
def new_command(name: str, lang: str, people: str, first: str, weeks: str) -> str:
    """Make the folder of a dataset, with a template to fill in."""
    from datetime import date

    from ssi_outcomes.base.errors import current_language
    from ssi_outcomes.desk.new import new_dataset, plan_content, tell_rows
    from ssi_outcomes.desk.own_plan import tell_price, write_own_plan

    language, today = current_language() if lang == "both" else lang, date.today()
    content, heading = plan_content(people, first, weeks)
    made = new_dataset(name, language, today, content, write_own_plan(content))
    show_paths(made)
    if heading:
        click.echo(message("names_heading", heading=heading), err=True)
    click.echo(tell_rows(name, content, today), err=True)
    click.echo(tell_price(), err=True)
    return next_steps.after_new(name, made[0])


@ssi.command("check", cls=Command)
@click.argument("name", envvar="DATASET")
def check_command(name: str) -> str:
    """Read a dataset, and say what became of each of its files."""
    from ssi_outcomes.running.pipeline import check_dataset

    click.echo(fold_for(sys.stdout, check_dataset(name)))
    return next_steps.after_check(name)


@ssi.command("verify", cls=Command)
@click.argument("name", envvar="REPORT")
def verify_command(name: str) -> str:
    """Check a report against what it was made from."""
    from ssi_outcomes.desk.verify import verify_report

    click.echo(fold_for(sys.stdout, verify_report(Path(name).resolve())))
    return next_steps.after_verify()


@ssi.command("world", cls=Command)
@click.argument("name", envvar="WORLD", required=False)
@click.option("--people", type=int)
@click.option("--weeks", type=int)
@click.option("--seed", type=int)
def world_command(name: str | None, **numbers: int | None) -> str:
    """List the invented worlds, or write the files of one."""
    if name:
        from ssi_outcomes.worlds.world_folder import write_world

        given = {option: number for option, number in numbers.items() if number is not None}
        show_paths(write_world(name, **given))
        return next_steps.after_world(name)
    from ssi_outcomes.worlds import SCENARIOS

    click.echo(
        "\n".join(
            [
                message("world_list_head"),
                "",
                *(f"{scenario.name}\n  {scenario.lesson()}" for scenario in SCENARIOS.values()),
            ]
        )
    )
    return next_steps.after_world(None)


@ssi.command("plan", cls=Command)
@click.option("--people", type=int)
@click.option("--weeks", type=int)
@click.option("--rate", type=float)
@click.option("--spread", type=float)
@click.option("--lift", type=float)
@click.option("--dataset", default="")
@click.option("--trial", is_flag=True)
def plan_command(trial: bool, lift: float | None, dataset: str, **numbers: float | None) -> str:
    """Say how much data a verdict takes, or what a trial could find."""
    from datetime import date

    given = {name: each for name, each in numbers.items() if each is not None}
    if trial or lift is not None:  # only a push lifts
        from ssi_outcomes.desk.trial_power import plan_trial

        lifted = {} if lift is None else {"lift": lift}
        click.echo(fold_for(sys.stdout, plan_trial(dataset, **given, **lifted)))
        return next_steps.after_trial_plan(dataset)
    from ssi_outcomes.desk.sample_size import USUAL, plan_ahead, plan_for

    numbers = {**USUAL, **given}
    if dataset:
        click.echo(fold_for(sys.stdout, plan_for(dataset, **{**numbers, "people": given.get("people")})))
    else:
        click.echo(plan_ahead(**numbers))
    return next_steps.after_plan(dataset, numbers["weeks"], date.today())


@ssi.command("odds", cls=Command)
@click.argument("name", envvar="DATASET")
def odds_command(name: str) -> str:
    """Say how often the rule would be right on a dataset."""
    from ssi_outcomes.desk.own_odds import tell_odds

    click.echo(fold_for(sys.stdout, tell_odds(name)))
    return next_steps.after_odds(name)


@ssi.command("lab", cls=Command)
@click.option("--dataset", default="")
@language_option
@click.option("--no-open", is_flag=True)
def lab_command(dataset: str, lang: str, no_open: bool) -> str:
    """Open copies of the notebooks, to work in."""
    from ssi_outcomes.base.errors import current_language
    from ssi_outcomes.desk.lab import copy_notebooks, open_lab, tell_copies

    copies = copy_notebooks(dataset, current_language() if lang == "both" else lang)
    click.echo(tell_copies(copies))
    if not no_open:
        click.echo(message("lab_leave"), err=True)
        if code := open_lab(copies.files[0]):
            click.get_current_context().exit(code)
    return next_steps.after_lab(dataset)


@ssi.command("doctor", cls=Command)
@click.option("--deep", is_flag=True)
@click.pass_context
def doctor_command(context: click.Context, deep: bool) -> None:
    """Examine the machine, with a fix for each thing that is not fine."""
    from ssi_outcomes.desk.doctor import report_findings

    code = report_findings(deep)
    click.echo(next_steps.after_doctor(fine=not code), err=True)
    context.exit(code)


for each in (
    report_command,
    figures_command,
    case_command,
    trial_group,
    pool_group,
    workshop_group,
    wheelhouse_command,
    *MAINTAINED,
):
    ssi.add_command(each)


if __name__ == "__main__":
    main()
