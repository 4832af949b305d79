"""One page to forward: a report's question and answer, its one figure, what to do and what not, and what it
rests on. All of it is taken from the report's page as it stands; nothing is said anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from bs4 import BeautifulSoup, NavigableString, Tag
from markupsafe import Markup

from ssi_outcomes.base.errors import NotebookFailed
from ssi_outcomes.base.tame import one_line
from ssi_outcomes.report.linking import unlink_numbers
from ssi_outcomes.report.page_rules import check_html
from ssi_outcomes.report.render import render_page
from ssi_outcomes.words.sentences import say, say_plain

# What is told of the answer, in this order, and how many of its limits: the heaviest stand first.
TERMS = ("possible", "excluded", "do", "dont")
MOST_LIMITS = 2
_SHORT_HASH = 16  # signs: enough to find the data again
# A colon at the end of what stands before a link: what it announces is not on this page.
_COLON = re.compile(r"[\u00a0\u202f ]?:[\u00a0\u202f ]*$")


def make_brief(
    page: str, report: str, language: str, facts: Mapping[str, object], about: Mapping[str, str], day: date
) -> str:
    """Return the HTML of one A4 page about a report, from that report's `page`.

    report: what its file is called; facts: all that can be cited, by id; about: the data's and the plan's
    hash. Raises NotebookFailed if the page would break a rule of reports.
    """
    soup = BeautifulSoup(page, "html.parser")
    answer = unlink_numbers(soup.select_one("#answer"))
    for link in answer.select(".plainly a, .lede a, .limits a"):
        _unlink(link)
    rows = {one_line(row.dt.get_text()): _inner(row.dd) for row in answer.select(".plainly dl > div")}
    named = {term: say_plain(f"plain.terms.{term}", language, {}) for term in TERMS}
    told = {
        "question": _inner(answer.h1),
        "about": _outer(answer.select_one(".about")),
        "lede": _inner(answer.select_one(".lede")),
        "rows": [(term, rows[name]) for term, name in named.items() if name in rows],
        "picture": _outer(find_figure(soup)),
        "limits": [_inner(each) for each in answer.select(".limits li")[:MOST_LIMITS]],
        "day": day.isoformat(),
        "report": report,
        "hashes": {name: about[f"{name}_hash"][:_SHORT_HASH] for name in ("dataset", "plan")},
    }
    html = render_page(say("shared/brief.html", language, {}, **told), language, "brief")
    if problems := check_html(html, facts, language):
        raise NotebookFailed("report_breaks_rules", place=report, problems="\n  ".join(problems))
    return html


def find_figure(page: BeautifulSoup) -> Tag | None:
    """Return the picture that matters most on a report's page: the one beside the answer, else the first."""
    return page.select_one("#figure img") or page.select_one("figure.exhibit img")


def _unlink(link: Tag) -> None:
    """Keep a link's words where they are part of the sentence; where they end it after a colon, drop both."""
    before = link.previous_sibling
    if isinstance(before, NavigableString) and _COLON.search(before):
        before.replace_with(_COLON.sub("", before))
        link.decompose()
    else:
        link.unwrap()


def _inner(tag: Tag) -> Markup:
    # Its own checks have passed the report: what is copied of it is as safe.
    return Markup(tag.decode_contents(formatter="html5").strip())  # noqa: S704


def _outer(tag: Tag | None) -> Markup:
    return Markup(tag.decode(formatter="html5")) if tag else Markup()  # noqa: S704
