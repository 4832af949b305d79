"""Turn an executed notebook into one HTML page that needs nothing
else: no script, no network, no second file.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup, Tag
from markupsafe import escape
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from ssi_outcomes.base.catalogues import SOURCE
from ssi_outcomes.base.cell_tags import NOTEBOOK_ONLY, REPORT, speaks, words_in
from ssi_outcomes.base.errors import LANGUAGES, NotebookFailed, message
from ssi_outcomes.report.page_rules import check_html, check_page
from ssi_outcomes.report.render import render_page
from ssi_outcomes.report.safety import clean_html


def export_report(
    notebook: Path | NotebookNode, language: str, facts: Mapping[str, object] | None = None
) -> str:
    """Return the report's HTML: the `<section>`s that the cells tagged `report` put out, in order.

    With `facts` (all that can be cited, by id), each number on the page is held against
    them. Raises NotebookFailed if an output is not one section with an id or holds
    unsafe HTML, or if the page breaks a rule.
    """
    cells = [
        cell
        for cell in _read(notebook).cells
        if cell.cell_type == "code" and REPORT in cell.metadata.get("tags", ())
    ]
    parts = [
        _section(output, place) for place, output in _outputs(cells) if "text/html" in output.get("data", {})
    ]
    return publish(parts, language, "report", notebook, facts)


def export_case(notebook: Path | NotebookNode, language: str) -> str:
    """Return the HTML of a notebook about one case: its words, tables and pictures, without its code.

    Cells tagged `lang-fr` or `lang-en` are words in that language, other words are in `SOURCE`; cells tagged
    `notebook` are for those who run it. Raises NotebookFailed as `export_report` does.
    """
    parts = []
    for number, cell in enumerate(_read(notebook).cells, 1):
        tags = cell.metadata.get("tags", ())
        if NOTEBOOK_ONLY in tags or not speaks(tags, language):
            continue
        place = message("page_cell", cell=number)
        if cell.cell_type == "markdown":
            parts.append(_words(cell.source, place, language, words_in(language) in tags))
        elif cell.cell_type == "code":
            parts += [_shown(output, place) for _, output in _outputs([cell])]
    return publish([part for part in parts if part], language, "case", notebook)


def _read(notebook: Path | NotebookNode) -> NotebookNode:
    return notebook if isinstance(notebook, NotebookNode) else nbformat.read(notebook, as_version=4)


def _outputs(cells: list[NotebookNode]) -> list[tuple[str, NotebookNode]]:
    found = []
    for number, cell in enumerate(cells, 1):
        place = message("page_cell", cell=number)
        for output in cell.outputs:
            if output.output_type == "error":
                raise NotebookFailed(
                    "page_cell_failed", place=place, error=f"{output.ename}: {output.evalue}"
                )
            found.append((place, output))
    return found


def _section(output: NotebookNode, place: str) -> str:
    html = clean_html(output.data["text/html"], place)
    roots = [
        node
        for node in BeautifulSoup(html, "html.parser").contents
        if isinstance(node, Tag) or str(node).strip()
    ]
    if len(roots) != 1 or getattr(roots[0], "name", "") != "section" or not roots[0].get("id"):
        raise NotebookFailed("report_not_a_section", place=place)
    return html


def _words(source: str, place: str, language: str, spoken: bool) -> str:
    # Raw HTML in Markdown passes through here and is judged by clean_html like any other.
    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    html = _without_local_links(MarkdownWithMath(renderer=renderer).render(source))
    lang = "" if spoken or language == SOURCE else f' lang="{SOURCE}"'
    return f'<div class="words"{lang}>{clean_html(html, place)}</div>'


def _without_local_links(html: str) -> str:
    """Keep the text of links to neighbouring files: a page that travels alone has no neighbours."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a", href=re.compile(r"^(?![a-zA-Z][a-zA-Z0-9+.-]*:|//|#)")):
        link.unwrap()
    return str(soup)


def _shown(output: NotebookNode, place: str) -> str:
    """Return the richest form of an output as clean HTML; warnings on stderr are not part of the story."""
    if output.output_type == "stream":
        return f"<pre>{escape(output.text)}</pre>" if output.name == "stdout" else ""
    data = output.get("data", {})
    if "text/html" in data:
        return f'<div class="output">{clean_html(_without_pandas_style(data["text/html"]), place)}</div>'
    for kind in ("image/svg+xml", "image/png"):
        if kind in data:
            return _picture(kind, data[kind], output.get("metadata", {}).get(kind, {}), place)
    if "text/markdown" in data:
        html = MarkdownWithMath(renderer=IPythonRenderer(escape=True, exclude_anchor_links=True)).render(
            data["text/markdown"]
        )
        return f'<div class="output">{clean_html(html, place)}</div>'
    return f"<pre>{escape(data['text/plain'])}</pre>" if data.get("text/plain") else ""


def _picture(kind: str, content: str, metadata: dict, place: str) -> str:
    # Only the replacement text is read from the metadata: nbconvert's own
    # templates turn the rest into attributes.
    encoded = (
        base64.b64encode(content.encode()).decode() if kind.endswith("xml") else "".join(content.split())
    )
    alt = escape(str(metadata.get("alt", "")))
    return clean_html(
        f'<figure class="exhibit"><img src="data:{kind};base64,{encoded}" alt="{alt}"></figure>', place
    )


def _without_pandas_style(html: str) -> str:
    """Drop the style block and the attributes that pandas adds to every table."""
    soup = BeautifulSoup(html, "html.parser")
    for style in soup.find_all("style", attrs={"scoped": True}):
        style.decompose()
    for table in soup.select("table.dataframe"):
        for tag in [table, *table.find_all("tr")]:
            tag.attrs.pop("border", None)
            tag.attrs.pop("style", None)
    return str(soup)


def publish(
    parts: list[str],
    language: str,
    kind: str,
    notebook: Path | NotebookNode,
    facts: Mapping[str, object] | None = None,
) -> str:
    """Return the page of `parts`, which are clean; raises NotebookFailed with all rules that it breaks. With
    `facts` each number on it is held against them.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language is {language!r}, not one of {LANGUAGES}")
    html = render_page("\n".join(parts), language, kind)
    problems = check_page(html, language) if facts is None else check_html(html, facts, language)
    if problems:
        name = notebook.name if isinstance(notebook, Path) else kind
        raise NotebookFailed("report_breaks_rules", place=name, problems="\n  ".join(problems))
    return html
