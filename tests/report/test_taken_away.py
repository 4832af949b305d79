"""Figures are taken from a report's page in its order, each with its words, under a name that says what it shows."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup
from report.forwarded import ALT, page, picture, publish

from ssi_outcomes.base.catalogues import sentences
from ssi_outcomes.base.errors import StaleResults
from ssi_outcomes.report.taken_away import Taken, list_figures, take_figures


@pytest.fixture
def computed(tmp_path):
    return publish(tmp_path)


@pytest.mark.parametrize(
    ("language", "files"),
    [
        ("en", ["acme.each-outcome.en.svg", "acme.how-often-right-here.en.svg"]),
        ("fr", ["acme.chaque-resultat.fr.svg", "acme.justesse-de-la-regle-ici.fr.svg"]),
    ],
)
def test_those_of_the_page_are_taken_each_once_and_no_other(computed, language, files):
    taken = take_figures(page(language, ("verdict", "odds", "verdict")), computed, language)
    assert [each.file("acme", language, "svg") for each in taken] == files
    assert [each.svg.decode() for each in taken] == [picture(name, language) for name in ("verdict", "odds")]
    assert {each.alt for each in taken} == {ALT} and taken[1].caption == "odds: beside &lt;i&gt;"


def test_a_figure_that_was_not_drawn_from_these_data_is_refused(computed):
    (computed / "figures" / "odds.en.svg").write_text("<svg/>")
    with pytest.raises(StaleResults):
        take_figures(page("en"), computed, "en")


def test_the_list_leads_to_each_file_and_holds_caption_and_replacement_text(computed):
    taken = take_figures(page("en"), computed, "en")
    listed = BeautifulSoup(list_figures(taken, "acme", ["acme.brief.en.html"], "en"), "html.parser")
    names = [each.file("acme", "en", kind) for each in taken for kind in ("svg", "png")]
    assert [link["href"] for link in listed.select("main a")] == ["acme.brief.en.html", *names]
    assert [image["alt"] for image in listed.select("img")] == [ALT, ALT]
    assert [each.get_text() for each in listed.select("h2")] == ["Each outcome", "How often right here"]
    assert listed.get_text().count(ALT) == 2 and "odds: beside <i>" in listed.get_text()
    assert len(listed.select("h1")) == 1 and not listed.select("script, link")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_two_figures_have_files_of_one_name(language):
    told = [key.rpartition(".")[2] for key in sentences(language) if key.startswith("brief.figures.")]
    files = {Taken(name, b"", "", Markup()).file("acme", language, "svg") for name in told}
    assert len(files) == len(told) > 10 and all(name.isascii() and " " not in name for name in files)
