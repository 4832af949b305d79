"""What came in: what each file was taken for, the fate of its rows, and what was refused."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ssi_outcomes.base.errors import message
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.teller import VERBATIM, Table, Teller
from ssi_outcomes.intake.unnamed import Unnamed
from ssi_outcomes.reading.dataset import Dataset, SourceFile
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.study import Study
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import cite

COUNTS = ("rows", "accepted", "rejected", "blank")
REFUSALS_SHOWN = 40


def show_files(study: Study, sealed: bool = False) -> Exhibit:
    """Return what each file was taken for, and the fate of its rows; or why it was not read.

    `sealed`: each file's fingerprint was compared with the one in the data package.
    """
    facts = [*file_facts(study.dataset)]
    facts += [
        Fact(f"file_{place}_{name}", getattr(file, name), "rows", "files")
        for place, file in enumerate(study.dataset.files)
        for name in COUNTS
    ]
    return Exhibit(
        "files",
        study,
        tuple(facts),
        table=lambda teller: _files_table(study, teller),
        words=lambda teller: {"sealed": sealed},
    )


def file_facts(data: Dataset) -> tuple[Fact, ...]:
    """Return how many rows were read and what became of them, of how many files, and how many were not
    read.
    """
    sums = {name: sum(getattr(file, name) for file in data.files) for name in COUNTS}
    unread = sum(file.refusal is not None for file in data.files)
    return (
        *(Fact(f"n_{name}", count, "rows", "files") for name, count in sums.items()),
        Fact("n_files", len({file.name.partition(" › ")[0] for file in data.files}), "files", "files"),
        Fact("n_unread", unread, "files or sheets", "files"),
    )


def _files_table(study: Study, teller: Teller) -> Table:
    rows, remarked = [], any(file.notes or file.refusal for file in study.dataset.files)
    unnamed = Unnamed(study.dataset)
    for place, file in enumerate(study.dataset.files):
        counts = [cite(teller.facts, f"file_{place}_{name}", teller.language) for name in COUNTS]
        rows.append(
            (
                file.name,
                teller.say(f"labels.kinds.{file.table}"),
                *counts,
                *([_remarks(unnamed, file, teller)] if remarked else []),
            )
        )
    headings = [
        teller.text(f"labels.columns.{name}")
        for name in ("file", "taken_for", *COUNTS, *(["remarks"] if remarked else []))
    ]
    return Table(teller.say("exhibits.files_caption"), headings, rows, VERBATIM)


def _remarks(unnamed: Unnamed, file: SourceFile, teller: Teller) -> str:
    """Return what was decided while a file was read, or why it was not."""
    notes = [
        message(key, teller.language, **unnamed.of({"file": file.name, **values}))
        for key, values in file.notes
    ]
    refusal = (
        [
            message(
                file.refusal.key,
                teller.language,
                **unnamed.of({"file": file.name, **file.refusal.values}),
            )
        ]
        if file.refusal
        else []
    )
    return " ".join([*refusal, *notes])


def show_refused(study: Study) -> Exhibit:
    """Return each row or file that was refused, with its place, the reason and the
    remedy; the first ones, where there are many.
    """
    rejected = study.dataset.rejected
    facts = (
        Fact("n_refusals", len(rejected), "rows", "files"),
        Fact("n_refusals_shown", min(len(rejected), REFUSALS_SHOWN), "rows", "files"),
    )

    return Exhibit(
        "refused",
        study,
        facts,
        table=partial(_tabulate_refused, study, rejected) if rejected else None,
        words=lambda teller: {"any": bool(rejected)},
    )


def _tabulate_refused(study: Study, rejected: Sequence[Rejected], teller: Teller) -> Table:
    unnamed = Unnamed(study.dataset)
    rows = [
        (
            each.file,
            each.line or teller.text("labels.none"),
            _column(unnamed, each) or teller.text("labels.none"),
            _reason(unnamed, each, teller),
        )
        for each in rejected[:REFUSALS_SHOWN]
    ]
    return Table(
        teller.say("exhibits.refused_caption"),
        [teller.text(f"labels.columns.{name}") for name in ("file", "line", "column", "reason")],
        rows,
        VERBATIM,
    )


def _column(unnamed: Unnamed, rejected: Rejected) -> str:
    return str(unnamed.of({"column": rejected.column or ""})["column"])


def _reason(unnamed: Unnamed, rejected: Rejected, teller: Teller) -> str:
    values = {"value": rejected.value, "file": rejected.file, **rejected.values}
    return message(rejected.key, teller.language, **unnamed.of(values))
