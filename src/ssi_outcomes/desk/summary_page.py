"""A page that leads to the reports of many data sets: the word on each real outcome, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from ssi_outcomes.base.by_name import list_datasets
from ssi_outcomes.base.errors import DataRefused, UsageError, message
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.paths import reports_folder, root
from ssi_outcomes.base.privacy import audience
from ssi_outcomes.base.tame import tame_line
from ssi_outcomes.reading.names.registry import outcomes as registered
from ssi_outcomes.report.linking import unlink_numbers
from ssi_outcomes.report.render import render_page
from ssi_outcomes.running.many_reports import Outcome, make_reports
from ssi_outcomes.running.pipeline import check_languages
from ssi_outcomes.running.progress import Lines

FOLDER = "summary"  # beside the reports: no data set's report is called so
_LONGEST = 80  # signs of a name
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ANSWER = re.compile(r'class="lede".*?</p>', re.DOTALL)
_IN_EACH_ROW = "_informative"  # how the facts end of which each row of the words has one

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
    """Return the page: a row for each data set, those without a report first, with why, then the word on each
    real outcome, as its report has it.
    """
    failed = [each for each in outcomes if each.failure]
    made = [each for each in outcomes if not each.failure]
    head = Markup('<section id="answer"><h1>{}</h1><p class="lede">{}</p></section>').format(
        message("summary_title", language),
        message("summary_counts", language, made=len(made), failed=len(failed)),
    )
    rows = [
        *(
            _row(Markup("<code>{}</code>").format(tame_line(each.dataset, _LONGEST)), _why(each, language))
            for each in failed
        ),
        *(_tell_made(each, language) for each in made),
    ]
    table = Markup(
        '<section id="each"><h2>{}</h2><table class="ledger"><thead><tr><th>{}</th><th>{}</th></tr></thead>'
        "<tbody>{}</tbody></table></section>"
    ).format(
        *(message(f"summary_{name}", language) for name in ("each", "dataset", "words")),
        Markup("").join(rows),
    )
    return render_page(head + (table if rows else Markup()), language, "report")


def _row(head: Markup, told: Markup) -> Markup:
    return Markup("<tr><th>{}</th><td>{}</td></tr>").format(head, told)


def _why(outcome: Outcome, language: str) -> Markup:
    """Return, by its kind, why there is no report."""
    kind = _REASONS.get(outcome.key) or _REASONS.get(outcome.code, "summary_broke")
    return Markup("{} {}").format(message("summary_failed", language), message(kind, language))


def _tell_made(outcome: Outcome, language: str) -> Markup:
    """Return the row of a report: its data set, a link to it, and what it calls its data (invented ones, for
    example); its answer, and the word on each real outcome where it has such words.
    """
    page = next(path for path in outcome.made if path.name.endswith(f".{language}.html"))
    read = BeautifulSoup(_beginning(page.read_text("utf-8")), "html.parser")
    about = _copy(read.select_one(".about"))
    head = Markup('<a href="../{}">{}</a>').format(page.name, tame_line(outcome.dataset, _LONGEST))
    words = [
        Markup("<li>{}{} {}</li>").format(
            _copy(row.th), message("summary_colon", language), _copy(row.select_one("td:has(.badge)"))
        )
        for row in _rows_of_words(read)
    ]
    told = Markup("<p>{}</p>").format(_copy(read.select_one(".lede")))
    listed = Markup("<ul>{}</ul>").format(Markup("").join(words)) if words else Markup()
    return _row(head + (about and Markup("<br><small>{}</small>").format(about)), told + listed)


def _beginning(text: str) -> str:
    """Return a page to the end of the table of the words, else of its answer: the rest is nine tenths of what
    reading it takes, and pages are many.
    """
    tables = (found for found in _TABLE.finditer(text) if f'{_IN_EACH_ROW}"' in found[0])
    end = next(tables, None) or _ANSWER.search(text)
    return text[: end.end()] if end else text


def _rows_of_words(read: BeautifulSoup) -> Iterator[Tag]:
    """Give the rows of real outcomes of the table in which a report has its words, known by its facts."""
    first = read.select_one(f"td data[data-fact$={_IN_EACH_ROW}]")
    for cited in first.find_parent("table").select(f"td data[data-fact$={_IN_EACH_ROW}]") if first else ():
        known = registered().get(cited["data-fact"].removesuffix(_IN_EACH_ROW))
        if known is None or known.kind == "real":
            yield cited.find_parent("tr")


def _copy(found: Tag | None) -> Markup:
    # Its own checks have passed the report: what is copied of it is as safe.
    return Markup(unlink_numbers(found).decode_contents(formatter="html5")) if found else Markup()  # noqa: S704
