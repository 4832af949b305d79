"""The commands of `ssi` for who keeps this repository: what is stored in it, made anew."""

from __future__ import annotations

import click

from ssi_outcomes.desk import next_steps
from ssi_outcomes.desk.options import Command, show_made, show_paths


@click.command("gallery", cls=Command)
def gallery_command() -> str:
    """Make a folder of reports to publish."""
    from ssi_outcomes.desk.gallery import make_gallery

    return next_steps.after_gallery(show_made(make_gallery))


@click.command("calibrate", cls=Command)
@click.option("--same", is_flag=True)
@click.option("--part", type=click.Choice(["weeks", "trial"]), default="weeks")
def calibrate_command(same: bool, part: str) -> str:
    """Run the calibration and store its table, or let the stored one stand for rewritten code."""
    from ssi_outcomes.desk import maintain

    if same:
        show_paths([maintain.stamp_trials() if part == "trial" else maintain.stamp_calibration()])
    else:
        store = maintain.store_trials if part == "trial" else maintain.store_calibration
        show_paths([store(lambda line: click.echo(line, err=True))])
    return next_steps.after_calibrate()


@click.command("refresh", cls=Command)
def refresh_command() -> str:
    """Store the notebooks' outputs again."""
    from ssi_outcomes.running.stored_notebooks import refresh_notebooks

    show_made(lambda progress: refresh_notebooks(progress=progress))
    return next_steps.after_refresh()


MAINTAINED = (gallery_command, calibrate_command, refresh_command)
