"""Keep what was computed from a dataset as plain files: tables as Parquet, refusals as CSV, who is who on
this machine only.
"""

from __future__ import annotations

import io

import pandas as pd
from IPython.display import HTML

from ssi_outcomes.base.errors import current_language, message
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.paths import FATES, output_folder
from ssi_outcomes.base.privacy import table_text, write_people, write_private
from ssi_outcomes.exhibits.frame.intake import shown_values
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.study import CaseStudy, PanelStudy, Study
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import say, say_plain

REFUSAL = ("file", "line", "column", "value", "reason", "raw")


def keep(study: Study) -> HTML:
    """Write the dataset's tables and refusals to its folder of computed files; return a line that counts
    them.
    """
    folder = output_folder(study.dataset.name)
    tables = kept_tables(study)
    for name, frame in tables.items():
        write_whole(folder / "tables" / f"{name}.parquet", _parquet(frame))
    write_whole(folder / "rejected.csv", _refusals(study))
    if isinstance(study, PanelStudy) and study.dataset.names:
        write_people(study.dataset.name, study.dataset.names)
    if isinstance(study, PanelStudy):
        write_private(study.dataset.name, FATES, "".join(f"{line}\n" for line in tell_files(study)))
        write_private(
            study.dataset.name,
            "private/files.csv",
            table_text(("shown", "file", "said"), _said_in_full(study)),
        )
    facts = {
        "tables_kept": Fact("tables_kept", len(tables), "tables", "keep"),
        "n_refusals": Fact("n_refusals", len(study.dataset.rejected), "rows", "files"),
    }
    return HTML(f"<p>{say('exhibits.kept', study.language, facts)}</p>")


def tell_files(study: Study) -> list[str]:
    """Return a line for each file, for the one who runs it: what it was taken for and the fate of its rows,
    or why it was not read.

    Where a name was hidden, a last line says where it stands.
    """
    language, lines = current_language(), []
    for file in study.dataset.files:
        values = shown_values(
            study, {"file": file.name, **(file.refusal.values if file.refusal else {})}, page=False
        )
        if file.refusal:
            lines.append(message("file_not_read", reason=message(file.refusal.key, language, **values)))
            continue
        kind = say_plain(f"labels.kinds.{file.table}", language, {})
        counts = {
            "rows": file.rows,
            "accepted": file.accepted,
            "rejected": file.rejected,
            "blank": file.blank,
        }
        lines.append(message("file_read", file=file.name, kind=kind, **counts))
    if any(own != shown for own, shown in study.dataset.labels.items()):
        lines.append(message("files_in_full", dataset=study.dataset.name))
    return lines


def _said_in_full(study: Study) -> list[tuple[str, str, str]]:
    """Return how each file is shown, its own name, and what was said of it, ready to paste: for this computer
    only.
    """
    own = {shown: label for label, shown in study.dataset.labels.items()}
    rows = []
    for file in study.dataset.files:
        said = [(file.refusal.key, file.refusal.values)] if file.refusal else file.notes
        name = own.get(file.name, file.name)
        rows.append(
            (file.name, name, "\n".join(message(key, **{"file": name, **values}) for key, values in said))
        )
    return rows


def kept_tables(study: Study) -> dict[str, pd.DataFrame]:
    """Return the tables to keep: as read, with what was derived, judged or laid out by weeks in place of its
    source.
    """
    computed = (
        {"statements": study.statements, "claims": study.claims}
        if isinstance(study, CaseStudy)
        else {"panel": study.panel.frame}
    )
    return {**study.dataset.tables, **computed}


def _parquet(frame: pd.DataFrame) -> bytes:
    stream = io.BytesIO()
    # Tuples become lists, the one such type that Parquet has.
    frame.map(lambda value: list(value) if isinstance(value, tuple) else value).to_parquet(
        stream, index=False
    )
    return stream.getvalue()


def _refusals(study: Study) -> bytes:
    return table_text(
        REFUSAL, [_refusal(each, current_language()) for each in study.dataset.rejected]
    ).encode("utf-8")


def _refusal(each: Rejected, language: str) -> list[object]:
    reason = message(each.key, language, **{"value": each.value, "file": each.file, **each.values})
    return [each.file, each.line, each.column, each.value, reason, each.raw]
