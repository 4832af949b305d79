"""What was left out, by reason and count: nobody's name, no cell, no file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from markupsafe import Markup

from ssi_outcomes.base.errors import LANGUAGES, message
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.received import file_facts
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.intake.put_aside import (
    People,
    count_asides,
    count_people,
    count_unknown,
    label_unknown,
    list_undefined,
)
from ssi_outcomes.intake.reasons import sum_reasons
from ssi_outcomes.panel.layout import Panel
from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.reading.names.registry import label_counted
from ssi_outcomes.study import Study
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import say_plain


def show_omitted(study: Study) -> Exhibit:
    """Return what was left out, by reason and count; who is listed and who has data; which outcomes nobody
    defined, and where to do it.
    """
    data, panel = study.dataset, getattr(study, "panel", None)
    rows = _rows(data, panel)
    people = count_people(data) if panel else None
    facts = (*file_facts(data), *(fact for _, fact in rows), *_people_facts(people))
    return Exhibit(
        "omitted",
        study,
        facts,
        table=partial(_tabulate, rows) if rows else None,
        words=partial(_words, data, panel, people, bool(rows)),
    )


def _rows(data: Dataset, panel: Panel | None) -> list[tuple[Mapping[str, str], Fact]]:
    """Return what is listed: its words in each language, and how much of it there is."""
    rows = []
    for each in sum_reasons(data):
        for unit, count in (("rows", each.rows), ("files", each.files)):
            if count:
                fact = Fact(f"refused_{each.reason}_{unit}", count, unit, "files")
                rows.append((_label(f"labels.reasons.{each.reason}"), fact))
    for (table, name), count in count_unknown(data, panel).items():
        fact = Fact(f"unknown_{name}", count, "person-weeks", "gaps")
        rows.append((_label("labels.omitted_unknown", label_unknown(table, name)), fact))
    for name, count in count_asides(data, panel).items():
        fact = Fact(f"aside_{name}", count, "", "files")
        rows.append((_label(f"labels.asides.{name}"), fact))
    return rows


def _label(key: str, names: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Return a label in each language, filled with the name that `names` has for it."""
    return {
        language: say_plain(key, language, {}, **({"name": names[language]} if names else {}))
        for language in LANGUAGES
    }


def _people_facts(people: People | None) -> tuple[Fact, ...]:
    names = ("listed", "with_data", "unlisted", "silent")
    return tuple(
        Fact(f"people_{name}", getattr(people, name), "persons", "people") for name in names if people
    )


def _tabulate(rows: list[tuple[Mapping[str, str], Fact]], teller: Teller) -> Table:
    headings = [teller.text(f"labels.columns.{name}") for name in ("omitted", "how_many")]
    cells = [(label[teller.language], teller.say(_unit(fact), id=fact.id)) for label, fact in rows]
    return Table(teller.say("exhibits.omitted_caption"), headings, cells)


def _unit(fact: Fact) -> str:
    """Return the key of the words that count a fact of the list."""
    return {
        "rows": "labels.omitted_rows",
        "files": "labels.omitted_files",
        "person-weeks": "labels.omitted_weeks",
    }.get(fact.unit, "labels.omitted_plain")


def _words(
    data: Dataset, panel: Panel | None, people: People | None, any_left: bool, teller: Teller
) -> dict[str, object]:
    undefined = list_undefined(data, panel) if panel else []
    named = [label_counted("outcomes", name)[teller.language] for name in undefined]
    refused = sum(file.rejected for file in data.files)
    unread = sum(file.refusal is not None for file in data.files)
    return {
        "any": any_left or refused > 0 or unread > 0,
        "refused": refused,
        "blank": sum(file.blank for file in data.files),
        "unread": unread,
        # Of rows in Parquet no copy of tables is made.
        "tables": bool(data.tables),
        "people": people,
        "undefined": teller.text("labels.joined", parts=named),
        "sheet": Markup("<cite>{}</cite>").format(message("template_sheet_about", teller.language))
        if data.about.get("said_in") == "sheet"
        else None,
    }
