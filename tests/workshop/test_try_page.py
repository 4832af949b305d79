"""The page as a room meets it: opened from a stick, by keyboard, on a phone, with tables as people have them."""

from __future__ import annotations

import re

import pytest
from examples import few
from reliability.hostile_texts import FIRED, TEXTS
from workshop.messy_tables import keep, make_thirty
from workshop.oracle import PLAN
from workshop.read_by_python import read_here, to_text

from ssi_outcomes.workshop.try_page import WORLDS, make_page, tell_page
from ssi_outcomes.worlds.calibration import read_table

LARGEST = 200_000  # bytes
PAGES = {language: make_page(language) for language in ("fr", "en")}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
browser = pytest.mark.browser
# One of each way to be run, obeyed or lost; all the others in the long part.
HARDEST = ("script", "attribute", "closing", "fact", "equals", "override", "newline", "nul", "unbroken")


@pytest.fixture(params=["fr", "en"])
def language(request) -> str:
    return request.param


@pytest.fixture(params=few(["fr", "en"], ["fr"]))
def in_browser(request) -> str:
    """The language of a page that is opened: both in the long part."""
    return request.param


@pytest.fixture
def page_file(in_browser, tmp_path):
    path = tmp_path / f"try-it.{in_browser}.html"
    path.write_text(PAGES[in_browser], encoding="utf-8")
    return path


def paste(page, tables) -> None:
    """Paste tables into the boxes, and wait for what the page says of them."""
    for name, table in zip(("first", "second"), tables, strict=True):
        page.fill(f"#{name}", to_text(table))
    page.wait_for_selector("#read table")


def test_a_page_is_small_enough_for_a_stick_and_a_phone(language):
    assert len(PAGES[language].encode()) <= LARGEST


def test_a_page_holds_one_script_and_one_style_and_asks_for_nothing(language):
    html = PAGES[language]
    assert html.count("<script>") == 1 and html.count("<style>") == 1
    assert not re.search(
        r"(?:src|href)=[\"'](?!#)|@import|fetch\(|XMLHttp|localStorage|cookie|innerHTML", html
    )


def test_the_page_tells_how_often_the_rule_is_right_as_the_calibration_does():
    told = tell_page("en", PLAN)["calibration"]
    rows = [row for row in read_table().rows if row.question == "within" and row.world in WORLDS]
    assert [(each["world"], each["useful"], each["useless"]) for each in told] == [
        (row.world, row.useful, row.useless) for row in rows
    ]


@browser
def test_it_runs_from_a_file_with_no_request_and_no_error(visit, page_file):
    seen = visit(page_file)
    seen.page.click("#example")
    seen.page.wait_for_selector("#answer .word")
    assert seen.requests == [seen.address] and seen.errors == []


# Warms the page up in one go, for as long as so many pieces, while a table is in a box so that the page's own
# warming up rests.
_WARM_UP = """([told, most, texts]) => {
  document.getElementById("first").value = "a table";
  const judge = () => {
    const made = tryIt.readTexts(texts, 20000);
    return JSON.stringify([made, tryIt.decide(tryIt.takeWeeks(made, "contracts", 20000).weeks, told.plan)]);
  };
  const [said, shown, random, waiting] = [judge(), document.documentElement.outerHTML, Math.random, []];
  let [pieces, drawn] = [0, 0];
  window.requestIdleCallback = (run) => waiting.push(run);
  Math.random = () => ++drawn && random();
  tryIt.warmUp(told, 20000, () => pieces < most);
  for (; waiting.length; pieces++) waiting.shift()();
  Math.random = random;
  return [pieces, drawn, shown === document.documentElement.outerHTML, said === judge()];
}"""


@browser
def test_warming_up_shows_nothing_asks_for_nothing_and_changes_no_result(visit, page_file, in_browser):
    seen = visit(page_file)
    told, texts = tell_page(in_browser, PLAN), [*map(to_text, keep(in_browser))]
    pieces, *found = seen.page.evaluate(_WARM_UP, [told, 1000, texts])
    assert found == [0, True, True] and 10 < pieces < 1000
    assert seen.requests == [seen.address] and seen.errors == []
    # It ends as soon as somebody has something to read.
    assert seen.page.evaluate(_WARM_UP, [told, 3, texts]) == [4, 0, True, True]


@browser
def test_what_is_refused_is_told_with_its_line_and_its_remedy(visit, page_file, tmp_path, in_browser):
    page = visit(page_file).page
    tables = keep(in_browser)
    make_thirty(*tables)
    paste(page, tables)
    here = read_here(tmp_path / "acme", [*map(to_text, tables)])
    rows = page.locator("#read table").nth(1).locator("tbody tr")
    assert rows.count() == sum(map(len, here["refused"]))
    said = page.inner_text("#read").replace("\u00a0", " ")
    assert ("« NC » n’est pas un nombre" if in_browser == "fr" else "“NC” is not a number") in said
    assert "⟦" not in page.inner_text("body") and "?" not in rows.first.inner_text().split("\t")[-1][:3]


