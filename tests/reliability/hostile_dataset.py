"""Fill a dataset with every hostile text, in every field and every file name that takes text."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from reading.archives import make_zip
from reliability.hostile_exports import archive, calendar, make_exports, page, score_json
from reliability.hostile_tables import EVE, MONDAYS, as_csv, make_tables, make_workbooks
from reliability.hostile_texts import FIRED, mark_of, texts


def plant(folder: Path, *, synthetic: bool = False) -> None:
    """Fill `folder` with a dataset: twelve weeks of each of the hostile people, enough for a full report."""
    folder.mkdir(parents=True)
    for name, content in {
        **make_tables(),
        **make_workbooks(folder.name),
        **make_exports(),
        **_descriptions(synthetic),
    }.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    _plant_names(folder)


def _descriptions(synthetic: bool) -> dict[str, str]:
    everyone = _toml_list(texts("person"))
    span = [f"start = {MONDAYS[0]}", f"end = {MONDAYS[-1] + timedelta(days=6)}"]
    lines = [
        f"synthetic = {str(synthetic).lower()}",
        "picked = false",
        "rolled_out = false",
        'language = "en"',
        'time_zone = "Europe/Paris"',
    ]
    lines += [
        f"title.{language} = {quote(' · '.join(texts('title', 'long', 'unbroken')))}"
        for language in ("fr", "en")
    ]
    lines += [f"chosen = {quote(' · '.join(texts('chosen')))}"]
    for outcome in ("phone_meetings", "physical_meetings", "contracts"):
        lines += [
            f"[definitions.{outcome}]",
            f"meaning = {quote(' · '.join(texts('meaning')))}",
            f"counted_in = {quote(' · '.join(texts('counted_in')))}",
        ]
    for outcome, text in zip(("proposals", "revenue", "orders"), texts("meaning")[-3:], strict=True):
        lines += [f"[definitions.{outcome}]", f"meaning = {quote(text)}", f"counted_in = {quote(text)}"]
    for table_name, source in (
        ("outcomes", quote("results.csv")),
        ("activity", quote("activity.csv")),
        ("ssi", _toml_list(texts("source"))),
    ):
        lines += [
            "[[coverage]]",
            f"source = {source}",
            f'table = "{table_name}"',
            f"person = {everyone}",
            *span,
        ]
    lines += [
        "[[absences]]",
        f"person = {everyone}",
        f"start = {MONDAYS[5]}",
        f"end = {MONDAYS[5] + timedelta(days=2)}",
    ]
    return {"dataset.toml": "\n".join([*lines, ""]), "mapping.toml": _mapping()}


def _mapping() -> str:
    columns = ", ".join(
        f"{name} = {quote(text)}"
        for name, text in zip(("person", "date", "outcome", "count"), texts("header", "nul"), strict=False)
    )
    names = ", ".join(f'{quote(text)} = "phone_meetings"' for text in texts("mapped"))
    lines = ['["mapped.csv"]', 'kind = "outcomes"', f"columns = {{ {columns} }}", f"names = {{ {names} }}"]
    lines += [
        '["lone.csv"]',
        f"person = {quote(texts('person')[0])}",
        f"ignore = {_toml_list(texts('ignored'))}",
    ]
    lines += [f'[{quote(text)}]\nkind = "ignore"' for text in texts("entry")]
    return "\n".join([*lines, ""])


def _toml_list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(quote, words))}]"


def quote(text: str) -> str:
    """Return a text as TOML writes it, with an escape for everything but letters and digits."""
    return (
        '"'
        + "".join(sign if sign.isalnum() and sign.isascii() else f"\\U{ord(sign):08x}" for sign in text)
        + '"'
    )


def _plant_names(folder: Path) -> None:
    """Make a file, and a person's folder, of each name that the file system takes."""
    for text in texts("person"):
        with suppress(OSError):
            (folder / _file_name(text)).mkdir()
            (folder / _file_name(text) / "ssi.json").write_text(score_json(EVE - timedelta(days=2)), "utf-8")
    for text, person in zip(texts("file"), texts("person"), strict=True):
        with suppress(OSError):
            (folder / f"{_file_name(text)}.csv").write_text(
                as_csv(
                    ("Person", "Date", "SSI"), [(person, EVE - timedelta(days=1), 40), (person, "bad", "bad")]
                ),
                "utf-8",
            )
    owner = folder / f"{mark_of('owner')} <img src=x onerror={FIRED}>"
    owner.mkdir()
    for name, content in {
        "calendar.ics": calendar(),
        "ssi-2026-01-05.html": page(),
        "ssi-2026-01-12.json": score_json(MONDAYS[1], *texts("pillar")),
    }.items():
        (owner / name).write_text(content, "utf-8")
    make_zip(owner / f"Basic_LinkedInDataExport_04-06-2026 {mark_of('zip')} $(touch x).zip", archive())
    with suppress(OSError):  # as an archive of another system leaves it: bytes that are no text
        Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.csv")).write_text(
            as_csv(("Person", "Date", "SSI"), [("x", MONDAYS[0], 40)]), "utf-8"
        )


def _file_name(text: str) -> str:
    """Return what of a text a file can be called: no slash, no NUL, not hidden, at most 255 bytes."""
    return text.replace("/", "∕").replace("\0", "")[:60].lstrip(".")
