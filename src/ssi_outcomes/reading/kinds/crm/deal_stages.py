"""What the stages of an export's deals mean: won, lost, open, or something that only the user knows.

A stage is known by its words, without its number, signs and pipeline: "5. Closed Won (Sales Pipeline)" is
won. One that says won, and more than that, may mean that it is not won yet: it is asked about.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.text import ValueFault, read_text
from ssi_outcomes.reading.names.registry import word_set
from ssi_outcomes.reading.parsed import Cell
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.notation import says_nothing
from ssi_outcomes.reading.tables.search import Search

WON, LOST, OPEN, UNSURE = "won", "lost", "open", "unsure"
_NAMED = 40  # stages, in a note
_SIGNS = {"So", "Sk", "Cf", "Mn", "Me", "Co", "Cs"}
_BRACKET = re.compile(r"(?P<stage>.*\S)\s*[(\[{](?P<inside>[^()\[\]{}]*)[)\]}]\s*")
_NUMBER = re.compile(
    r"[\W_]*(?:(?:stage|step|phase|[ée]tape|s|p)\s*)?(?:100\s*%|[0-9]{1,3}(?!\s*%)(?:\s*/\s*[0-9]{1,3})?)"
    r"(?:[\W_]+|(?=[^\W\d]))(?=.*[^\W\d])",
    re.I,
)


@dataclass(frozen=True)
class Stages:
    """What each stage of an export means (folded -> meaning), and what asks about one that is not sure.

    They `decide` where no column says of each deal whether it is won.
    """

    meanings: dict[str, str]
    counts: dict[str, int]
    search: Search
    won: tuple[str, ...]
    decide: bool

    def read(self, cell: Cell) -> bool | None:
        """Tell whether a deal at this stage is won, None where another column
        decides; raises ValueFault where that is to be asked.
        """
        if says_nothing(cell):
            if self.decide:
                raise ValueFault("stage_missing")
            return None
        written = read_text(cell)
        # What is no stage of the table may be another cell of a torn line.
        meaning = self.meanings.get(fold(written), UNSURE)
        if meaning == UNSURE and not self.decide:
            return None
        if meaning == UNSURE:
            raise ValueFault("stage_unsure", value=written[:80], paste=self._paste(written))
        return meaning == WON

    def note(self, won: int, count: int) -> tuple[str, dict[str, object]]:
        """Return the note that counts the deals that are won, and names each stage that was not counted."""
        lost, others = (
            [stage for stage in self.counts if self.meanings[fold(stage)] == meaning]
            for meaning in (LOST, OPEN)
        )
        values = {"won": won, "count": count, "lost": self._list(lost), "others": self._list(others)}
        return "deals_won", {**values, "paste": self._paste(others[0]) if others else ""}

    def _list(self, stages: Collection[str]) -> str:
        listed = ", ".join(f"{stage[:80]}: {self.counts[stage]}" for stage in [*stages][:_NAMED])
        return listed + (", …" if len(stages) > _NAMED else "")

    def _paste(self, stage: str) -> str:
        """Return the line that says that this stage is won, too: without it, it says that it is not."""
        return self.search.paste(kind=self.search.kind or "deals", won=[*self.won, stage[:200]])


def sort_stages(table: Anchored, search: Search) -> Stages:
    """Return what the stages of a table mean; raises FileRefused with the
    lines to paste if none is surely won, and one may be.
    """
    counts = Counter(read_text(cell) for cell in table.column("stage") if not says_nothing(cell))
    pipelines = _find_pipelines(counts, table)
    said = search.entry.get("won", ())
    if said:
        own = {form for stage in said for form in (fold(stage), _plain(stage, pipelines))}
        meanings = {
            fold(stage): WON
            if {fold(stage), _plain(stage, pipelines)} & own
            else _not_won(_plain(stage, pipelines))
            for stage in counts
        }
    else:
        meanings = {fold(stage): _mean(_plain(stage, pipelines)) for stage in counts}
    won = tuple(said) or tuple(stage for stage in counts if meanings[fold(stage)] == WON)
    decide = "won" not in table.columns
    if decide and not won:
        _ask(counts, meanings, search)
    return Stages(meanings, dict(counts), search, won, decide)


def _ask(counts: Iterable[str], meanings: dict[str, str], search: Search) -> None:
    """Ask which stage means won, unless each is known to mean something else."""
    unsure = [stage for meaning in (UNSURE, OPEN) for stage in counts if meanings[fold(stage)] == meaning]
    unsure = [stage for stage in unsure if fold(stage) not in word_set("words", "not_won")]
    if unsure:
        lines = search.paste(kind=search.kind or "deals", won=unsure[:1])
        stages = ", ".join(unsure)[:300]
        raise FileRefused("asks_won", file=search.sheet.file, stages=stages, paste=lines)


def _mean(stage: str) -> str:
    """Return what a stage means by its words; `stage` is folded, without number and pipeline."""
    words = set(re.findall(r"\w+", stage))
    if stage in word_set("words", "won"):
        return WON
    if stage in word_set("words", "not_won") or not words & word_set("stages", "won"):
        return _not_won(stage)
    denied = bool(words & word_set("stages", "not"))
    known = word_set("stages", "won") | word_set("stages", "around") | word_set("stages", "not")
    if "?" in stage or not words <= known:
        return UNSURE
    return OPEN if denied else WON


def _not_won(stage: str) -> str:
    return LOST if set(re.findall(r"\w+", stage)) & word_set("stages", "lost") else OPEN


def _plain(stage: str, pipelines: Collection[str]) -> str:
    """Return a stage folded, without its number, its signs, its pipeline and what kind of sale it was."""
    text = "".join(" " if unicodedata.category(sign) in _SIGNS else sign for sign in stage).strip()
    while (found := _BRACKET.fullmatch(text)) and (
        fold(found["inside"]) in pipelines
        or _is_beside(fold(found["inside"]))
        or _calls_itself_pipeline(fold(found["inside"]))
    ):
        text = found["stage"]
    text = fold(_NUMBER.sub("", text, count=1)).rstrip("!. ")
    for beside in sorted((*pipelines, *word_set("stages", "beside")), key=len, reverse=True):
        text = text.removesuffix(f" {beside}").removeprefix(f"{beside} ")
    return text


def _find_pipelines(stages: Iterable[str], table: Anchored) -> set[str]:
    """Return the names of pipelines, folded: as their column says, else what stands in brackets behind
    all stages, and behind several.
    """
    named = {fold(read_text(cell)) for cell in table.different("pipeline")} - {""}
    behind = defaultdict(set)
    for stage in stages:
        found = _BRACKET.fullmatch(stage)
        behind[fold(found["inside"]) if found else ""].add(fold(found["stage"] if found else stage))
    shared = {inside for inside, each in behind.items() if len(each) > 1 and not _is_doubt(inside)}
    return named | (shared if "" not in behind else set())


def _calls_itself_pipeline(inside: str) -> bool:
    return bool(set(inside.split()) & word_set("stages", "pipeline")) and not _is_doubt(inside)


def _is_doubt(inside: str) -> bool:
    return bool(set(re.findall(r"\w+", inside)) & word_set("stages", "doubt"))


def _is_beside(inside: str) -> bool:
    return inside in word_set("stages", "beside") or re.fullmatch(r"100 ?%", inside) is not None
