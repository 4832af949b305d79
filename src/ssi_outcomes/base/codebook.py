"""The codebook: which tables a data package holds, and what each column means, in each language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import DataRefused, Problem
from ssi_outcomes.base.paths import ARTICLE

DESCRIPTOR = "datapackage.json"
TYPES = ("string", "number", "integer", "boolean")


def is_package(folder: Path) -> bool:
    """Tell whether a descriptor explains and seals the tables in `folder`, which then describe persons; the
    article's folder has lost its own otherwise.
    """
    return folder.name == ARTICLE or is_described(folder)


def is_described(folder: Path) -> bool:
    """Tell whether `folder` holds the descriptor of a data package."""
    return (folder / DESCRIPTOR).is_file()


@dataclass(frozen=True)
class Field:
    """A column: its type (one of `TYPES`), its meaning, and what its cells must obey."""

    name: str
    type: str
    description: dict[str, str]
    constraints: dict[str, object]


@dataclass(frozen=True)
class ForeignKey:
    """A column whose cells, where filled, are found in a column of another table."""

    field: str
    table: str
    target: str


@dataclass(frozen=True)
class Table:
    """A table: its file, its columns in order, its keys. `fields` is empty for a file that is no table."""

    name: str
    file: str
    title: dict[str, str]
    description: dict[str, str]
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    bytes: int | None
    sha256: str | None


@dataclass(frozen=True)
class Codebook:
    """A data package's descriptor; `files` has each declared file, `tables` those with columns."""

    name: str
    version: str
    title: dict[str, str]
    description: dict[str, str]
    files: tuple[Table, ...]

    @property
    def tables(self) -> dict[str, Table]:
        """Return the tables by name, in the package's order."""
        return {table.name: table for table in self.files if table.fields}


def read_codebook(folder: Path) -> Codebook:
    """Return what `datapackage.json` in `folder` declares; raise DataRefused where it cannot be used."""
    try:
        package = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
        files = tuple(_read_table(resource) for resource in package["resources"])
        return Codebook(
            package["name"],
            package.get("version", ""),
            _both(package, "title"),
            _both(package, "description"),
            files,
        )
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as fault:
        problem = Problem(
            DESCRIPTOR, "descriptor_unreadable", values={"reason": f"{type(fault).__name__}: {fault}"}
        )
        raise DataRefused("package_refused", dataset=folder.name, problems=(problem,)) from fault


def _read_table(resource: dict) -> Table:
    schema = resource.get("schema", {})
    method, _, digest = resource.get("hash", "").rpartition(":")
    if method not in ("", "sha256"):
        raise ValueError(f"hash of {resource['name']}: sha256 expected, not {method}")
    if Path(resource["path"]).name != resource["path"]:
        # Each file of a package lies beside its descriptor: nothing else is read, whatever a descriptor says.
        raise ValueError(f"path of {resource['name']}: a file name expected, not {resource['path']}")
    return Table(
        name=resource["name"],
        file=resource["path"],
        title=_both(resource, "title"),
        description=_both(resource, "description"),
        fields=tuple(_read_field(field) for field in schema.get("fields", ())),
        primary_key=tuple(schema.get("primaryKey", ())),
        foreign_keys=tuple(_read_foreign_key(key) for key in schema.get("foreignKeys", ())),
        bytes=resource.get("bytes"),
        sha256=digest or None,
    )


def _read_field(field: dict) -> Field:
    if field["type"] not in TYPES:
        raise ValueError(f"type of {field['name']}: one of {', '.join(TYPES)} expected, not {field['type']}")
    return Field(field["name"], field["type"], _both(field, "description"), field.get("constraints", {}))


def _read_foreign_key(key: dict) -> ForeignKey:
    (field,), reference = key["fields"], key["reference"]
    (target,) = reference["fields"]
    return ForeignKey(field, reference["resource"], target)


def _both(entry: dict, name: str) -> dict[str, str]:
    """Return a text in each language; the standard's own property is English, `<name>_fr` is ours."""
    source = entry.get(name, "")
    return {language: entry.get(f"{name}_{language}", source) for language in LANGUAGES}
