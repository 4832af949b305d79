"""The score as LinkedIn's own page holds it: the JSON behind the page, and the page as a browser saved it.
Nothing is executed.

Neither says when it was read; a wrapper's date, the file's name or `mapping.toml` does, else the user is
asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import PurePosixPath

from bs4 import BeautifulSoup

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.base.ssi import MEANS, PILLARS, RANKS, READING
from ssi_outcomes.reading.cells.dates import DateRule, to_local
from ssi_outcomes.reading.cells.values import ValueFault
from ssi_outcomes.reading.kinds.kind import WholeKind
from ssi_outcomes.reading.kinds.page.copied_text import read_page_text
from ssi_outcomes.reading.kinds.score_long import find_field, score_record
from ssi_outcomes.reading.opening.sheets import decode
from ssi_outcomes.reading.parsed import Context, Parsed, Rejected
from ssi_outcomes.reading.tables.mapping import paste

_DATES = frozenset(
    "date readat timestamp fetchedat createdat scrapedat capturedat recordedat retrievedat "
    "collectedat savedat".split()
)
_GROUPS = {"INDUSTRY": "industry", "NETWORK": "network"}
# LinkedIn's own bars, by the words in their ids.
_BARS = {"brand": "brand", "find": "find", "engage": "engage", "build": "build"}
_NAMED_DAY = re.compile(r"(?<![0-9])(20[0-9]{2})([-_.]?)([01][0-9])\2([0-3][0-9])(?![0-9])")
_DEEP = 60


class ScoreJson(WholeKind):
    """The JSON answer behind the page, bare or wrapped by a tracker."""

    labels = ("ssi_json",)

    def begins(self, text: str) -> bool:
        """Tell whether a text is JSON: a bracket alone may open a table's first cell."""
        return re.match(r"[\[{]\s*[\[{\"\]}]", text) is not None

    def read(self, content: bytes, shown: str, context: Context) -> Parsed:
        """Return the readings in the file; raises FileRefused."""
        return read_score_json(content, shown, context)


class ScorePage(WholeKind):
    """The page as a browser saved it."""

    labels = ("ssi_page",)

    def begins(self, text: str) -> bool:
        """Tell whether a text is a page."""
        return text.startswith("<") and ("<html" in text or "<!doctype html" in text)

    def read(self, content: bytes, shown: str, context: Context) -> Parsed:
        """Return the reading on the page; raises FileRefused."""
        return read_score_page(decode(content, shown), shown, context)


def read_score_json(content: bytes, shown: str, context: Context) -> Parsed:
    """Return the readings in a JSON file, bare or wrapped; raises FileRefused if there is none."""
    try:
        whole = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as fault:
        raise FileRefused("json_unreadable", file=shown) from fault
    found = list(_find_scores(whole, None))
    if not found:
        raise FileRefused("json_without_score", file=shown)
    return _gather(found, shown, context, "ssi_json", "api_json")


def read_score_page(text: str, shown: str, context: Context) -> Parsed:
    """Return the reading on a saved page: from the data inside it, else from its bars, else from its
    words.
    """
    page = BeautifulSoup(text, "html.parser")
    inside = next(_find_embedded(page), None)
    if inside is None:
        fields = _read_bars(page)
        for element in page(["script", "style", "template", "noscript"]):
            element.decompose()
        fields = {**read_page_text(page.get_text(" ", strip=True)), **fields}
        if not any(fields.get(name) is not None for name in READING):
            raise FileRefused("page_without_score", file=shown)
        return _one_reading(fields, _saved_on(text) or _asked_date(shown, context), shown, context)
    return _gather([(inside, _saved_on(text))], shown, context, "ssi_page", "page_html")


def _one_reading(fields: dict[str, object], read_at: date, shown: str, context: Context) -> Parsed:
    read_at = _mapped_date(shown, context) or read_at
    record = score_record(fields, context.mapping.get("person") or context.owner, read_at, "page_html")
    return Parsed(shown, "ssi_page", {"ssi": [{**record, "source_line": 1}]}, rows=1, accepted=1)


def _gather(
    found: list[tuple[dict, object]], shown: str, context: Context, kind: str, source_kind: str
) -> Parsed:
    tables: dict[str, list[dict[str, object]]] = {"ssi": [], "people": []}
    rejected, person = [], context.mapping.get("person") or context.owner
    for number, (score, moment) in enumerate(found, start=1):
        try:
            record = score_record(_read_score(score), person, _when(moment, shown, context), source_kind)
            if record is None:
                raise ValueFault("json_score_empty")
            tables["ssi"].append({**record, "source_line": number})
        except ValueFault as fault:
            rejected.append(Rejected(shown, fault.key, number, values={"value": "", **fault.values}))
    # A Sales Navigator seat goes with the score and with the outcomes alike: it is kept beside the person.
    seats = {score.get("activeSeat") for score, _ in found} - {None}
    if len(seats) == 1 and isinstance(seat := seats.pop(), bool) and tables["ssi"]:
        tables["people"].append(
            {
                "person": person,
                "role": None,
                "seat": seat,
                "start": None,
                "end": None,
                "note": None,
                "source_line": 1,
            }
        )
    tables = {name: records for name, records in tables.items() if records}
    return Parsed(
        shown, kind, tables, rows=len(found), accepted=len(found) - len(rejected), rejected=tuple(rejected)
    )


