"""`ssi report`, `ssi figures` and `ssi case`: the commands that make pages."""

from __future__ import annotations

import click
from click.core import ParameterSource

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.base.paths import ARTICLE
from ssi_outcomes.desk import next_steps
from ssi_outcomes.desk.options import (
    Command,
    choose_languages,
    dataset_option,
    is_yes,
    language_option,
    show_made,
    show_paths,
)
from ssi_outcomes.intake.asked_engine import DUCKDB, ENGINE, MASTER, SPARK, asking_for
from ssi_outcomes.running.progress import choose_progress


@click.command("report", cls=Command)
@dataset_option
@language_option
@click.option("--pdf", is_flag=True)
@click.option("--all", "every", is_flag=True)
@click.option("--scheduler", envvar="SCHEDULER", default="")
@click.option("--engine", envvar=ENGINE, default=DUCKDB)
@click.option("--master", envvar=MASTER, default="")
@click.pass_context
def report_command(
    context: click.Context,
    dataset: str,
    lang: str,
    pdf: bool,
    every: bool,
    scheduler: str,
    engine: str,
    master: str,
) -> str:
    """Make a dataset's report, or those of many."""
    from ssi_outcomes.running.pipeline import make_report

    if every and context.get_parameter_source("dataset") is ParameterSource.COMMANDLINE:
        raise UsageError("all_and_named", dataset=dataset[:80])
    if engine != SPARK and context.get_parameter_source("master") is ParameterSource.COMMANDLINE:
        raise UsageError("master_alone")
    context.with_resource(asking_for(engine, master))
    wanted = pdf or is_yes("PDF")
    if every or scheduler or len(dataset.split()) > 1:
        return _report_many(context, "" if every else dataset, choose_languages(lang), wanted, scheduler)
    made = show_made(
        lambda progress: make_report(dataset, choose_languages(lang), progress=progress, pdf=wanted)
    )
    return next_steps.after_report(dataset, made)


def _report_many(
    context: click.Context, datasets: str, languages: tuple[str, ...], pdf: bool, scheduler: str
) -> str:
    """Make the reports of many data sets, "" for all; end with the worst of their codes."""
    from ssi_outcomes.desk.summary_page import report_many

    outcomes, pages = report_many(datasets, languages, pdf, choose_progress(), scheduler)
    show_paths([*(path for each in outcomes for path in each.made if path.suffix == ".html"), *pages])
    click.echo(next_steps.after_reports(pages, sum(bool(each.failure) for each in outcomes)), err=True)
    if code := max((each.code for each in outcomes), default=0):
        context.exit(code)
    return ""


@click.command("figures", cls=Command)
@click.argument("name", envvar="DATASET", default=ARTICLE)
@language_option
def figures_command(name: str, lang: str) -> str:
    """Make a report's figures as files, and the page to forward."""
    from ssi_outcomes.desk.taken_figures import make_figures

    made = show_made(lambda progress: make_figures(name, choose_languages(lang), progress))
    return next_steps.after_figures(made)


@click.command("case", cls=Command)
@click.argument("name", envvar="CASE")
@dataset_option
@language_option
def case_command(name: str, dataset: str, lang: str) -> str:
    """Make the page about one case."""
    from ssi_outcomes.running.pipeline import make_case

    made = show_made(lambda progress: make_case(dataset, name, choose_languages(lang), progress=progress))
    return next_steps.after_case(made)
