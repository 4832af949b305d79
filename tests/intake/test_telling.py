"""What became of each file is told whole, and without anybody's name where it may travel."""

from ssi_outcomes.intake.telling import (
    FEW_FILES,
    MOST_REASONS,
    list_files,
    list_refusals,
    tell_files,
    tell_left_out,
)
from ssi_outcomes.reading.dataset import Dataset, SourceFile
from ssi_outcomes.reading.parsed import Rejected

HIDES = "What may be a name is hidden"


def rejected(line: int, value: str, file: str = "calls.csv", raw: str = "") -> Rejected:
    return Rejected(file, "number_unreadable", line, "count", value, raw=raw)


def dataset(*refused: Rejected, labels: dict[str, str] | None = None, **about) -> Dataset:
    """A team of one person, with one file of which three rows were taken beside those that were refused."""
    file = "calls.csv" if labels is None else next(iter(labels.values()))
    source = SourceFile(file, "outcomes", 3 + len(refused), 3, len(refused), 0, 99, "0")
    return Dataset(
        "acme", {}, about, {}, (source,), "0", refused, names={"Zoé Durand": "P1"}, labels=labels or {}
    )


def test_rows_refused_for_one_reason_in_one_column_are_one_line_with_their_first_lines_and_an_example():
    told = tell_files(dataset(rejected(7, "~50"), *(rejected(line, "few") for line in (9, 12, 30))), "en")
    assert told == [
        "calls.csv: outcomes; rows read: 7, accepted: 3, refused: 4, blank: 0",
        "  4 x count (lines 7, 9, 12 …), for example: “~50” is not a number. Not known? Leave the cell empty. Otherwise write it as 1234.5 or 1234,5.",
    ]


def test_of_many_reasons_those_of_most_rows_are_told_and_the_others_counted():
    many = [
        Rejected("calls.csv", "number_unreadable", line, f"column {place}", "7x")
        for place in range(MOST_REASONS + 2)
        for line in range(place + 1)
    ]
    told = tell_files(dataset(*many), "en")
    assert len(told) == 1 + MOST_REASONS + 1
    assert told[1].startswith(f"  {MOST_REASONS + 2} x column {MOST_REASONS + 1} (lines 0, 1, 2 …)")
    assert told[-1] == "  … and 3 more rows, for other reasons, in data/processed/acme/rejected.csv"


def test_what_many_files_share_is_told_of_the_first_few_and_counted():
    refused = [Rejected(f"{place:02}.csv", "file_without_table") for place in range(FEW_FILES + 4)]
    files = tuple(SourceFile(each.file, "refused", 0, 0, 0, 0, 9, "0", refusal=each) for each in refused)
    told = tell_files(Dataset("acme", {}, {}, {}, files, "0", tuple(refused)), "en")
    assert len(told) == FEW_FILES + 1 and "04.csv" in told[-2]
    assert told[-1].startswith("… and the same of 4 more files or sheets: data/processed/acme/private/")


def test_remarks_that_say_something_else_of_each_file_are_all_told():
    notes = [("columns_unread", {"columns": f"mood {place}", "paste": ""}) for place in range(FEW_FILES + 4)]
    files = tuple(SourceFile("a.csv", "outcomes", 0, 0, 0, 0, 9, "0", notes=(note,)) for note in notes)
    told = tell_files(Dataset("acme", {}, {"synthetic": True}, {}, files, "0"), "en")
    assert sum("columns not read" in line for line in told) == FEW_FILES + 4


def test_weeks_that_are_not_known_are_one_line_by_what_was_to_be_counted():
    unknown = {("activity", "posts"): 1, ("outcomes", "phone_meetings"): 12}
    assert tell_files(dataset(), "en", unknown)[-1].endswith(
        "not taken for zero (one person’s week each): posts published: 1; phone meetings: 12."
    )


def test_the_score_is_named_among_what_is_not_known():
    unknown = {("outcomes", "phone_meetings"): 12, ("ssi", "ssi"): 10}
    assert tell_files(dataset(), "en", unknown)[-1].endswith(": phone meetings: 12; SSI: 10.")
    assert tell_files(dataset(), "fr", unknown)[-1].endswith("\N{NO-BREAK SPACE}; SSI\N{NO-BREAK SPACE}: 10.")


def test_a_day_to_come_is_told_with_what_it_costs_and_without_the_advice_to_wait():
    future = Rejected("calls.csv", "rule_future", 7, "date", "2026-12-28")
    english, french = (tell_files(dataset(future), language)[1] for language in ("en", "fr"))
    assert english.endswith(
        "Correct the date: until it is known which day it was, weeks of this person stay unknown."
    )
    assert french.endswith("des semaines de cette personne restent inconnues.")


def test_at_the_end_each_reason_has_its_line_and_the_list_its_path():
    late = [Rejected("calls.csv", "week_not_monday", line, "week", "2026-03-03") for line in range(2, 12)]
    unread = Rejected("x.csv", "file_without_table")
    told = tell_left_out(dataset(*late, rejected(30, "many"), unread), "en")
    assert told == [
        "Refused or not read in “acme”, by reason:",
        "  10 rows: a week that does not begin on a Monday",
        "  1 row: a number that cannot be used",
        "  1 file or sheet: no table or score in it that is known",
        "Each of them, with the text of its row: data/processed/acme/rejected.csv",
    ]


def test_where_nothing_was_left_out_nothing_is_told_of_it():
    assert tell_left_out(dataset(), "en") == []


def test_a_file_that_was_not_read_is_told_with_its_reason_alone():
    refusal = Rejected("calls.csv", "file_empty")
    unread = SourceFile("calls.csv", "outcomes", 0, 0, 0, 0, 99, "0", refusal=refusal)
    told = tell_files(Dataset("acme", {}, {}, {}, (unread,), "0", (refusal,)), "en")
    assert told == ["Not read: calls.csv: the file is empty. Export it again, or take it out of the folder."]


def test_where_a_file_name_was_hidden_a_last_line_says_where_it_stands():
    hidden = dataset(labels={"calls Durand.csv": "calls P1.csv"})
    assert tell_files(hidden, "en")[0].startswith("calls P1.csv: ")
    assert HIDES in tell_files(hidden, "en")[-1]
    assert HIDES not in "".join(tell_files(dataset(labels={"calls.csv": "calls.csv"}), "en"))


def test_where_a_cell_was_hidden_a_last_line_says_where_it_stands():
    assert HIDES in tell_files(dataset(rejected(7, "many")), "en")[-1]
    assert HIDES not in tell_files(dataset(rejected(7, "~50")), "en")[-1]


def test_for_this_computer_alone_each_file_keeps_its_own_name():
    ((shown, own, said),) = list_files(dataset(labels={"calls Durand.csv": "calls P1.csv"}))
    assert (shown, own, said) == ("calls P1.csv", "calls Durand.csv", "")


def test_a_refused_row_is_listed_with_the_cell_and_the_text_as_they_stood(monkeypatch):
    monkeypatch.setenv("SSI_LANG", "en")
    (row,) = list_refusals(dataset(rejected(7, "many", raw="Zoé Durand;many")))
    reason = (
        "“many” is not a number. Not known? Leave the cell empty. Otherwise write it as 1234.5 or 1234,5."
    )
    assert row == ["calls.csv", 7, "count", "many", reason, "Zoé Durand;many"]
