"""Whatever lies in the folders of computed files, a report on good data is made, and is the one that nothing had happened to."""

import json
import os
import shutil
from pathlib import Path

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from running.tiny_runs import export, report, run_in_process, tree
from tiny_home import CASES, make_home, write_cases

from ssi_outcomes.base.errors import StaleResults
from ssi_outcomes.intake import asking
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.running import manifest, stages
from ssi_outcomes.running.manifest import Manifest

# What the report's notebook does with facts: it refuses those of other data.
HOLDS_FACTS = """\
from ssi_outcomes.base.errors import StaleResults
from ssi_outcomes.words.facts import read_facts
read_facts(processed_folder(dataset) / "facts", {})
for path in sorted((processed_folder(dataset) / "facts").glob("[!.]*.json")):
    if json.loads(path.read_text())["of"][1] != len(raw):
        raise StaleResults("as_said", text=path.name)
"""
HARMS = (
    *("deleted", "emptied", "cut", "garbled", "old", "of another", "hidden beside", "unclaimed beside"),
    *("a folder", "a folder of somebody's", "a pipe", "a file for its folder"),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A tiny repository with a report, the folders of an earlier one beside it, and no kernels."""
    home = make_home(tmp_path_factory.mktemp("home"), n08=HOLDS_FACTS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSI_HOME", str(home))
        patch.setenv("SSI_LANG", "en")
        patch.setattr(stages, "_export", export)
        patch.setattr(stages, "run_notebook", run_in_process)
        patch.setattr(asking, "_read_anew", read_stored)
        patch.setattr(manifest, "hash_shared", lambda: "this package")
        write_cases(home, CASES + "p03,P03\n")
        report()
        shutil.move(home / "data" / "processed", home / "old processed")
        shutil.move(home / "reports", home / "old reports")
        write_cases(home, CASES)
        report()
        for name in ("data/processed", "reports"):
            shutil.copytree(home / name, home / f"good {Path(name).name}")
        yield home


def restore(home: Path) -> None:
    for name in ("data/processed", "reports"):
        shutil.rmtree(home / name)
        shutil.copytree(home / f"good {Path(name).name}", home / name)


def made(home: Path) -> dict[str, bytes]:
    return {**tree(home / "data" / "processed"), **tree(home / "reports")}


def harm(home: Path, path: Path, how: str, other: Path) -> None:
    if not path.parent.is_dir() or (path.is_dir() and how != "hidden beside"):
        return  # harmed enough
    content = path.read_bytes() if path.is_file() else b""
    old = home / str(path.relative_to(home)).replace("data/processed", "old processed").replace(
        "reports", "old reports"
    )
    match how:
        case "deleted":
            path.unlink(missing_ok=True)
        case "emptied":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(content[: len(content) // 2])
        case "garbled":
            path.write_bytes(bytes(255 - byte for byte in content))
        case "old" if old.is_file():
            path.write_bytes(old.read_bytes())
        case "of another" if other.is_file():
            path.write_bytes(other.read_bytes())
        case "hidden beside":
            path.with_name(f"._{path.name}").write_bytes(b"\0\5\26\7")
        case "unclaimed beside":
            path.with_name(f"zz-{path.name}").write_bytes(content[:9])
        case "a folder" | "a folder of somebody's":
            path.unlink(missing_ok=True)
            path.mkdir()
            if how != "a folder":
                (path / "thesis.txt").write_text("years of work")
        case "a pipe":
            path.unlink(missing_ok=True)
            os.mkfifo(path)
        case "a file for its folder":
            shutil.rmtree(path.parent)
            path.parent.write_text("")


def files_of(home: Path) -> list[Path]:
    return sorted(
        path
        for name in ("data/processed", "reports")
        for path in (home / f"good {Path(name).name}").rglob("*")
        if path.is_file() and "lock" not in path.name
    )


@given(
    harms=st.lists(st.tuples(st.integers(0, 99), st.sampled_from(HARMS), st.integers(0, 99)), max_size=8),
    old=st.sampled_from(["", "", "data/processed", "reports"]),
)
@examples(40)
def test_a_report_is_made_whatever_is_deleted_cut_mixed_or_old(home, harms, old):
    restore(home)
    good, files = made(home), files_of(home)
    if old:  # a whole folder from a backup
        shutil.rmtree(home / old)
        shutil.copytree(home / f"old {Path(old).name}", home / old)
    places = [
        home / str(path.relative_to(home)).replace("good processed", "data/processed").replace("good ", "")
        for path in files
    ]
    for number, how, other in harms:
        harm(home, places[number % len(places)], how, places[other % len(places)])
    report()
    left = made(home)
    assert {name: left[name] for name in good} == good
    assert report().labels == []


@pytest.mark.parametrize("said", ['{"facts": [], "of": ["01", 1]}', "{", '{"facts": [{"id": 1}]}', "[]"])
def test_facts_that_were_recorded_under_a_hash_that_was_not_read_are_made_anew(home, said):
    """As a version of before left them: of a folder from which a file was away, under the print of the whole one."""
    restore(home)
    good = made(home)
    path, record = (
        home / "data" / "processed" / "article" / "facts" / "01-read-the-data.json",
        Manifest("article"),
    )
    path.write_text(said)
    stage = record._stages["01-read-the-data"]
    record.record("01-read-the-data", stage["inputs"], [home / name for name in stage["outputs"]])
    assert "01-read-the-data" in report().labels
    assert made(home) == good


def test_what_is_stale_twice_is_refused(home, monkeypatch):
    restore(home)
    monkeypatch.setattr(stages, "run_notebook", refuse)
    (home / "data" / "processed" / "article" / "manifest.json").unlink()
    with pytest.raises(StaleResults):
        report()


def refuse(*_):
    raise StaleResults("as_said", text="never fits")


def test_a_folder_of_somebodys_own_that_a_link_leads_to_is_not_swept(home):
    restore(home)
    facts, own = home / "data" / "processed" / "article" / "facts", home / "own"
    own.mkdir()
    (own / "thesis.json").write_text(json.dumps({"facts": [], "of": ["own", len(CASES)]}))
    shutil.move(facts, home / "moved")
    facts.symlink_to(own)
    try:
        report()
        assert (own / "thesis.json").is_file()
    finally:
        facts.unlink()
        shutil.rmtree(own), shutil.rmtree(home / "moved")


def test_what_stands_where_a_computed_file_is_to_be_is_moved_aside_whole_and_told(home):
    restore(home)
    good, page = made(home), home / "reports" / "article.en.html"
    for path in (page, home / "data" / "processed" / "article" / "facts" / "01-read-the-data.json"):
        harm(home, path, "a folder of somebody's", path)
    heard = report()
    aside = [home / "reports" / "article.en.html.put-aside"]
    aside.append(home / "data" / "processed" / "article" / "facts" / "01-read-the-data.json.put-aside")
    assert [(path / "thesis.txt").read_text() for path in aside] == ["years of work"] * 2
    told = [said for said in heard.said if "moved aside" in said]
    assert len(told) == 2 and told[1].startswith("reports/article.en.html.put-aside: ")
    assert {name: made(home)[name] for name in good} == good
