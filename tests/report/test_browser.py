"""What a reader's browser makes of a page: nothing asked of the network, nothing run, nothing out of reach."""

from __future__ import annotations

import pytest
from examples import few
from report import sample

from ssi_outcomes.report import export_report
from ssi_outcomes.report.page_rules import CSP, SHORTEST_ALT

pytestmark = pytest.mark.browser

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PROBES = """<script>window.fired = "script"</script><img src="x" onerror="window.fired = 'onerror'"><svg onload="window.fired = 'onload'"></svg>
<iframe srcdoc="<script>parent.fired = 'iframe'</script>"></iframe><img src="https://example.org/pixel.png" alt=""><link rel="stylesheet" href="https://example.org/a.css">
<style>@import url("https://example.org/b.css"); body { background: url("https://example.org/c.png") }</style><object data="https://example.org/d"></object>"""


@pytest.fixture(scope="module")
def opened() -> dict:
    """The pages that were opened so far, for what only looks at them, by their files."""
    return {}


@pytest.fixture
def seen(opened, visit_for_long, any_page):
    """Return each kind of page in turn, opened once for all that only looks at it."""
    if any_page not in opened:
        opened[any_page] = visit_for_long(any_page)
    return opened[any_page]


def test_a_page_asks_for_itself_alone_and_nothing_goes_wrong(seen):
    assert seen.requests == [seen.address] and seen.errors == []


@pytest.mark.parametrize("scheme", few(["light", "dark"], ["light"]))
def test_axe_finds_nothing_on_a_desktop(visit, any_page, scheme):
    assert _violations(visit(any_page, scheme=scheme).page) == []


def test_axe_finds_nothing_on_a_phone(visit, any_page):
    assert _violations(visit(any_page, width=360, height=740).page) == []


def test_axe_does_find_what_is_wrong(visit, tmp_path, sample_pages):
    html = (
        sample_pages["sample-en"]
        .read_text("utf-8")
        .replace("--soft: #545c63", "--soft: #c9c9c9")
        .replace('scope="col"', "")
        .replace(' lang="en"', "", 1)
    )
    assert {"color-contrast", "html-has-lang"} <= {
        name for name, _ in _violations(visit(_written(tmp_path, html)).page)
    }


def test_the_language_is_the_reports(seen, any_page):
    assert seen.page.evaluate("document.documentElement.lang") == any_page.stem[-2:]


def test_every_picture_is_there_and_has_its_text(seen, any_page):
    pictures = seen.page.evaluate(
        "[...document.images].map(image => [image.alt, image.complete && image.naturalWidth])"
    )
    assert pictures or any_page.stem.startswith("index")
    for alt, width in pictures:
        assert len(alt) >= SHORTEST_ALT and not alt.startswith("No description") and width > 0


def test_nothing_scrolls_sideways_from_phone_to_projector(visit, any_page):
    page = visit(any_page).page
    for width in (320, 360, 768, 1280, 1920, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        assert (width, page.evaluate(OVERFLOW)) == (width, 0)


def test_text_at_twice_its_size_still_fits(visit, any_page):
    page = visit(any_page).page
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    for width in (640, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("document.documentElement.style.fontSize = ''")
        before = page.evaluate(size)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(size) == pytest.approx(2 * before)
        assert (width, page.evaluate(OVERFLOW)) == (width, 0)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_answer_and_its_limits_are_on_the_first_screen(visit, built_reports, language):
    bottom = "(name) => document.querySelector(name).getBoundingClientRect().bottom"
    desktop, phone = (
        visit(built_reports[language], width, height).page for width, height in ((1280, 800), (360, 740))
    )
    assert desktop.evaluate(bottom, ".limits") <= 800
    assert phone.evaluate(bottom, ".lede") <= 740


@pytest.mark.parametrize("width", [1280, pytest.param(1600, marks=pytest.mark.long), 1920])
def test_no_table_goes_on_beyond_its_edge_on_a_desktop_and_one_that_does_is_shaded_there(
    visit, demo_reports, width
):
    page = visit(demo_reports["fr"], width=width, height=900).page
    wide = "[...document.querySelectorAll('.scroll')].filter(each => each.offsetParent && each.scrollWidth > each.clientWidth + 1).length"
    assert page.evaluate(wide) == 0
    page.set_viewport_size({"width": 768, "height": 900})
    assert page.evaluate(wide) > 0
    shade = "getComputedStyle(document.querySelector('.scroll')).backgroundAttachment"
    assert page.evaluate(shade) == "local, local, scroll, scroll"


def test_a_number_leads_into_the_fold_that_says_where_it_is_from(visit, built_reports):
    page = visit(built_reports["en"]).page
    link = page.locator('#answer a[href^="#w."]').first
    entry = page.locator(f"[id='{link.get_attribute('href')[1:]}']")
    folds = page.locator("#where details")
    assert folds.count() > 3 and page.locator("#where details[open]").count() == 0 and not entry.is_visible()
    link.click()
    assert entry.is_visible() and page.locator("#where details[open]").count() == 1


def test_paper_gets_light_colours_and_no_menus(visit, any_page):
    page = visit(any_page, width=680, scheme="dark").page
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(
        "['header', 'footer p', '.skip'].every(name => getComputedStyle(document.querySelector(name)).display === 'none')"
    )
    assert page.evaluate(OVERFLOW) == 0
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_the_first_tab_offers_to_skip_to_the_content(visit, any_page):
    page = visit(any_page).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_entry_of_the_contents_leads_to_a_place(seen):
    targets = seen.page.evaluate(
        "[...document.querySelectorAll('nav a')].map(link => Boolean(document.querySelector(link.hash)))"
    )
    assert targets and all(targets)


def test_what_got_past_every_other_lock_stays_dead(visit, tmp_path, sample_pages):
    html = sample_pages["sample-en"].read_text("utf-8").replace("</main>", PROBES + "</main>")
    seen = visit(_written(tmp_path, html))
    seen.page.wait_for_timeout(300)  # time for what must not happen
    assert seen.page.evaluate("window.fired") is None
    # Each try is stopped by the policy, before the network is asked: "csp", not "disconnected".
    assert seen.failures and set(seen.failures.values()) == {"csp"}
    assert set(seen.requests) == {seen.address, *seen.failures}


def test_the_probes_are_live_without_the_policy(visit, tmp_path, sample_pages):
    html = sample_pages["sample-en"].read_text("utf-8").replace("</main>", PROBES + "</main>")
    assert CSP in html
    seen = visit(_written(tmp_path, html.replace(CSP, "")))
    seen.page.wait_for_function("window.fired !== undefined")
    while "https://example.org/pixel.png" not in seen.failures:
        seen.page.wait_for_timeout(50)
    assert seen.failures["https://example.org/pixel.png"] == "net::ERR_INTERNET_DISCONNECTED"


@pytest.mark.long
def test_hostile_text_in_a_report_is_read_not_run(visit, tmp_path):
    shown = '<section id="names"><h2>Names</h2><p>&lt;script&gt;window.fired = true&lt;/script&gt; &amp; <em>co</em></p></section>'
    seen = visit(_written(tmp_path, export_report(sample.report_notebook("en", shown), "en")))
    assert "<script>window.fired = true</script> & co" in seen.page.inner_text("#names")
    assert seen.page.evaluate("window.fired") is None and seen.errors == []


def _written(folder, html):
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    return path


def _violations(page) -> list[tuple[str, str]]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]