@browser
def test_a_word_is_given_with_its_interval_its_conditions_and_what_is_left_out(visit, page_file):
    page = visit(page_file).page
    page.click("#example")
    page.wait_for_selector("#answer .word")
    assert page.locator("#answer table").count() == 2 and page.locator("#answer li").count() >= 5
    assert "ssi report" in page.inner_text("#answer")
    page.click("#clear")
    assert page.locator("#answer .word").count() == 0


@browser
def test_another_file_gets_one_sentence(visit, page_file):
    page = visit(page_file).page
    name = "notes.csv"
    page.set_input_files("#files", {"name": name, "mimeType": "text/csv", "buffer": b"a;b\n1;2\n"})
    page.locator("#read", has_text="notes.csv").wait_for()
    page.set_input_files("#files", {"name": "a.xlsx", "mimeType": "", "buffer": b"PK\x03\x04 no workbook"})
    page.locator("#read", has_text="a.xlsx").wait_for()
    assert page.locator("#read p").count() == 1


_DROP = """([name, text]) => {
  const dragged = new DataTransfer();
  dragged.items.add(new File([text], name));
  document.dispatchEvent(new DragEvent("drop", { dataTransfer: dragged, bubbles: true }));
}"""


@browser
def test_files_dropped_one_after_the_other_stand_beside_each_other(visit, page_file, in_browser):
    page = visit(page_file).page
    scores, counts = map(to_text, keep(in_browser))
    page.evaluate(_DROP, ["scores.csv", scores])
    page.locator("#read tbody tr").wait_for()
    page.evaluate(_DROP, ["counts.csv", counts])
    page.wait_for_selector("#answer .word")
    page.evaluate(_DROP, ["counts.csv", counts.rsplit("\n", 2)[0]])
    page.locator("#read tbody tr", has_text="35").wait_for()
    assert page.locator("#read tbody th").all_inner_texts() == ["scores.csv", "counts.csv"]
    page.click("#example")
    page.locator("#read tbody tr", has_text="480").first.wait_for()
    assert "counts.csv" not in page.inner_text("#read")


@browser
@pytest.mark.parametrize("name", few(TEXTS, HARDEST))
def test_hostile_cells_are_read_and_never_run(visit_for_long, opened, name):
    page = opened(visit_for_long).page
    text = TEXTS[name].format(fired=FIRED, mark="zqp")
    scores, counts = keep("en")
    scores[2][0] = scores[4][2] = scores[0][6] = counts[3][1] = counts[5][2] = counts[0][3] = text
    paste(page, (scores, counts))
    page.wait_for_timeout(250)
    assert page.evaluate("window.fired") is None
    assert page.locator("#read img, #read iframe, #read script, #answer img, #answer script").count() == 0


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    found = {}

    def find(visit):
        if not found:
            path = tmp_path_factory.mktemp("page") / "try-it.en.html"
            path.write_text(PAGES["en"], encoding="utf-8")
            found["page"] = visit(path)
        return found["page"]

    return find


@browser
@pytest.mark.parametrize(
    ("width", "scheme"), few([(1280, "light"), (1280, "dark"), (360, "dark")], [(360, "dark")])
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visit, page_file, width, scheme, in_browser):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(page_file, width=width, scheme=scheme).page
    tables = keep(in_browser)
    make_thirty(*tables)
    paste(page, tables)
    page.check("#trap-chosen")
    page.click("#before")
    page.wait_for_selector("svg .picked")
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]] == []
    assert page.evaluate(OVERFLOW) == 0


@browser
def test_the_game_is_played_by_keyboard_alone(visit, page_file):
    page = visit(page_file).page
    page.focus("#guess-A")
    for _ in range(4):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    for _ in range(9):
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#guess-told").count() == 1
    page.keyboard.press("Enter")
    assert page.locator("#guess-A").count() == 1


@browser
def test_the_sliders_redraw_the_figure_by_keyboard(visit, page_file):
    page = visit(page_file).page
    before = page.inner_text("#trap-told")
    page.focus("#trap-people")
    page.keyboard.press("Home")
    page.wait_for_function("before => document.querySelector('#trap-told').innerText !== before", arg=before)
    assert page.locator("#trap-figures circle.person").count() == 5


@pytest.mark.long
@browser
def test_friday_readings_raise_what_the_rule_finds_where_nothing_is_true(ask):
    drawn = {
        "people": 40,
        "weeks": 26,
        "effect": 1,
        "activity": False,
        "within": 5,
        "between": 15,
        "rates": 0.8,
    }
    told = {**drawn, "rate": 0.5}
    found = {
        friday: [
            ask("compare", ask("drawWeeks", {**told, "friday": friday, "seed": seed}))["slopes"][0]["log"]
            for seed in range(5)
        ]
        for friday in (False, True)
    }
    assert min(found[True]) > max(found[False]) and abs(sum(found[False]) / 5) < 0.2
