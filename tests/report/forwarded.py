"""A small report's page with what its notebooks published: enough to take its figures away, and to make its brief."""

from __future__ import annotations

import base64
import json
from pathlib import Path

ALT = "Changes in per cent with their intervals, a row for each outcome."
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{}</title><path d="M0 0L9 9" stroke="red"/></svg>'
HASHES = {"dataset_hash": "d" * 64, "plan_hash": "e" * 64}
WORDS = {
    "en": {
        **{"question": "Does it?", "answer": "Nobody can tell yet.", "limits": "What limits the answer"},
        **{
            "possible": "Possible",
            "excluded": "Excluded",
            "do": "Do",
            "dont": "Don’t",
            "wait": "Worth waiting?",
        },
    },
    "fr": {
        **{
            "question": "Est-ce vrai\u00a0?",
            "answer": "Personne ne peut le dire.",
            "limits": "Ce qui limite la réponse",
        },
        **{"possible": "Possible", "excluded": "Exclu", "do": "À faire", "dont": "À ne pas faire"},
        **{"wait": "Faut-il attendre\u00a0?"},
    },
}
SAID = {
    "excluded": 'A gain of <data class="fact" data-fact="high" value="0.16">16%</data> or more.',
    "possible": "Nothing, &lt;b&gt; or a little.",
    "do": 'Count: <a href="#redo">here is how</a>.',
    "dont": 'Do not go by <a href="#redo">points</a>.',
    "wait": "No.",
}


def picture(name: str, language: str) -> str:
    """Return the drawing of an exhibit."""
    return SVG.format(f"{name} {language}")


def page(language: str, figures: tuple[str, ...] = ("verdict", "odds")) -> str:
    """Return the page of a report: rows in its own order, three limits, the figures."""
    words = WORDS[language]
    said = {
        key: text if language == "en" else text.replace(":", "\u00a0:").replace("%", "\u00a0%")
        for key, text in SAID.items()
    }
    rows = "".join(f"<div><dt>{words[key]}</dt>\n<dd>{text}</dd></div>" for key, text in said.items())
    shown = "".join(
        f'<figure class="exhibit"><img src="data:image/svg+xml;base64,{base64.b64encode(picture(name, language).encode()).decode()}" alt="{ALT}"></figure>'
        for name in figures
    )
    return (
        f'<html lang="{language}"><body><main><section id="answer"><h1>{words["question"]}</h1>'
        f'<p class="about"><cite>Acme</cite></p><div class="answer"><div class="plainly"><p class="lede">'
        f"<strong>{words['answer']}</strong></p><dl>{rows}</dl></div>"
        f'<div class="limits"><h2>{words["limits"]}</h2><ul><li>Watched, not tried.</li><li>All of them.</li><li>Light.</li></ul></div></div>'
        f'{shown}</section><section id="redo"><h2>Again</h2></section></main></body></html>'
    )


def publish(home: Path, dataset: str = "acme") -> Path:
    """Write page and exhibits of a small dataset under `home` in both languages; return its folder of computed files."""
    computed = home / "data" / "processed" / dataset
    for folder in (home / "reports", computed / "facts", computed / "figures", computed / "exhibits"):
        folder.mkdir(parents=True, exist_ok=True)
    fact = {"id": "high", "value": 0.16, "unit": "", "source": "answer"}
    (computed / "facts" / "04.json").write_text(
        json.dumps({"notebook": "04", "dataset": dataset, **HASHES, "facts": [fact]})
    )
    for language in WORDS:
        (home / "reports" / f"{dataset}.{language}.html").write_text(page(language), "utf-8")
        for name in ("verdict", "odds", "race"):
            (computed / "figures" / f"{name}.{language}.svg").write_text(picture(name, language), "utf-8")
            told = {"sentence": f'{name}: <a href="#compare">beside</a> &lt;i&gt;', "alt": ALT, "table": ""}
            (computed / "exhibits" / f"{name}.{language}.json").write_text(json.dumps(told), "utf-8")
    return computed
