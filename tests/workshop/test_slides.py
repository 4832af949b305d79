"""The slides: no request, no error, readable by all, the report's own figures, and notes beside each."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import ssi_outcomes.workshop.slides as slides
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.study import Study
from ssi_outcomes.workshop.slides import ALTS, KEPT, RELEASE, SHOWN, make_slides, read_kept

LANGUAGES = ["fr", pytest.param("en", marks=pytest.mark.long)]


@pytest.mark.parametrize("name", KEPT)
def test_the_kept_copy_is_the_one_that_was_published(name):
    assert hashlib.sha256(read_kept(name).encode()).hexdigest() == KEPT[name]


def test_its_licence_and_its_release_stand_beside_it():
    assert "Permission is hereby granted, free of charge" in read_kept("LICENSE")
    assert f'"{RELEASE}"' in read_kept("reveal.js") or f"`{RELEASE}`" in read_kept("reveal.js")
    kept = {path.name for path in Path(slides.__file__).with_name("reveal").iterdir()}
    assert kept == {*KEPT, "LICENSE"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_about_a_dozen_each_with_its_notes(language):
    page = BeautifulSoup(make_slides(language), "html.parser")
    sections = page.select(".slides > section")
    assert 10 <= len(sections) <= 14 and page.html["lang"] == language
    assert all(len(each.select("h1")) == len(each.select("aside.notes")) == 1 for each in sections)
    assert page.select(".slides img") and all(img["src"].startswith("data:") for img in page.select("img"))


def test_the_figures_are_those_of_the_report_with_their_replacement_texts():
    page = BeautifulSoup(make_slides("fr"), "html.parser")
    shown = [img["alt"] for img in page.select("img")]
    for name, show in SHOWN.items():
        exhibit = show(Study(None, read_plan(), "fr"))
        assert exhibit.name == name
        assert exhibit.teller("fr").text(ALTS.get(name, f"alt.{name}")) in shown


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_they_run_offline_without_request_or_error_and_axe_finds_nothing(visit, tmp_path, language):
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "slides.html"
    path.write_text(make_slides(language), encoding="utf-8")
    for scheme in ("light", "dark"):
        seen = visit(path, scheme=scheme)
        seen.page.wait_for_selector(".reveal.ready")
        seen.page.keyboard.press("n")
        seen.page.wait_for_selector(".reveal.show-notes .speaker-notes p")
        for slide in (0, 2, 11):
            seen.page.evaluate("at => Reveal.slide(at)", slide)
            found = Axe().run(seen.page).response["violations"]
            assert [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]] == []
        assert seen.page.evaluate("Reveal.getIndices().h") == 11
        assert seen.requests == [seen.address] and seen.errors == []


@pytest.mark.browser
def test_the_speakers_window_follows_the_slides_and_turns_them_offline(visit, tmp_path):
    path = tmp_path / "slides.html"
    path.write_text(make_slides("fr"), encoding="utf-8")
    seen = visit(path)
    page = seen.page
    page.wait_for_selector(".reveal.ready")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    window = opened.value
    total = page.evaluate("Reveal.getTotalSlides()")
    notes, titles = (page.locator(f".slides > section {each}") for each in ("aside.notes", "h1"))
    assert window.inner_text("h1").startswith(f"1/{total} ·")
    assert notes.nth(0).text_content() == window.text_content("main p")
    assert window.inner_text("main p:last-child").endswith(titles.nth(1).text_content())
    page.keyboard.press("ArrowRight")
    # The page's policy lets no text be run as a script, that of a test neither: what is waited for is looked for.
    window.wait_for_selector("h1:text-matches('^2/')")
    window.keyboard.press("PageDown")
    assert page.evaluate("Reveal.getIndices().h") == 2
    window.wait_for_selector("main + *:not(:text-is('0:00'))")
    page.keyboard.press("s")  # it is there already
    assert len(page.context.pages) == 2
    assert seen.requests == [seen.address] and seen.errors == []
