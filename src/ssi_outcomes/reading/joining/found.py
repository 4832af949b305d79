"""What was found in a folder so far, file by file: one that is refused stops no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.attended import tell_at
from ssi_outcomes.reading.joining.by_file.unforeseen import refusing
from ssi_outcomes.reading.joining.later_exports import relabel
from ssi_outcomes.reading.joining.whose.person_questions import Origin
from ssi_outcomes.reading.kinds.archive.counts import KIND as ARCHIVE
from ssi_outcomes.reading.kinds.described.about_files import Said
from ssi_outcomes.reading.parsed import HandBack, Parsed, Rejected, Sheet


@dataclass
class Found:
    """What was found so far: readings of files, how to get at their sheets again, words about the dataset,
    files that could not be read, where each lies, what `mapping.toml` says of names.

    Private archives leave no sheet behind: none of their rows is ever quoted.
    """

    parsed: list[Parsed] = field(default_factory=list)
    sheets: dict[str, Callable[[], Sheet]] = field(default_factory=dict, repr=False)
    said: list[Said] = field(default_factory=list)
    refused: list[Rejected] = field(default_factory=list)
    hand_back: HandBack | None = field(default=None, repr=False)
    origins: dict[str, Origin] = field(default_factory=dict, repr=False)
    aliases: dict[str, str] = field(default_factory=dict, repr=False)
    _sources: dict[str, str] = field(default_factory=dict, repr=False)

    def take(self, shown: str, read, origin: Origin | None = None) -> None:
        """Add what `read` returns; a file that is refused is kept with its reason, and stops no other."""
        origin = origin or Origin(shown)
        parsed: list[Parsed] = []
        self.keep(shown, lambda: parsed.extend(read()))
        for each in parsed:
            each = self._apart(each if each.source else replace(each, source=shown))
            self.parsed.append(each)
            self.origins[each.file] = replace(origin, owner=each.owner, beside=each.beside)

    def keep(self, shown: str, work: Callable[[], object]) -> bool:
        """Do `work` on the file `shown` and return whether it was done; where not, for whatever reason, the
        file is refused, and stops no other.
        """
        tell_at(shown)
        try:
            with refusing(shown):
                work()
        except FileRefused as refusal:
            self.refuse(shown, refusal)
            return False
        return True

    def _apart(self, parsed: Parsed) -> Parsed:
        """Return what was read under a label of its own: without their members' names two may be alike."""
        name, arrow, sheet = parsed.file.partition(" › ")
        number, label = 1, parsed.file
        while self._sources.setdefault(label, parsed.source) != parsed.source:
            number += 1
            label = f"{name} [{number}]{arrow}{sheet}"
        return parsed if number == 1 else relabel(parsed, label)

    def refuse(self, shown: str, refusal: FileRefused) -> None:
        """Add a file that cannot be read, with its reason."""
        values = {name: value for name, value in refusal.values.items() if name != "file"}
        self.refused.append(Rejected(shown, refusal.key, values=values))

    def leave_out(self, refusal: FileRefused) -> None:
        """Take back what was read of a file that turns out to be none to keep; it is refused, with its
        reason.
        """
        label = refusal.values["file"]
        self.parsed = [each for each in self.parsed if each.file != label]
        self.refuse(label, refusal)

    def give_back(self, rejected: Sequence[Rejected]) -> None:
        """Tell whoever asked for it what was refused, with the sheets that it stands in: none of an
        archive's.
        """
        private = {parsed.file for parsed in self.parsed if parsed.kind == ARCHIVE}
        sheets = {label: sheet for label, sheet in self.sheets.items() if label not in private}
        if self.hand_back:
            self.hand_back(rejected, sheets)
