"""A synthetic notebook shaped like the real report, in both languages: every part of the style sheet, no real person, no real figure."""

from __future__ import annotations

import base64

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

NB = "\u00a0"  # the no-break space of French
GROUPED = "26\u202f000"
FACTS = {
    "people": 5,
    "score_low": 28.5,
    "score_high": 84,
    "approaches": 7,
    "share_by_others": 0.44,
    "months": 7.5,
    "events_needed": 26000,
    "plan": "low-is-below-30",
    "ratio": 1.0973,
    "ratio.low": 0.95,
    "ratio.high": 1.27,
    "stated": True,
}
PLAN_HASH = "9f2c4d7e01b86a53c0ffee12deadbeef9f2c4d7e01b86a53c0ffee12deadbeef"


def fact(name: str, shown: str) -> str:
    """Return the markup of a fact."""
    value = FACTS[name]
    return f'<data class="fact" data-fact="{name}" value="{str(value).lower() if isinstance(value, bool) else value}">{shown}</data>'


def drawing(labels: list[str], title: str, unit: str) -> str:
    """Return a small chart as a data address: one dot a person on a scale of 0 to 100."""
    rows = []
    for number, label in enumerate(labels):
        y, x = 70 + 46 * number, 190 + 4.6 * (28 + 14 * number)
        rows.append(
            f'<text x="170" y="{y + 5}" text-anchor="end" font-size="17">{label}</text><line x1="190" x2="650" y1="{y}" y2="{y}" stroke="#ddd"/>'
        )
        rows.append(
            f'<circle cx="{x}" cy="{y}" r="8" fill="{"#0b5f6f" if number % 2 else "#fff"}" stroke="#0b5f6f" stroke-width="3"/>'
        )
    ticks = "".join(
        f'<text x="{190 + 4.6 * t}" y="318" text-anchor="middle" font-size="15">{t}</text>'
        for t in range(0, 101, 20)
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 352" width="680" height="352" font-family="sans-serif" fill="#1c2226">'
        f'<text x="12" y="28" font-size="18" font-weight="600">{title}</text>{"".join(rows)}{ticks}<text x="650" y="343" text-anchor="end" font-size="14">{unit}</text></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def sections(language: str) -> list[str]:
    """Return the sections of the sample report."""
    return _french() if language == "fr" else _english()


def report_notebook(language: str, *more: str) -> NotebookNode:
    """Return an executed report notebook; `more` are further outputs, hostile ones for instance."""
    cells = [new_markdown_cell("# Not part of the report"), _cell("h.parameters()", "<p>not tagged</p>", ())]
    cells += [_cell("h.tell(section)", html, ("report",)) for html in [*sections(language), *more]]
    return new_notebook(cells=cells)


def case_notebook(
    picture_alt: str = "A grey square that stands for a drawing of one person", *more: NotebookNode
) -> NotebookNode:
    """Return an executed notebook about one invented person: words, a table as pandas writes it, a picture, a sentence."""
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==\n"
    picture = new_output(
        "display_data",
        {"image/png": pixel, "text/plain": "<Image>"},
        metadata={"image/png": {"alt": picture_alt, "onload": "alert(1)"}},
    )
    cells = [
        new_markdown_cell(
            "# What does the evidence say of an invented person?\n\nYou need nothing. Go on with [the next one](03-five-stories.ipynb) or read [the source](https://example.org/a)."
        ),
        new_code_cell('name = "nobody"  # a person', execution_count=1),
        new_markdown_cell(
            "## What is stated\n\n- a score\n- a number of calls\n\n```sh\nmake case CASE=nobody\n```"
        ),
        _cell("h.show_statements()", PANDAS, ()),
        new_code_cell("h.draw()", execution_count=2, outputs=[picture]),
        _cell("h.say()", "<p>La personne inventée a reçu des appels.</p>", ()),
        new_code_cell(
            "print()",
            execution_count=3,
            outputs=[
                new_output("stream", name="stdout", text="3 rows <read>\n"),
                new_output("stream", name="stderr", text="a warning"),
            ],
        ),
        *more,
    ]
    return new_notebook(cells=cells)


def html_output(html: str) -> NotebookNode:
    """Return a code cell that put out `html`."""
    return _cell("h.show()", html, ())


def _cell(source: str, html: str, tags: tuple[str, ...]) -> NotebookNode:
    output = new_output(
        "display_data",
        {"text/html": html, "text/plain": "<HTML>"},
        metadata={"text/html": {"onclick": "alert(1)"}},
    )
    return new_code_cell(
        source, execution_count=1, outputs=[output], metadata={"tags": list(tags)} if tags else {}
    )


PANDAS = """<div>
<style scoped>
    .dataframe tbody tr th { vertical-align: top; }
</style>
<table border="1" class="dataframe">
  <thead><tr style="text-align: right;"><th></th><th>variable</th><th>value</th></tr></thead>
  <tbody><tr><th>0</th><td>score &lt;b&gt;</td><td>28.5</td></tr><tr><th>1</th><td>calls</td><td>NaN</td></tr></tbody>
</table>
</div>"""


def _english() -> list[str]:
    picture = drawing(
        ["A., client", "B., client", "C., himself", "D., caller", "E., on a mission"],
        "Score last stated, by person",
        "points of 100",
    )
    persons = "".join(
        f"<li><h3>{name}</h3><p class='relation'>{relation}</p><dl><dt>Score</dt><dd>{score}</dd><dt>Calls from recruiters</dt><dd>{calls}</dd></dl></li>"
        for name, relation, score, calls in [
            (
                "A.",
                "Client; the author rewrote the profile",
                fact("score_low", "28.5") + " points",
                fact("approaches", "seven") + " in all",
            ),
            (
                "B.",
                "Client; the author put the profile online",
                fact("score_low", "28.5") + " points",
                "not stated",
            ),
            ("C.", "The author himself", fact("score_high", "84") + " points", "not stated"),
            ("D.", "Called for advice", "not stated", fact("approaches", "7")),
            ("E.", "Client on a mission", "not stated", "not stated"),
        ]
    )
    rows = "".join(
        f'<tr><th>{claim}</th><td><span class="badge" data-status="{status}">{status}</span></td><td>{scope}</td><td>{change}</td></tr>'
        for claim, status, scope, change in [
            (
                "A high score is necessary to be contacted",
                "refuted",
                "Two people below the low mark were contacted.",
                "Showing that their scores were read wrongly.",
            ),
            (
                "Raising the score is enough, at once",
                "supported",
                "One rise, a few weeks, an outcome that nobody defined.",
                "A rise followed by results within the same delay.",
            ),
            (
                "People with a high score sell more",
                "not testable",
                "Nobody here was picked at random.",
                "A panel of people, week by week.",
            ),
            ("The pillars add up to the score", "arithmetic", "By definition.", "Nothing: it is a sum."),
        ]
    )
    return [
        '<section id="answer"><h1>Does a high Social Selling Index bring calls, meetings and orders?</h1><div class="answer">'
        f'<p class="lede">In this invented sample, {fact("people", "five")} chosen stories refute that a high score is <em>necessary</em> to be contacted. '
        "They cannot tell whether raising it helps.</p>"
        f'<div class="limits"><h2>What this does not say</h2><ul><li>Nobody was drawn at random: {fact("people", "five")} people, picked by a critic who sells another service.</li>'
        "<li>“Not stated” is missing, never zero.</li><li>A real answer takes a panel, and far more events.</li></ul></div></div></section>",
        f'<section id="pillars"><h2>What the score is made of, and who moves it</h2><p>The index adds its pillars. Of what moves it, {fact("share_by_others", "44%")} depends on others '
        "as well as on oneself.</p>"
        f'<dl class="facts"><div><dt>of the criteria are moved by others</dt><dd>{fact("share_by_others", "44%")}</dd></div><div><dt>points: the highest score stated</dt><dd>{fact("score_high", "84")}</dd></div>'
        f"<div><dt>months, by how the sentence is read</dt><dd>{fact('months', '7.5')}</dd></div></dl>"
        '<aside class="note"><p><strong>Mind the word.</strong> A connection is not a recruiter’s approach.</p></aside></section>',
        f'<section id="persons"><h2>The persons in one picture</h2><p>What is stated, what is not, and who they are to the author.</p><figure class="exhibit"><img src="{picture}" '
        'alt="Dot chart of invented scores by person, from low for A. to high for E."><figcaption><strong>The invented scores rise from top to bottom.</strong> '
        f'n = {fact("people", "5")} people; source: the sample of this test.</figcaption></figure><ul class="persons">{persons}</ul></section>',
        '<section id="ledger"><h2>The ledger of claims</h2><table class="ledger"><caption>Each claim, its status, its scope, and what would change it</caption><thead><tr>'
        f"<th>Claim</th><th>Status</th><th>Scope</th><th>What would change it</th></tr></thead><tbody>{rows}</tbody></table></section>",
        '<section id="selection"><h2>What chosen cases can never show</h2><p>From a population where the link is real, a chooser can find people who show the reverse.</p>'
        f'<figure class="exhibit"><img src="{picture}" alt="The same dot chart, in place of the simulator’s picture of random choices."><figcaption>An invented picture.</figcaption></figure></section>',
        f'<section id="how-much"><h2>How much data a real answer takes</h2><p>About {fact("events_needed", "26,000")} events. The ratio is {fact("ratio", "1.10")}, between {fact("ratio.low", "0.95")} and '
        f'{fact("ratio.high", "1.27")}.</p><table><thead><tr><th>People</th><th class="number">Ratio</th></tr></thead><tbody><tr><td>few</td><td>{fact("ratio", "1.0973")}</td></tr></tbody></table>'
        "<details><summary>How this was computed</summary><p>By simulation, with the shipped plan.</p></details></section>",
        "<section id='redo'><h2>Redo it on your own team</h2><ol><li>Make a folder: <code>make new DATASET=acme</code></li><li>Drop your files in it.</li><li>Run <code>make report DATASET=acme</code></li></ol></section>",
        '<section id="method"><h2>Method, sources, versions</h2><div class="sources"><p>Plan <code>'
        + PLAN_HASH
        + "</code>, written on <time datetime='2024-05-01'>1 May 2024</time>.</p><ul>"
        '<li>Bland and Altman, <cite>Calculating correlation coefficients, BMJ 310:446</cite>, <a href="https://example.org/bland-altman">example.org</a></li></ul></div></section>',
    ]


def _french() -> list[str]:
    picture = drawing(
        ["A., cliente", "B., client", "C., lui-même", "D., appelant", "E., en mission"],
        "Dernier score donné, par personne",
        "points sur 100",
    )
    persons = "".join(
        f"<li><h3>{name}</h3><p class='relation'>{relation}</p><dl><dt>Score</dt><dd>{score}</dd><dt>Appels de recruteurs</dt><dd>{calls}</dd></dl></li>"
        for name, relation, score, calls in [
            (
                "A.",
                f"Cliente{NB}; l’auteur a réécrit son profil",
                fact("score_low", "28,5") + f"{NB}points",
                fact("approaches", "sept") + " en tout",
            ),
            (
                "B.",
                f"Client{NB}; l’auteur a mis son profil en ligne",
                fact("score_low", "28,5") + f"{NB}points",
                "non dit",
            ),
            ("C.", "L’auteur lui-même", fact("score_high", "84") + f"{NB}points", "non dit"),
            ("D.", "A appelé pour un conseil", "non dit", fact("approaches", "7")),
            ("E.", "Client en mission", "non dit", "non dit"),
        ]
    )
    rows = "".join(
        f'<tr><th>{claim}</th><td><span class="badge" data-status="{status}">{word}</span></td><td>{scope}</td><td>{change}</td></tr>'
        for claim, status, word, scope, change in [
            (
                "Un score élevé est nécessaire pour être contacté",
                "refuted",
                "réfutée",
                "Deux personnes sous le seuil bas ont été contactées.",
                "Montrer que leurs scores ont été mal lus.",
            ),
            (
                "Faire monter son score suffit, tout de suite",
                "supported",
                "étayée",
                "Une hausse, quelques semaines, un résultat que personne n’a défini.",
                "Une hausse suivie de résultats dans le même délai.",
            ),
            (
                "Ceux qui ont un score élevé vendent plus",
                "not testable",
                "non testable",
                "Personne n’a été tiré au sort.",
                "Un panel de personnes, semaine par semaine.",
            ),
            (
                "Les piliers s’additionnent",
                "arithmetic",
                "arithmétique",
                "Par définition.",
                f"Rien{NB}: c’est une somme.",
            ),
        ]
    )
    return [
        f'<section id="answer"><h1>Un Social Selling Index élevé apporte-t-il des appels, des rendez-vous et des commandes{NB}?</h1><div class="answer">'
        f'<p class="lede">Dans cet échantillon inventé, {fact("people", "cinq")} histoires choisies réfutent qu’un score élevé soit <em>nécessaire</em> pour être contacté. '
        "Elles ne peuvent pas dire si le faire monter aide.</p>"
        f'<div class="limits"><h2>Ce que cela ne dit pas</h2><ul><li>Personne n’a été tiré au sort{NB}: {fact("people", "cinq")} personnes, choisies par un critique qui vend un autre service.</li>'
        f"<li>«{NB}Non dit{NB}» veut dire manquant, jamais zéro.</li><li>Une vraie réponse demande un panel, et bien plus d’événements.</li></ul></div></div></section>",
        f'<section id="pillars"><h2>De quoi le score est fait, et qui le fait bouger</h2><p>L’indice additionne ses piliers. De ce qui le fait bouger, {fact("share_by_others", f"44{NB}%")} dépend des autres '
        "autant que de soi.</p>"
        f'<dl class="facts"><div><dt>des critères dépendent des autres</dt><dd>{fact("share_by_others", f"44{NB}%")}</dd></div><div><dt>points{NB}: le score le plus haut</dt><dd>{fact("score_high", "84")}</dd></div>'
        f"<div><dt>mois, selon la lecture de la phrase</dt><dd>{fact('months', '7,5')}</dd></div></dl>"
        '<aside class="note"><p><strong>Attention au mot.</strong> Une relation n’est pas une approche de recruteur.</p></aside></section>',
        f'<section id="persons"><h2>Les personnes en une image</h2><p>Ce qui est dit, ce qui ne l’est pas, et qui elles sont pour l’auteur.</p><figure class="exhibit"><img src="{picture}" '
        'alt="Nuage de points inventés, par personne, du plus bas pour A. au plus haut pour E."><figcaption><strong>Les scores inventés montent de haut en bas.</strong> '
        f'n = {fact("people", "5")} personnes{NB}; source{NB}: l’échantillon de ce test.</figcaption></figure><ul class="persons">{persons}</ul></section>',
        '<section id="ledger"><h2>Le registre des affirmations</h2><table class="ledger"><caption>Chaque affirmation, son statut, sa portée, et ce qui le changerait</caption><thead><tr>'
        f"<th>Affirmation</th><th>Statut</th><th>Portée</th><th>Ce qui le changerait</th></tr></thead><tbody>{rows}</tbody></table></section>",
        '<section id="selection"><h2>Ce que des cas choisis ne montreront jamais</h2><p>Dans une population où le lien est réel, qui choisit peut trouver des personnes qui montrent le contraire.</p>'
        f'<figure class="exhibit"><img src="{picture}" alt="Le même nuage de points, à la place de l’image du simulateur."><figcaption>Une image inventée.</figcaption></figure></section>',
        f'<section id="how-much"><h2>Combien de données demande une vraie réponse</h2><p>Environ {fact("events_needed", GROUPED)} événements. Le rapport est de {fact("ratio", "1,10")}, entre {fact("ratio.low", "0,95")} '
        f'et {fact("ratio.high", "1,27")}.</p><table><thead><tr><th>Personnes</th><th class="number">Rapport</th></tr></thead><tbody><tr><td>peu</td><td>{fact("ratio", "1,0973")}</td></tr></tbody></table>'
        "<details><summary>Comment ce nombre a été calculé</summary><p>Par simulation, avec le plan livré.</p></details></section>",
        f"<section id='redo'><h2>À refaire sur votre propre équipe</h2><ol><li>Créez un dossier{NB}: <code>make new DATASET=acme</code></li><li>Déposez-y vos fichiers.</li><li>Lancez <code>make report DATASET=acme</code></li></ol></section>",
        '<section id="method"><h2>Méthode, sources, versions</h2><div class="sources"><p>Plan <code>'
        + PLAN_HASH
        + "</code>, écrit le <time datetime='2024-05-01'>1er mai 2024</time>.</p><ul>"
        '<li>Bland et Altman, <cite>Calculating correlation coefficients, BMJ 310:446</cite>, <a href="https://example.org/bland-altman">example.org</a></li></ul></div></section>',
    ]
