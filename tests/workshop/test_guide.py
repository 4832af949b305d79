"""The trainer's pages: minutes that add up, what a room of this size can show, the letters of the key; in both languages."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.report.page_rules import check_html
from ssi_outcomes.workshop.guide import count_guide, make_pages
from ssi_outcomes.workshop.learned import smallest_gain
from ssi_outcomes.workshop.quiz import TRAPS, read_quiz
from ssi_outcomes.workshop.quiz_sheets import make_sheet
from ssi_outcomes.workshop.sittings import SITTINGS

PEOPLE = 15
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def values(people: int = PEOPLE) -> dict[str, float]:
    return {fact.id: fact.value for fact in count_guide(people)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["guide", "handout", "read-me"])
def test_each_page_keeps_the_rules_of_a_report(name, language):
    cited = {part: value for fact in count_guide(PEOPLE) for part, value in fact.parts().items()}
    assert check_html(make_pages(language, PEOPLE)[name], cited, language) == []


@pytest.mark.parametrize("name", ["guide", "handout", "read-me"])
def test_the_contents_name_what_is_there_and_no_answer(name):
    page = BeautifulSoup(make_pages("fr", PEOPLE)[name], "html.parser")
    linked = [link.text for link in page.select("nav a")]
    assert linked == [heading.text for heading in page.select("main h2")]


def test_the_parts_follow_each_other_and_last_two_hours():
    told = values()
    parts = ["before", *SITTINGS, "after"]
    for one, other in zip(parts, parts[1:], strict=False):
        assert told[f"workshop_end_{one}"] == told[f"workshop_start_{other}"]
        assert 7 <= told[f"workshop_end_{one}"] - told[f"workshop_start_{one}"] <= 25
    assert told["workshop_start_before"] == 0
    assert told["workshop_end_after"] == told["workshop_minutes"] <= 120


@pytest.mark.parametrize("people", [4, 8, 15, 30])
def test_the_guide_prints_the_smallest_gain_that_its_room_can_show_or_that_there_is_none(people):
    page = BeautifulSoup(make_pages("en", people)["guide"], "html.parser")
    told = page.select_one('[data-fact="workshop_reach"]')
    reach = smallest_gain(people, read_quiz())
    assert (told is None) == (reach is None) == ("cannot show a gain" in page.text)
    assert told is None or float(told["value"]) == pytest.approx(reach)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_stands_in_the_guide_alone(language):
    pages = make_pages(language, PEOPLE)
    rows = BeautifulSoup(pages["guide"], "html.parser").select("#key tbody tr")
    letters = [[cell.text.strip() for cell in row.select("td")] for row in rows]
    assert letters == [
        [item.right for form in ("A", "B") for item in read_quiz().form(form) if item.trap == trap]
        for trap in TRAPS
    ]
    assert 'id="key"' not in pages["handout"] + pages["read-me"]


@pytest.mark.browser
@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
def test_axe_finds_nothing_on_a_page_and_nothing_scrolls_sideways_on_a_phone(visit, tmp_path, language):
    from axe_playwright_python.sync_playwright import Axe

    pages = make_pages(language, PEOPLE) | {"measure": make_sheet("A", language)}
    for name, html in pages.items():
        path = tmp_path / f"{name}.html"
        path.write_text(html, encoding="utf-8")
        seen = visit(path, width=360, scheme="dark")
        found = Axe().run(seen.page).response["violations"]
        assert [(name, rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]] == []
        assert seen.page.evaluate(OVERFLOW) == 0 and seen.requests == [seen.address] and seen.errors == []
