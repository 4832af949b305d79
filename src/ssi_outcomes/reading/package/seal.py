"""Seal a data package, for maintainers: `python -m ssi_outcomes.reading.package.seal article`.

Checks every cell and key first; then records the size and hash of each
file, and writes data/raw/README.md anew.
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path

import jinja2

from ssi_outcomes.base.codebook import DESCRIPTOR
from ssi_outcomes.base.errors import DataRefused, SsiError, UsageError, message
from ssi_outcomes.base.files import hash_file, write_whole
from ssi_outcomes.base.paths import ARTICLE, raw_folder, shown
from ssi_outcomes.reading.package.opened import (
    read_about,
    read_contents,
    read_descriptor,
    read_package,
    read_tables,
)

README = "README.md"
# The packages that the repository publishes; a user's own folders stay out of its pages.
PUBLISHED = (ARTICLE,)


def seal_package(folder: Path) -> None:
    """Record the size and SHA-256 of each file of the package in `folder`;
    raise DataRefused if anything in it is wrong.
    """
    codebook = read_descriptor(folder)
    contents, problems = read_contents(folder, codebook)
    problems += read_tables(codebook, contents)[2] + read_about(contents)[1]
    if problems:
        raise DataRefused("seal_refused", dataset=folder.name, count=len(problems), problems=tuple(problems))
    package = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    for resource in package["resources"]:
        path = folder / resource["path"]
        resource["bytes"], resource["hash"] = path.stat().st_size, f"sha256:{hash_file(path)}"
    write_whole(folder / DESCRIPTOR, json.dumps(package, indent=2, ensure_ascii=False) + "\n")


def describe_packages(folders: list[Path]) -> str:
    """Return the Markdown page on the sealed packages in `folders`: provenance, alterations, files,
    codebook.
    """
    template = files(__package__).joinpath("raw_readme.md.j2").read_text("utf-8")
    # Markdown, not HTML: nothing to escape but the bars of its tables.
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=True
    )
    environment.filters["cell"] = lambda text: text.replace("|", r"\|")
    return environment.from_string(template).render(packages=[_describe(folder) for folder in folders])


def main(arguments: list[str] | None = None) -> int:
    """Seal the dataset that the command line names, and rewrite the page on raw data; return the exit
    code.
    """
    asked = sys.argv[1:] if arguments is None else arguments
    try:
        if len(asked) != 1:
            raise UsageError("seal_usage")
        folder = raw_folder(asked[0])
        seal_package(folder)
        write_whole(folder.parent / README, describe_packages([raw_folder(name) for name in PUBLISHED]))
    except SsiError as error:
        print(error.text(), file=sys.stderr)
        return error.exit_code
    print(message("sealed", package=shown(folder / DESCRIPTOR), readme=shown(folder.parent / README)))
    return 0


def _describe(folder: Path) -> dict[str, object]:
    dataset, package = read_package(folder), json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    for resource in package["resources"]:
        resource["schema"] = (
            {"primaryKey": [], "foreignKeys": []} | resource["schema"] if "schema" in resource else None
        )
        for field in resource["schema"]["fields"] if resource["schema"] else ():
            field["rules"] = _rules(field)
    return package | {
        "folder": folder.name,
        "about": dataset.about,
        "rows": {file.table: file.accepted for file in dataset.files},
    }


def _rules(field: dict) -> str:
    """Return a column's constraints in words; a long pattern is shown by its example."""
    constraints = field.get("constraints", {})
    words = [name for name in ("required", "unique") if constraints.get(name)]
    if "enum" in constraints:
        words.append("one of " + ", ".join(f"`{value}`" for value in constraints["enum"]))
    words += [
        f"{word} {constraints[name]}"
        for name, word in (("minimum", "at least"), ("maximum", "at most"))
        if name in constraints
    ]
    if "pattern" in constraints:
        words.append(f"like `{field.get('example', constraints['pattern'])}`")
    return "; ".join(words)


if __name__ == "__main__":
    sys.exit(main())
