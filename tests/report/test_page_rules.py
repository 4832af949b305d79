"""The rules of a page, one by one: each is broken on purpose and must be found, with the place quoted."""

from __future__ import annotations

import pytest
from report import sample

from ssi_outcomes.base.paths import processed_folder
from ssi_outcomes.report import export_report
from ssi_outcomes.report.page_rules import CSP, check_html, check_page, compare_languages
from ssi_outcomes.words.facts import read_citable

FACTS = {
    "events": 25795,
    "calls": 7,
    "share": 0.44,
    "ratio": 1.0973,
    "ratio.low": 0.95,
    "needed": 26000,
    "word": "refuted",
    "yes": True,
}


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("SSI_LANG", "en")


def page(body: str, language: str = "en", head: str = "") -> str:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{CSP}">'
    return f'<!DOCTYPE html><html lang="{language}"><head>{head}{policy}<title>t</title></head><body><main><h1>Question</h1>{body}</main></body></html>'


def found(body: str, language: str = "en") -> list[str]:
    return check_html(page(body, language), FACTS, language)


def cited(name: str, value: object, shown: str) -> str:
    return f'<p>It is <data class="fact" data-fact="{name}" value="{value}">{shown}</data>.</p>'


# --- numbers


@pytest.mark.parametrize(
    "text",
    ["There were 12 calls.", "There were ١٢ calls.", "There were <b>twelve</b> calls.", "Five calls came."],
)
def test_a_number_typed_into_a_sentence_is_found_and_quoted(text):
    [problem] = found(f"<p>{text}</p>")
    assert "calls" in problem and "typed by hand" in problem


@pytest.mark.parametrize("text", ["Il y eut trois appels.", "Douze appels."])
def test_a_french_number_word_is_found_in_a_french_page(text):
    assert len(found(f"<p>{text}</p>", "fr")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Often, one or two of them",
        "Fourteenth of the seventies",
        "a tense list",
        "a six-pack".replace("six", "big"),
    ],
)
def test_words_that_only_look_like_numbers_pass(text):
    assert found(f"<p>{text}</p>") == []


def test_captions_headings_cells_and_labels_are_sentences_too():
    picture = "<img src='data:image/png;base64,AA' alt='Chart of 3 invented calls by person'>"
    for body in [
        f"<figure>{picture}<figcaption>n = 5</figcaption></figure>",
        "<h2>The 5 persons</h2>",
        "<dl><dt>3 calls</dt></dl>",
        "<details><summary>4</summary></details>",
    ]:
        assert len(found(body)) == 1
    assert found(f"<figure>{picture}</figure>") == []


def test_numbers_may_stand_in_dates_commands_hashes_and_references():
    assert (
        found('<p><time datetime="2014">2014</time>, <code>make CASE=p1</code>, <cite>BMJ 310:446</cite></p>')
        == []
    )


def test_a_date_says_itself_to_machines():
    [problem] = found("<p>In <time>May 2014</time></p>")
    assert "datetime" in problem


def test_a_number_outside_any_paragraph_is_found_as_well():
    assert found("loose 5") and found("<div>text <span>6</span></div>")


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [("calls", 7, "seven"), ("calls", "7.0", "7"), ("share", 0.44, "44%"), ("share", 0.44, "0.4"), ("ratio", 1.0973, "1.10"), ("ratio.low", 0.95, "0.95"),
     ("needed", 26000, "26,000"), ("events", 25795, "25,800"), ("word", "refuted", "refuted by 2"), ("yes", "true", "yes")],
)  # fmt: skip
def test_a_fact_cited_as_it_is_passes(name, value, shown):
    assert found(cited(name, value, shown)) == []


@pytest.mark.parametrize(
    ("name", "value", "shown", "word"),
    [("calls", 8, "seven", "is 7, the page writes 8"), ("calls", 7, "eight", "sees something else"), ("calls", 7, "8", "sees something else"),
     ("ratio", 1.0973, "1.11", "sees something else"), ("events", 25795, "25,700", "sees something else"), ("lost", 7, "7", "unknown fact"), ("word", "supported", "supported", "the page writes supported")],
)  # fmt: skip
def test_a_fact_cited_otherwise_is_found(name, value, shown, word):
    [problem] = found(cited(name, value, shown))
    assert word in problem


def test_a_bare_data_element_is_no_way_around():
    [problem] = found("<p><data value='12'>12</data> calls</p>")
    assert "12 calls" in problem


