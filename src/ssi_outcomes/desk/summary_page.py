"""A page that leads to the reports of many data sets: what each answers, and which there are not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bs4 import BeautifulSoup
from markupsafe import Markup

from ssi_outcomes.base.by_name import list_datasets
from ssi_outcomes.base.errors import DataRefused, UsageError, message
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.paths import reports_folder, root
from ssi_outcomes.base.privacy import audience
from ssi_outcomes.report.render import render_page
from ssi_outcomes.running.many_reports import Outcome, make_reports
from ssi_outcomes.running.pipeline import check_languages
from ssi_outcomes.running.progress import Lines

FOLDER = "summary"  # beside the reports: no data set's report is called so


# What is said of a report that there is none of, by its error, else by the code it ended with: not more, as
# pages travel, and a reason may quote a cell.
_REASONS = {
    "nothing_filled_in": "summary_empty",
    "dataset_unknown": "summary_unknown",
    "run_busy": "summary_busy",
    UsageError.exit_code: "summary_usage",
    DataRefused.exit_code: "summary_refused",
}


def report_many(
    datasets: str, languages: Sequence[str], pdf: bool, progress: Lines, scheduler: str = ""
) -> tuple[list[Outcome], list[Path]]:
    """Make the reports of the `datasets`, names with spaces between them ("": all that there are), in each of
    the `languages`, here or by the workers of a Dask `scheduler`; return what became of each, and the pages
    that lead to them.
    """
    asked = check_languages(languages)
    named = list(dict.fromkeys(datasets.split() or list_datasets(root() / "data" / "raw")))
    if scheduler:
        from ssi_outcomes.running.cluster import join_cluster

        with join_cluster(scheduler) as cluster:
            outcomes = make_reports(named, asked, progress, pdf, cluster, cluster.places)
    else:
        outcomes = make_reports(named, asked, progress, pdf)
    return outcomes, write_summaries(outcomes, asked)


def write_summaries(outcomes: Sequence[Outcome], languages: Sequence[str]) -> list[Path]:
    """Write reports/summary/<language>.html for each of `languages` (private.<language>.html where reports
    are for oneself, so that it never takes the place of what is shared); return the files.
    """
    stem = "" if audience() == "shared" else "private."
    pages = [reports_folder() / FOLDER / f"{stem}{language}.html" for language in languages]
    for page, language in zip(pages, languages, strict=True):
        write_whole(page, summary_page(outcomes, language))
    return pages


def summary_page(outcomes: Sequence[Outcome], language: str) -> str:
    """Return the page: the data sets that failed first, with why, then the answer of each report."""
    failed = [each for each in outcomes if each.failure]
    made = [each for each in outcomes if not each.failure]
    say = {
        "title": message("summary_title", language),
        "counts": message("summary_counts", language, made=len(made), failed=len(failed)),
    }
    parts = [
        Markup('<section id="answer"><h1>{}</h1><p class="lede">{}</p></section>').format(
            say["title"], say["counts"]
        )
    ]
    if failed:
        lines = Markup("").join(
            Markup("<li><code>{}</code> {}</li>").format(each.dataset, _tell_reason(each, language))
            for each in failed
        )
        parts.append(
            Markup('<section id="failed"><h2>{}</h2><ul>{}</ul></section>').format(
                message("summary_failed", language), lines
            )
        )
    parts += [_tell_made(each, language) for each in made]
    return render_page("".join(parts), language, "report")


def _tell_reason(outcome: Outcome, language: str) -> str:
    return message(_REASONS.get(outcome.key) or _REASONS.get(outcome.code, "summary_broke"), language)


def _tell_made(outcome: Outcome, language: str) -> Markup:
    """Return what a report calls its data (invented ones, for example), its answer, and a link to it."""
    page = next(path for path in outcome.made if path.name.endswith(f".{language}.html"))
    read = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    # Its own checks have passed the report: what is copied of it is as safe.
    about, answer = (
        Markup(found.decode_contents(formatter="html5")) if found else ""  # noqa: S704
        for found in map(read.select_one, (".about", ".lede"))
    )
    about = about and Markup('<p class="about">{}</p>').format(about)
    link = Markup('<a href="../{}">{}</a>').format(page.name, message("gallery_read", language))
    return Markup('<section id="{}"><h2>{}</h2>{}<p>{}</p><p>{}</p></section>').format(
        f"of-{outcome.dataset}", outcome.dataset, about, answer, link
    )
