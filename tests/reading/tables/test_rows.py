"""A row is taken whole, rejected or blank."""

import tomllib
from dataclasses import replace

from reading.texts import MONDAY, SUNDAY, TODAY, faults, read, refusal, sheet

from ssi_outcomes.base.errors import message
from ssi_outcomes.reading.cells.values import read_count, read_text
from ssi_outcomes.reading.gaps import Scope
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.kinds.records import outcome_record
from ssi_outcomes.reading.opening import limits
from ssi_outcomes.reading.opening.sheets import cut_text
from ssi_outcomes.reading.parsed import Context, Parsed
from ssi_outcomes.reading.tables.headers import find_table
from ssi_outcomes.reading.tables.rows import BLANK, IGNORED, RowFault, read_rows


def test_a_negative_count_and_a_fraction_are_rejected_together():
    parsed = read(
        "person,outcome,date,count\nP01,meetings,2026-01-28,-1\nP01,meetings,2026-01-29,1.5\nP01,meetings,2026-01-30,1\n"
    )
    assert faults(parsed) == [(2, "count_not_whole"), (3, "count_not_whole")]
    assert parsed.accepted == 1


def test_columns_that_are_not_read_are_named():
    parsed = read("Person,Week,Meetings,Weather\nP01,2026-W05,2,rain\n")
    ((key, values),) = parsed.notes
    assert (key, values["columns"]) == ("columns_unread", "Weather")
    for language in ("fr", "en"):
        assert message(key, language, **values).endswith('ignore = ["Weather"]')
    # What is said to be pasted is heard.
    text = "Person,Week,Meetings,Weather\nP01,2026-W05,2,rain\n"
    context = Context(today=TODAY, mapping=tomllib.loads(values["paste"])["file.csv"])
    assert read_sheet(cut_text(text.encode(), sheet(text).file), context).notes == ()


def rows_of(text: str, build, scope: Scope | None = None, **readers) -> Parsed:
    """Return what `build` makes of a table of persons and counts."""
    columns = {"person": ["Personne"], "count": ["Nombre"]}
    return read_rows(find_table(sheet(text), columns, [["person"]]), "outcomes", readers, build, scope=scope)


def test_a_row_is_accepted_blank_ignored_or_refused():
    def build(row, line):
        if row["person"] == "P04":
            raise RowFault("person", "person_missing")
        return {"P02": BLANK, "P03": IGNORED}.get(row["person"]) or [("ssi", {"ssi": row["count"]})]

    text = "Personne;Nombre\nP01;3\nP02;1\nP03;1\nP04;1\nP05;x\n"
    parsed = rows_of(text, build, person=read_text, count=read_count)
    assert parsed.tables == {"ssi": [{"ssi": 3, "source_line": 2}]}
    assert (parsed.rows, parsed.accepted, parsed.blank, parsed.ignored) == (4, 1, 1, 1)
    assert [(each.line, each.column, each.key) for each in parsed.rejected] == [
        (5, "Personne", "person_missing"),
        (6, "Nombre", "count_unreadable"),
    ]


MEETINGS = Scope(
    person=lambda row: row.get("person"),
    days=lambda row, table: (MONDAY, SUNDAY),
    counts=lambda row: [("outcomes", "meetings")],
)
GAP = {"person": "P01", "table": "outcomes", "name": "meetings", "start": MONDAY, "end": SUNDAY}


def test_of_a_count_that_cannot_be_read_it_is_known_whose_and_of_when_it_was():
    def build(row, line):
        return [outcome_record(row["person"], "meetings", (MONDAY, SUNDAY), row["count"])]

    parsed = rows_of("Personne;Nombre\nP01;x\n", build, MEETINGS, person=read_text, count=read_count)
    assert parsed.tables == {"gaps": [{**GAP, "source_line": 2}]} and parsed.notes == ()
    # Who it was could not be read: it may be anybody.
    parsed = rows_of("Personne;Nombre\nx;3\n", build, MEETINGS, person=read_count, count=read_count)
    assert parsed.tables == {"gaps": [{**GAP, "person": None, "source_line": 2}]}


def test_a_row_that_says_only_what_is_not_known_is_blank_and_told_with_the_others():
    def build(row, line):
        if row["count"] is None:
            return [("gaps", {**GAP, "person": row["person"]})]
        return [outcome_record(row["person"], "meetings", (MONDAY, SUNDAY), row["count"])]

    text = "Personne;Nombre\n" + "P01;3\n" + "P02;\n" * 12
    parsed = rows_of(text, build, MEETINGS, person=read_text, count=read_count)
    assert (parsed.rows, parsed.accepted, parsed.blank, parsed.rejected) == (13, 1, 12, ())
    lines = ", ".join(map(str, range(3, 13))) + " …"
    assert parsed.notes == (("cells_not_stated", {"count": 12, "rows": 12, "lines": lines}),)


def test_more_refused_rows_than_anybody_lists_are_a_file_that_is_wrong_as_a_whole(monkeypatch):
    monkeypatch.setattr(limits, "LIMITS", replace(limits.LIMITS, refused=5))
    good = "Personne;Date;SSI\nP01;2026-01-05;52\n"
    assert len(read(good + "P01;x;52\n" * 5).rejected) == 5
    for lost in ("P01;x;52\n", "P01;2026-01-12\n"):
        assert refusal(good + lost * 6).key == "too_many_refused"
