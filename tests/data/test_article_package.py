"""The article's data package: a standard reader agrees with ours, and every figure of the article is in it."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.reading import read_dataset

ARTICLE = raw_folder("article")

# The article's figures, by section, with the sign that its words give them; its text is not ours to ship.
# Dates are in the statements' `start` and `end`; the thresholds of criteria are in `criteria` as well.
FIGURES = {
    "opening": [1],
    "author": ["~15", "@2011", 120_000_000, 700_000_000, 2_000_000, 20_000_000, "@2013-01"],
    "definition": ["@2014", 100, 4, 25, 45, 51, 78, 10, 20, 80, 90],
    "display": [79, 92],
    "performance": [">250000", 79, 3_000, 92],
    "gaming": ["~25"],
    "useless": [">200", 1, 12, 2, 54, 65, 1, ">100000", 80],
    "benoit": [12, 498, 21, 5, 2, "<=3", 35, 1, "@2019-09", "@2020-04", 9, 4, 0, 4, 15],
}


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return read_dataset(ARTICLE).tables


def validate(folder: Path) -> set[tuple[str, str]]:
    """Return (table, kind of error) as frictionless finds them."""
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    return {(task.name, error.type) for task in report.tasks for error in task.errors} | {
        ("package", error.type) for error in report.errors
    }


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(ARTICLE, tmp_path / "article")


def test_frictionless_accepts_the_package():
    assert validate(ARTICLE) == set()


def test_the_package_says_what_it_is():
    package = json.loads((ARTICLE / "datapackage.json").read_text("utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
    assert (
        "business-on-line.fr/blog/linkedin/le-ssi-linkedin-ne-sert-a-rien-la-preuve"
        in package["sources"][0]["path"]
    )
    assert "not ours" in package["sources"][0]["note"]


def test_a_planted_change_is_caught_by_both_readers(copy):
    path = copy / "statements.csv"
    path.write_bytes(
        path.read_bytes().replace(b"isabelle_ssi,isabelle,ssi,=,15", b"isabelle_ssi,isabelle,ssi,=,12")
    )
    assert validate(copy) == {("statements", "hash-count")}
    with pytest.raises(DataRefused):
        read_dataset(copy)


def change(table: str, column: str, value: str) -> Callable[[Path], None]:
    """Return a fault: `value` in `column` of the first row of `table`."""

    def plant(folder: Path) -> None:
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        rows[1][rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)

    return plant


@pytest.mark.parametrize(
    ("table", "column", "value", "theirs", "ours"),
    [
        ("statements", "value", "-1", "constraint-error", "cell_too_small"),
        ("statements", "value", "a few", "type-error", "cell_not_number"),
        ("statements", "comparator", "≈", "constraint-error", "cell_not_listed"),
        ("statements", "statement_id", "two words", "constraint-error", "cell_pattern"),
        ("statements", "start", "September 2019", "constraint-error", "cell_pattern"),
        ("statements", "section", "", "constraint-error", "cell_required"),
        ("statements", "case", "nobody", "foreign-key", "key_unknown"),
        ("statements", "variable", "charm", "foreign-key", "key_unknown"),
        ("criteria", "threshold", "101", "constraint-error", "cell_too_large"),
        ("criteria", "pillar", "charm", "constraint-error", "cell_not_listed"),
        ("criteria", "criterion", "inmail_replies", "primary-key", "key_twice"),
        ("claim_statements", "claim_id", "nothing", "foreign-key", "key_unknown"),
        ("cases", "relation", "friend", "constraint-error", "cell_not_listed"),
    ],
)
def test_a_fault_is_caught_by_both_readers(copy, table, column, value, theirs, ours):
    change(table, column, value)(copy)
    assert (table, theirs) in validate(copy)
    with pytest.raises(DataRefused) as error:
        read_dataset(copy)
    assert ours in {
        problem.key for problem in error.value.values["problems"] if problem.file == f"{table}.csv"
    }


# --- what the article says


@pytest.mark.parametrize(
    ("section", "figure"), [(section, figure) for section, figures in FIGURES.items() for figure in figures]
)
def test_every_figure_of_the_article_has_its_row(tables, section, figure):
    rows = tables["statements"].query("section == @section")
    sign, number = re.fullmatch(r"(@|[<>~]=?)?(.+)", str(figure)).groups()
    if sign == "@":
        assert (
            rows[["start", "end"]].isin([number]).any(axis=None)
            or rows["start"].str.contains(number, regex=False, na=False).any()
        )
    elif sign:
        assert ((rows["value"] == float(number)) & (rows["comparator"] == sign)).any()
    else:
        assert (rows["value"] == float(number)).any()


@pytest.mark.parametrize("section", FIGURES)
def test_no_section_has_fewer_rows_than_times_it_gives_a_figure(tables, section):
    wanted = sorted(float(figure) for figure in FIGURES[section] if not isinstance(figure, str))
    stated = tables["statements"].query("section == @section")["value"].dropna().tolist()
    for number in set(wanted):
        assert stated.count(number) >= wanted.count(number), number


def test_every_section_of_the_article_is_heard(tables):
    heard = set(tables["statements"]["section"]) | set(tables["claims"]["section"])
    assert heard == {
        "title",
        "opening",
        "why",
        "author",
        "definition",
        "display",
        "performance",
        "gaming",
        "useless",
        "benoit",
        "interest",
        "conclusion",
        "elsewhere",
    }


def test_what_the_article_does_not_say_names_its_source_and_how_that_was_read(tables):
    claims = tables["claims"]
    elsewhere = claims["section"] == "elsewhere"
    assert set(claims.loc[elsewhere, "holder"]) == {"linkedin"} and elsewhere.sum() == 2
    assert claims.loc[elsewhere, ["source", "how_read"]].notna().all(axis=None)
    assert claims.loc[~elsewhere, ["source", "how_read"]].isna().all(axis=None)
    listed = (Path(__file__).parents[2] / "REFERENCES.md").read_text("utf-8")
    for number in claims.loc[elsewhere, "source"]:
        assert re.search(rf"(?m)^{number}\. ", listed)


def test_the_five_persons_are_those_of_the_article(tables):
    assert tables["cases"]["case"].tolist() == ["benoit", "isabelle", "leslie", "claude", "author"]


def test_there_are_eighteen_presumed_criteria_on_four_pillars(tables):
    criteria = tables["criteria"]
    assert criteria.groupby("pillar").size().to_dict() == {"brand": 5, "find": 5, "engage": 4, "build": 4}
    assert set(criteria["moved_by"]) == {"oneself", "others", "both"}


def test_the_two_thresholds_keep_their_comparators(tables):
    known = tables["criteria"].dropna(subset="threshold").set_index("criterion")
    assert known[["comparator", "threshold"]].T.to_dict("list") == {
        "inmail_replies": [">=", 10],
        "invitations_accepted": [">", 20],
    }


def value_of(tables: dict[str, pd.DataFrame], statement: str) -> tuple[str, str, float]:
    row = tables["statements"].set_index("statement_id").loc[statement]
    return row["variable"], row["comparator"], row["value"]


def test_contacts_are_connections_or_recruiter_approaches_by_the_sentence(tables):
    assert value_of(tables, "benoit_connections") == ("connections", "=", 35)
    assert value_of(tables, "isabelle_approaches") == ("recruiter_approaches", "=", 4)
    assert value_of(tables, "isabelle_connections") == ("connections", "=", 4)


def test_postes_are_positions_not_posts(tables):
    assert value_of(tables, "benoit_positions") == ("positions", "=", 5)


def test_what_is_not_stated_has_no_value(tables):
    silent = tables["statements"].query("comparator == 'not stated'")
    assert "leslie_ssi" in set(silent["statement_id"])
    assert silent["value"].isna().all()


def test_leslie_did_publish_once(tables):
    assert value_of(tables, "leslie_posts") == ("posts", "=", 1)


def test_the_scores_of_benoit_and_isabelle_carry_no_date(tables):
    scores = tables["statements"].set_index("statement_id").loc[["benoit_ssi", "isabelle_ssi"]]
    assert (scores["dated"] == "unknown").all()


def test_no_derived_figure_is_typed(tables):
    assert not tables["derivations"]["expression"].str.fullmatch(r"[\d. ]+").any()


# --- the files themselves


def cells() -> list[tuple[str, int, str]]:
    found = []
    for path in sorted(ARTICLE.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            found += [
                (path.name, line, cell)
                for line, row in enumerate(csv.reader(stream), start=1)
                for cell in row
            ]
    return found


def test_no_cell_is_a_formula_to_a_spreadsheet():
    # The comparator "=" alone is text to every spreadsheet; "=1+1" is not.
    assert [cell for cell in cells() if re.match(r"[=+\-@\t\r].", cell[2])] == []


def test_no_cell_has_stray_spaces():
    assert [cell for cell in cells() if cell[2] != cell[2].strip() or "  " in cell[2]] == []


def test_files_are_utf8_without_mark_and_end_lines_with_lf():
    for path in [*ARTICLE.glob("*.csv"), ARTICLE / "dataset.toml", ARTICLE / "datapackage.json"]:
        content = path.read_bytes()
        content.decode("utf-8")
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        assert content.endswith(b"\n")


def test_every_name_is_in_snake_case(tables):
    for table, frame in tables.items():
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in [table, *frame.columns])


def test_what_is_said_in_one_language_is_said_in_the_other(tables):
    for frame in tables.values():
        for column in (name for name in frame.columns if name.endswith("_en")):
            french = frame[column.removesuffix("_en") + "_fr"]
            assert (frame[column].isna() == french.isna()).all(), column


def test_no_number_is_typed_into_a_claims_words(tables):
    words = tables["claims"].filter(regex="^(wording|scope|would_change)_")
    assert not words.apply(lambda column: column.str.contains(r"\d", na=False)).any(axis=None)


def test_words_kept_from_the_article_are_few(tables):
    assert tables["statements"]["value_text"].dropna().str.split().str.len().max() <= 6
