"""A result stands while what it was made from and what was written of it stand; what nobody answers for is deleted, in its own folder alone."""

import json

import pytest
from running.tiny_runs import EVERYTHING, Heard, Inline, report, tree

from ssi_outcomes.running import manifest
from ssi_outcomes.running.manifest import hash_shared
from ssi_outcomes.running.pipeline import make_report


def test_an_altered_notebook_reruns_alone_when_its_facts_stay(home, quick):
    report()
    source = home / "notebooks" / "03-five-stories.ipynb"
    content = json.loads(source.read_text())
    content["cells"][-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "stored"}]
    source.write_text(json.dumps(content))
    assert report().labels == [], "stored outputs are not what a notebook does"
    content["cells"][-1]["source"] += "\n# clearer"
    source.write_text(json.dumps(content))
    assert report().labels == ["03-five-stories"]


def test_a_notebook_of_an_older_version_takes_its_facts_along(home, quick):
    make_report("article", executor=Inline())
    folder, record = home / "data" / "processed" / "article", manifest.Manifest("article")
    old = [folder / "notebooks" / "03-compare.ipynb", folder / "facts" / "03-compare.json"]
    for path in old:
        path.write_text('{"facts": [], "of": ["an older version"]}', "utf-8")
    record.record("03-compare", "an older version's inputs", old)
    heard = Heard()
    make_report("article", executor=Inline(), progress=heard)
    assert not any(path.exists() for path in old)
    assert heard.labels == []  # the report stands as it was: it never read them


def test_the_package_the_plan_the_lock_and_the_article_are_inputs_of_every_stage(home, monkeypatch):
    package = home / "src" / "ssi_outcomes"
    package.mkdir(parents=True)
    monkeypatch.setattr(manifest, "__file__", str(package / "running" / "manifest.py"))
    seen = [hash_shared()]
    article = home / "data" / "raw" / "article" / "claims.csv"
    for path in (
        package / "prose.fr",
        package.with_name("helpers.py"),
        home / "analysis-plan.toml",
        home / "requirements.lock",
        article,
    ):
        path.write_text("other")
        seen.append(hash_shared())
    assert len(set(seen)) == 6
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "x.pyc").write_text("compiled")
    assert hash_shared() == seen[-1]


@pytest.mark.parametrize("harm", ["altered", "deleted"])
@pytest.mark.parametrize(
    ("file", "reruns"),
    [
        ("data/processed/article/facts/02-meet-a-case-p02.json", ["02-meet-a-case: p02"]),
        ("data/processed/article/figures/03-five-stories.svg", ["03-five-stories"]),
        ("data/processed/article/notebooks/08-report.fr.ipynb", ["08-report: fr"]),
        ("reports/article.en.html", []),
        ("reports/article.en.xlsx", []),
        ("reports/article.facts.json", []),
        ("data/processed/article/manifest.json", EVERYTHING),
    ],
)
def test_a_result_that_was_touched_is_made_again(home, quick, file, harm, reruns):
    report()
    whole = tree(home)
    (home / file).unlink() if harm == "deleted" else (home / file).write_text("[]")
    assert sorted(report().labels) == sorted(reruns)
    assert tree(home) == whole


def test_facts_that_no_notebook_claims_are_swept_away(home, quick):
    report()
    stray = home / "data" / "processed" / "article" / "facts" / "02-meet-a-case-p99.json"
    stray.write_text("[]")
    assert report().labels == [] and not stray.exists()


def test_a_manifest_cannot_reach_outside_its_folder(home, quick):
    report()
    path = home / "data" / "processed" / "article" / "manifest.json"
    content = json.loads(path.read_text())
    content["stages"]["03-five-stories"] = {
        "inputs": "",
        "outputs": {
            "analysis-plan.toml": "",
            "../x": "",
            "data/processed/article/../../raw/article/cases.csv": "",
        },
    }
    path.write_text(json.dumps(content))
    (home.parent / "x").write_text("kept")
    report()
    assert (
        (home.parent / "x").exists()
        and (home / "analysis-plan.toml").exists()
        and (home / "data" / "raw" / "article" / "cases.csv").exists()
    )
