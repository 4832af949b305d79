"""Tell the report from what the notebooks recorded: facts, sentences, pictures. Nothing is computed here."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from IPython.display import HTML
from markupsafe import Markup

from ssi_outcomes.base.catalogues import SOURCE
from ssi_outcomes.base.errors import LANGUAGES, StaleResults, UsageError
from ssi_outcomes.base.paths import ARTICLE, processed_folder, shown
from ssi_outcomes.base.plan import Plan
from ssi_outcomes.base.versions import versions
from ssi_outcomes.exhibits.frame.exhibit import NARROW
from ssi_outcomes.figures.canvas import for_page
from ssi_outcomes.intake.asking import open_receipt
from ssi_outcomes.intake.writing import load_contents
from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.report.notebook_cells import read_cells
from ssi_outcomes.report.origins import Origin, find_cited, find_origins
from ssi_outcomes.words.facts import Fact, read_facts
from ssi_outcomes.words.sentences import SECTIONS, say

# What stands before the method, in the order of the page.
BEFORE_METHOD = ("answer", "left-out", "people", "compare", "selection", "track", "data-needed", "redo")
BEFORE_METHOD += ("makeup", "claims")

# The whole of a page on weeks that do not fit into memory, whose facts have this name among them.
OF_LARGE, OF_SO_MANY = ("answer", "left-out", "compare", "beyond", "method"), "large_most"

# Where a picture's narrow form is shown: on a phone, and where the picture stands beside the answer.
PHONE = "screen and (max-width: 40em)"
BESIDE = f"{PHONE}, screen and (min-width: 80em)"


@dataclass(frozen=True)
class Story:
    """A dataset's facts and the folder of its exhibits, in one language."""

    dataset: Dataset
    plan: Plan
    language: str
    facts: Mapping[str, Fact]
    folder: Path
    has_trial: bool = False

    @property
    def reader(self) -> str:
        """Return to whom the report is told: article (of described persons), pool (of many
        teams), team, alone, the one person whose weeks these are, or large, a team of so many that
        not all is told of it.
        """
        if "statements" in self.dataset.tables:
            return "article"
        if "pool" in self.dataset.tables:
            return "pool"
        if OF_SO_MANY in self.facts:
            return "large"
        return "alone" if self.facts["n_people"].value == 1 else "team"


def open_story(dataset: str = ARTICLE, report_lang: str = SOURCE) -> Story:
    """Return what the notebooks recorded of a dataset.

    Raises UsageError for an unknown language, StaleResults where nothing was recorded, or of other data or
    another plan than today's.
    """
    if report_lang not in LANGUAGES:
        raise UsageError("language_asked_unknown", name=str(report_lang)[:80], known=", ".join(LANGUAGES))
    found, folder = load_contents(open_receipt(dataset)), processed_folder(dataset)
    data, plan = found.dataset, found.plan
    about = {"dataset": data.name, "dataset_hash": data.hash, "plan_hash": plan.hash}
    return Story(
        data, plan, report_lang, read_facts(folder / "facts", about), folder, found.trial is not None
    )


def tell(story: Story, section: str) -> HTML:
    """Return a section of the report as HTML: the reader's own in
    `words/sections/`, else one of those shared by several.
    """
    words = {
        "story": story,
        "exhibit": lambda name: _exhibit(story, name),
        "picture": lambda name: _picture(story, name, BESIDE),
        "table": lambda name: _table(story, name),
        "sentence": lambda name, part="sentence": Markup(_recorded(story, name)[part]),  # noqa: S704
    }
    if section == "method":
        words |= {"versions": versions(), "files": _fingerprints(story), "plan_hash": story.plan.hash}
        words |= {"lines": _find_lines(story.dataset), "origins": []}
        before = OF_LARGE[:-1] if story.reader == "large" else BEFORE_METHOD
        told = [tell(story, each).data for each in before]
        # The method cites facts, too.
        told.append(say(_find_section(story.reader, section), story.language, story.facts, **words))
        words["origins"] = _find_origins(story, told)
    return HTML(say(_find_section(story.reader, section), story.language, story.facts, **words))


def _find_origins(story: Story, told: list[str]) -> list[Origin]:
    cells = read_cells(story.folder, story.language)
    has_tables = story.reader == "article"
    return find_origins(find_cited(told), story.facts, cells, story.dataset.name, has_tables)


def _find_lines(data: Dataset) -> dict[str, str]:
    """Return the first and last line that came in of each file or sheet, by its file's fingerprint."""
    spans: dict[str, str] = {}
    rows = [table for table in data.tables.values() if {"source_file", "source_line"} <= set(table)]
    for file in data.files:
        lines = [line for table in rows for line in table["source_line"][table["source_file"] == file.name]]
        if lines:
            spans[file.sha256] = ", ".join(
                filter(None, (spans.get(file.sha256), f"{min(lines)}–{max(lines)}"))
            )
    return spans


def _find_section(reader: str, section: str) -> str:
    """Return the template that tells a section to a reader: one person, or so many that not all is told, as
    a team is, where there is nothing to say to them alone.
    """
    rooms = (reader, "team", "shared") if reader in ("alone", "large") else (reader, "shared")
    return next(name for room in rooms if (SECTIONS / (name := f"{room}/{section}.html")).is_file())


def _fingerprints(story: Story) -> dict[str, tuple[str, str]]:
    """Return kind and name of each file that was read by its fingerprint;
    several sheets of a workbook are one file.
    """
    return {file.sha256: (file.table, file.name) for file in reversed(story.dataset.files) if file.sha256}


def _exhibit(story: Story, name: str) -> Markup:
    told = _recorded(story, name)
    if not told["alt"]:
        # Nothing to draw, or nothing that may be shown: a picture of an earlier run is none of this one's.
        return Markup("<p>{}</p>").format(Markup(told["sentence"]))  # noqa: S704
    figure = '<figure class="exhibit">{}<figcaption>{}</figcaption></figure>'
    # The sentence was escaped when it was recorded, by the same sentences and facts.
    return Markup(figure).format(_picture(story, name), Markup(told["sentence"]))  # noqa: S704


def _picture(story: Story, name: str, slim: str = PHONE) -> Markup:
    """Return an exhibit's picture, or "" where it has none; `slim` says where the narrow one is shown, if one
    was drawn.
    """
    alt = _recorded(story, name)["alt"]
    if not alt:
        return Markup("")
    folder = story.folder / "figures"
    image = Markup('<img src="{}" alt="{}">').format(_embed(folder / f"{name}.{story.language}.svg"), alt)
    narrow = folder / f"{name}{NARROW}.{story.language}.svg"
    if not narrow.exists():
        return image
    return Markup('<picture><source media="{}" srcset="{}">{}</picture>').format(slim, _embed(narrow), image)


def _embed(picture: Path) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(for_page(_read(picture)).encode()).decode()}"


def _table(story: Story, name: str) -> Markup:
    return Markup(_recorded(story, name)["table"])  # noqa: S704


def _recorded(story: Story, name: str) -> dict[str, str]:
    return json.loads(_read(story.folder / "exhibits" / f"{name}.{story.language}.json"))


def _read(path: Path) -> str:
    if not path.exists():
        raise StaleResults("no_facts", folder=shown(path.parent))
    return path.read_text("utf-8")
