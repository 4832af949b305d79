"""Store what is in a dataset, and load it as it was: tables as
Parquet, the rest as JSON on this machine only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import pandas as pd

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import StaleResults
from ssi_outcomes.base.files import hash_bytes, hash_file, write_whole
from ssi_outcomes.base.paths import processed_folder
from ssi_outcomes.base.privacy import table_text, write_people, write_private
from ssi_outcomes.intake.codec import read_json, write_json
from ssi_outcomes.intake.contents import Contents, LargeWeeks
from ssi_outcomes.intake.dated_rows import list_dated
from ssi_outcomes.intake.faults import Faults
from ssi_outcomes.intake.frames import pack_frame, unpack_frame
from ssi_outcomes.intake.outside_stay import tell_outside
from ssi_outcomes.intake.outsize import tell_outsize
from ssi_outcomes.intake.put_aside import count_unknown
from ssi_outcomes.intake.receipt import FAULTS, LEFT_OUT, SAID, TABLES, TOLD, Receipt
from ssi_outcomes.intake.telling import (
    FILES,
    REFUSAL,
    list_files,
    list_refusals,
    tell_files,
    tell_left_out,
)
from ssi_outcomes.intake.unanswered import tell_unanswered
from ssi_outcomes.intake.weeks_read import tell_weeks
from ssi_outcomes.panel.layout import Panel
from ssi_outcomes.reading.dataset import Dataset

# Tables that what is derived of them takes the place of; as they were read they lie one folder deeper.
_AS_READ = "as-read"
_FRAMES = ("statements", "claims", "panel")
_JUDGED = ("outcomes", "kinds", "families", "families_between")


def kept_tables(contents: object) -> dict[str, pd.DataFrame]:
    """Return the tables to keep of a study or of contents: as read, with what was derived, judged or laid out
    by weeks in place of its source.
    """
    computed = {name: getattr(contents, name, None) for name in _FRAMES}
    computed["panel"] = computed["panel"].frame if computed["panel"] else None
    known = {name: frame for name, frame in computed.items() if frame is not None}
    return {**contents.dataset.tables, **known}


def load_contents(receipt: Receipt) -> Contents:
    """Return what was stored of a dataset; raises StaleResults where a file is not what was written."""
    said = read_json(_load(receipt, SAID).decode("utf-8"))
    names = said["frames"]
    frames = {
        name: unpack_frame(_load(receipt, f"{TABLES}/{name}.parquet"), notes) for name, notes in names.items()
    }
    tables = {name: frames.get(f"{_AS_READ}/{name}", frames.get(name)) for name in said["tables"]}
    data, plan = Dataset(tables=tables, **said["dataset"]), said["plan"]
    if "large" in said:
        from ssi_outcomes.evidence.beyond.judged_laid import LaidFindings

        large = said["large"]
        findings = LaidFindings(plan, **large["findings"])
        return Contents(data, plan, large=LargeWeeks(findings, large["first"], large["notes"]))
    if "panel" not in said:
        return Contents(data, plan, frames.get("statements"), frames.get("claims"))
    from ssi_outcomes.evidence.judge import Findings

    panel = Panel(frames["panel"], **said["panel"])
    return Contents(
        data,
        plan,
        panel=panel,
        findings=Findings(plan, **said["findings"], frame=panel.frame),
        trial=said["trial"],
    )


def write_contents(contents: Contents, faults: Faults | None = None) -> dict[str, str]:
    """Write what is in a dataset to its folder of computed files, each file
    whole, with `faults` where there are any; return their fingerprints by name.
    """
    data = contents.dataset
    folder, outputs, notes = processed_folder(data.name), {}, {}

    def write(name: str, content: bytes | str) -> None:
        if name.startswith("private/"):
            write_private(data.name, name, content)
        else:
            write_whole(folder / name, content)
        outputs[name] = hash_file(folder / name)

    kept = kept_tables(contents)
    hidden = {f"{_AS_READ}/{name}": frame for name, frame in data.tables.items() if kept[name] is not frame}
    for name, frame in {**kept, **hidden}.items():
        content, notes[name] = pack_frame(frame)
        write(f"{TABLES}/{name}.parquet", content)
    write(SAID, write_json({"frames": notes, "tables": list(data.tables), **_say(contents)}))
    write("rejected.csv", table_text(REFUSAL, list_refusals(data)))
    write("private/files.csv", table_text(FILES, list_files(data)))
    unknown = count_unknown(data, contents.panel)
    rows = list_dated(data.tables) if contents.panel else None
    for language in LANGUAGES:
        judged = contents.large.findings if contents.large else contents.findings
        asked = tell_unanswered(data, judged, language)
        told = {
            TOLD: [*tell_files(data, language, unknown), *_tell_rows(contents, rows, language), *asked],
            LEFT_OUT: tell_left_out(data, language),
        }
        for form, lines in told.items():
            write(form.format(language=language), "".join(f"{line}\n" for line in lines))
    if faults and faults.rejected:
        write(FAULTS, write_json(faults))
    if data.names:
        path = write_people(data.name, data.names)
        outputs[path.relative_to(folder).as_posix()] = hash_file(path)
    return outputs


def _tell_rows(contents: Contents, rows: pd.DataFrame | None, language: str) -> list[str]:
    """Return what was understood of the days and numbers in a dataset of weeks, all of whose `rows` are
    listed; nothing of another.
    """
    if rows is None:
        return []
    outside = tell_outside(contents.dataset.tables, rows, language)
    return [*tell_weeks(contents.panel.frame, rows, language), *outside, *tell_outsize(rows, language)]


def _say(contents: Contents) -> dict[str, object]:
    """Return what is in a dataset beside its tables."""
    data, panel, findings = contents.dataset, contents.panel, contents.findings
    said = {each.name: getattr(data, each.name) for each in fields(Dataset) if each.name != "tables"}
    said |= {"names": dict(data.names), "labels": dict(data.labels)}
    weeks = panel and {
        "panel": {"left_out": panel.left_out, "notes": panel.notes},
        "findings": {name: dict(getattr(findings, name)) for name in _JUDGED},
        "trial": contents.trial,
    }
    large = contents.large and {
        "large": {
            "findings": {
                each.name: dict(value) if isinstance(value, Mapping) else value
                for each in fields(contents.large.findings)
                if each.name != "plan"
                for value in [getattr(contents.large.findings, each.name)]
            },
            "first": contents.large.first,
            "notes": contents.large.notes,
        }
    }
    return {"dataset": said, "plan": contents.plan, **(weeks or large or {})}


def _load(receipt: Receipt, name: str) -> bytes:
    try:
        content = (receipt.folder / name).read_bytes()
    except OSError:
        content = b""
    if hash_bytes(content) != receipt.outputs.get(name):
        raise StaleResults("reading_lost", dataset=receipt.dataset)
    return content