def _find_scores(node: object, moment: object, depth: int = 0) -> Iterator[tuple[dict, object]]:
    """Yield each object with a `memberScore`, and the nearest date around it."""
    if depth > _DEEP:
        return
    if isinstance(node, dict):
        dated = [value for key, value in node.items() if fold(key).replace(" ", "") in _DATES]
        moment = next(
            (
                value
                for value in dated
                if isinstance(value, str | int | float) and not isinstance(value, bool)
            ),
            moment,
        )
        if isinstance(node.get("memberScore"), dict):
            yield node, moment
            return
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _find_scores(child, moment, depth + 1)


def _read_score(score: dict) -> dict[str, object]:
    member = score["memberScore"]
    fields = {"ssi": _number(member.get("overall")), **_pillars(member)}
    groups = score.get("groupScore")
    for group in groups if isinstance(groups, list) else ():
        # A TEAM is a group too; no column is kept for it.
        name = _GROUPS.get(str(group.get("groupType", "")).upper()) if isinstance(group, dict) else None
        if name:
            inner = group.get("score")
            fields[f"{name}_mean"] = _number(inner.get("overall")) if isinstance(inner, dict) else None
            fields[f"{name}_rank_pct"] = _number(group.get("rank"))
    return fields


def _pillars(member: dict) -> dict[str, object]:
    found: dict[str, object] = {}
    parts = member.get("subScores")
    for part in parts if isinstance(parts, list) else ():
        name = find_field("", str(part.get("pillar", ""))) if isinstance(part, dict) else None
        if name not in PILLARS:
            continue
        if name in found:
            raise ValueFault("json_pillar_twice", pillar=name)
        found[name] = _number(part.get("score"))
    return found


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e9:
        raise ValueFault("number_unreadable", value=str(value)[:80])
    return float(value)


def _when(moment: object, shown: str, context: Context) -> date:
    mapped = _mapped_date(shown, context)
    if mapped:
        return mapped
    if isinstance(moment, date):
        return moment
    if isinstance(moment, int | float):
        seconds = moment / 1000 if moment > 1e11 else moment
        if not 1e9 < seconds < 4e9:
            raise ValueFault("date_unreadable", value=str(moment)[:80])
        return to_local(datetime.fromtimestamp(seconds, UTC), context.time_zone)
    if isinstance(moment, str):
        return to_local(DateRule(context.mapping.get("dates")).read(moment), context.time_zone)
    return _asked_date(shown, context)


def _mapped_date(shown: str, context: Context) -> date | None:
    said = context.mapping.get("date")
    if not isinstance(said, str):
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise FileRefused("mapping_not_a_date", file=shown, value=said[:40]) from None


def _asked_date(shown: str, context: Context) -> date:
    """Return the one ISO date in the file's name, else ask for it."""
    days = set()
    for year, _, month, day in _NAMED_DAY.findall(PurePosixPath(shown).name):
        with suppress(ValueError):
            days.add(date(int(year), int(month), int(day)))
    mapped = _mapped_date(shown, context)
    if mapped or len(days) == 1:
        return mapped or days.pop()
    raise FileRefused(
        "asks_reading_date", file=shown, paste=paste(shown, "", context.mapping, date="YYYY-MM-DD")
    )


def _saved_on(text: str) -> date | None:
    """Return the day that a saving tool noted in the page, if it did."""
    noted = re.search(r"saved date:\s*\w{3} (\w{3} [0-9]{1,2} [0-9]{4})", text[:20_000])
    try:
        return DateRule().read(noted[1]) if noted else None
    except ValueFault:
        return None


def _find_embedded(page: BeautifulSoup) -> Iterator[dict]:
    """Yield the score's JSON where a script or code element carries it."""
    for element in page(["script", "code"]):
        text = element.get_text()
        place = text.find('"memberScore"')
        starts = (
            [found.start() for found in re.finditer(r"\{", text[: max(place, 0)])][-50:] if place >= 0 else []
        )
        for start in [0, *reversed(starts)]:
            try:
                node, _ = json.JSONDecoder(parse_constant=_no_constant).raw_decode(text, start)
            except (ValueError, RecursionError):
                continue
            if found := next(_find_scores(node, None), None):
                yield found[0]
                break


def _read_bars(page: BeautifulSoup) -> dict[str, object]:
    """Return what the page's own bars, chart caption and ranks say, as their ids and classes name them."""
    fields: dict[str, object] = {}
    for bar in page.select("progress[id$=sub-score-bar][value]"):
        name = next((pillar for word, pillar in _BARS.items() if word in str(bar["id"]).split("__")[0]), None)
        if name and name not in fields:
            fields[name] = _plain(str(bar["value"]))
    total = page.select_one(".user-ssi-score .ssi-score__value")
    if total and not total.find_parent("progress"):
        fields["ssi"] = _plain(total.get_text(strip=True))
    for rank in page.select(".ssi-rank"):
        label, score = (
            rank.select_one(".ssi-rank__category-name"),
            rank.select_one(".ssi-rank__category-score"),
        )
        number = re.search(r"[0-9]+(?:[.,][0-9]+)?", score.get_text(" ")) if score else None
        name = find_field("", label.get_text(" ", strip=True)) if label else None
        if number and name in RANKS + MEANS:
            fields[name] = _plain(number[0])
    return {name: value for name, value in fields.items() if value is not None}


def _plain(text: str) -> float | None:
    return float(text.replace(",", ".")) if re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]{1,12})?", text) else None


def _no_constant(name: str):
    raise ValueError(name)