def test_a_french_number_is_read_as_french():
    facts = {"share": 0.445, "needed": 26000}
    body = '<p><data class="fact" data-fact="share" value="0.445">44,5\u00a0%</data> et <data class="fact" data-fact="needed" value="26000">26\u202f000</data></p>'
    assert check_html(page(body, "fr"), facts, "fr") == []


# --- French


@pytest.mark.parametrize(
    "text", ["Quoi ?", "Quoi?", "Fin ;", "Ainsi : rien", "« Bien »", "«\u00a0Bien »", "beaucoup %", "Bien !"]
)
def test_a_breaking_space_before_a_sign_is_found(text):
    assert [problem for problem in found(f"<p>{text}</p>", "fr") if "no-break space" in problem]


@pytest.mark.parametrize(
    "text",
    [
        "Quoi\u00a0?",
        "Quoi\u202f?!",
        "Ainsi\u00a0: «\u00a0rien\u00a0»",
        "<code>a: b</code>",
        "https://example.org",
        "<cite>Title: it’s</cite>",
    ],
)
def test_french_spaces_that_hold_pass(text):
    assert found(f"<p>{text}</p>", "fr") == []


def test_a_space_is_seen_across_elements():
    assert found("<p>Quoi <b>?</b></p>", "fr") and not found("<p>Quoi\u00a0<b>?</b></p>", "fr")


@pytest.mark.parametrize("text", ["l'indice", 'un "score"'])
def test_a_straight_quote_is_found_in_french_only(text):
    assert len(found(f"<p>{text}</p>", "fr")) == 1 and found(f"<p>{text}</p>", "en") == []


def test_replacement_texts_are_french_too():
    assert (
        len(found('<img src="data:image/png;base64,AA" alt="Image : ce que montre l’échantillon">', "fr"))
        == 1
    )


# --- structure


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("<h1>Again</h1>", "h1"),
        ("<h3>Too deep</h3>", "level 3 after level 1"),
        ("<p id='a'></p><p id='a'></p>", "“a”"),
        ("<img src='data:image/png;base64,AA' alt='short'>", "replacement text"),
        ("<img src='data:image/png;base64,AA' alt='No description has been provided'>", "replacement text"),
        ("<img src='https://example.org/a.png' alt='a picture from elsewhere, far away'>", "elsewhere"),
        ("<table><tr><td>no header</td></tr></table>", "no scope"),
        ("<table><tr><th>no scope</th></tr></table>", "no scope"),
        ("<a href='#nowhere'>x</a>", "#nowhere"),
        ("<a href='http://example.org'>x</a>", "http://example.org"),
        ("<a>x</a>", "only https"),
        ("<script>x</script>", "<script>"),
        ("<p onclick='x'>y</p>", "<p>"),
    ],
)
def test_a_fault_of_structure_is_found(body, word):
    [problem] = check_page(page(body), "en")
    assert word in problem


def test_a_page_in_another_language_than_it_says_is_found():
    assert check_page(page("", "fr"), "en") == ["<html lang> must be “en”."]


def test_the_policy_must_be_first_and_whole():
    assert (
        check_page(page("", head="<meta charset='utf-8'>"), "en")
        == check_page(page("").replace("base-uri", "baseuri"), "en")
        != []
    )


# --- both languages, and the real thing


def test_both_languages_tell_the_same_facts_and_sections():
    french, english = (export_report(sample.report_notebook(language), language) for language in ("fr", "en"))
    assert compare_languages(french, english) == []
    poorer = english.replace('data-fact="months"', 'data-fact="people"').replace('id="redo"', 'id="again"')
    assert compare_languages(french, poorer) == [
        "facts that only the “fr” version gives: months.",
        "sections that only the “fr” version has: redo.",
        "sections that only the “en” version has: again.",
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sample_keeps_every_rule(language):
    assert check_html(export_report(sample.report_notebook(language), language), sample.FACTS, language) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_real_report_keeps_every_rule(built_reports, language):
    assert (
        check_html(
            built_reports[language].read_text("utf-8"),
            read_citable(processed_folder("article") / "facts"),
            language,
        )
        == []
    )


def test_the_real_reports_tell_the_same_facts(built_reports):
    assert compare_languages(*(built_reports[language].read_text("utf-8") for language in ("fr", "en"))) == []
