"""Hostile names and notes, each with a mark of the field that it was planted in, so that what turns up tells where it came from."""

from __future__ import annotations

FIRED = "window.fired=1"
TEXTS = {
    "script": "<script>{fired}</script> {mark}",
    "onerror": "<img src=x onerror={fired}> {mark}",
    "onload": "<svg onload={fired}> {mark}",
    "iframe": '"><iframe srcdoc="<script>parent.{fired}</script>"></iframe> {mark}',
    "attribute": "\" onmouseover='{fired}' autofocus onfocus='{fired}' x=\" {mark}",
    "closing": "</title></style></textarea></section></main><script>{fired}</script> {mark}",
    "comment": "--><script>{fired}</script><!-- {mark} ]]>",
    "javascript": "javascript:{fired}//{mark}",
    "markdown": "[{mark}](javascript:{fired})",
    "data": "data:text/html,<script>{fired}</script> {mark}",
    "fact": '<data class="fact" data-fact="n_people" value="999999">999999</data> {mark}',
    "entity": "&lt;script&gt;{mark}&amp;#60;&#x3C;",
    "quotes": "' \" & < > « {mark}",
    "jinja": "{{{{ 7*191 }}}}{{% raw %}} {mark}",
    "format": "{{0}} {{file}} {{value.__class__}} %s%n%d {mark}",
    "template": "${{7*191}} {mark}",
    "dollars": "$^$ {mark}",
    "mathtext": r"$\frac{{ {mark}",
    "hyperlink": '=HYPERLINK("http://127.0.0.1:9/{mark}","click")',
    "equals": "=1+1",
    "plus": "+cmd|' /C calc'!A0 {mark}",
    "minus": "-2+3",
    "at": "@SUM(1) {mark}",
    "tab": "\t=1+1 {mark}",
    "return": "\r=1+1 {mark}",
    "hidden_formula": "\u200b=1+1 {mark}",
    "override": "\u202e{mark} gnp.exe\u2066",
    "invisible": "\u2066\u2069\u202e",
    "arabic": "محمد {mark} عليّ",
    "hebrew": "{mark} שלום",
    "zalgo": "z" + "\u0335\u0322\u0301\u0360\u0489" * 60 + " {mark}",
    "emoji": "👩🏽‍💻🏴‍☠️ {mark}",
    "control": "\x01\x07\x1b[31m\x1b]0;{mark}\x07\x9b2J\x7f",
    "nul": "a\0{mark}",
    "newline": "{mark}\nsecond line\u2028third",
    "long": "{mark} <b>long</b> ",
    "unbroken": "{mark}",
    "climbing": "../../../../../../etc/{mark}",
    "device": "CON",
    "windows": "C:\\Windows\\{mark}\\NUL.txt",
    "shell": "; touch {mark} # $HOME",
    "substitution": "$(touch {mark})`touch {mark}`",
    "option": "--{mark}=1",
    "nothing": "null",
    "nan": "NaN",
    "toml": '"]\n[world]\n{mark} = """',
    "astral": "\U000e0041\ufff9{mark}\uffff\ufdd0",
}
LONGEST = 10_000
# The marks of a person's name, of words that no shared report says, and of those that it does.
PERSON, UNSAID, SAID = "zqp", "zqu", "zqs"
# No program could have saved a workbook with these: XML has no sign for what is in them.
UNSAVED = ("nul", "control", "astral")


def mark_of(field: str) -> str:
    """Return the words that tell which field a text was planted in, and that nothing else is called."""
    return f"{PERSON if field in ('person', 'owner') else SAID if field in ('title', 'chosen') else UNSAID}-{field}"


def texts(field: str, *without: str) -> list[str]:
    """Return every hostile text as planted in `field`, but those named in `without`."""
    mark, made = mark_of(field), {}
    for name, pattern in TEXTS.items():
        made[name] = pattern.format(fired=FIRED, mark=mark)
    made["long"] = (made["long"] * LONGEST)[:LONGEST]
    made["unbroken"] = (made["unbroken"] * LONGEST)[:LONGEST]
    return [text for name, text in made.items() if name not in without]
