"""Sort what was left out by its reason: hundreds of sentences say what is wrong, a few words of what kind
it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from types import MappingProxyType

from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.reading.parsed import Rejected

# For each reason (`labels.reasons`) the keys of messages.toml that give it; the first that fits holds.
REASONS = MappingProxyType(
    {
        "pool_rule": ("pool_rule_*",),
        "pool_twice": ("pool_twice_*", "pool_invented"),
        "pool_in_team": ("pool_in_team",),
        "pool_document": ("pool_file_document",),
        "pool_form": ("pool_*",),
        "not_monday": ("week_not_monday", "panel_not_monday"),
        "question": ("asks_*",),
        "mapping": ("mapping_*", "decimal_unknown", "date_order_unknown"),
        "no_date": (
            *("date_missing", "rule_no_date", "period_missing", "period_without_end", "panel_no_week"),
            *("archive_date_blank", "event_without_start", "deal_without_date"),
        ),
        "impossible_date": (
            "rule_future",
            "week_to_come",
            "panel_week_open",
            "rule_too_old",
            "rule_end_before_start",
            "ends_before_start",
            "date_year",
        ),
        "date": ("date_*", "range_*", "week_*", "year_*", "time_*", "archive_date_*", "month_*"),
        "overlap": ("rule_overlap",),
        "range": ("rule_*_range", "rule_sum", "score_out_of"),
        "contradiction": ("rule_*contradict*", "score_field_twice", "json_pillar_twice"),
        "not_fetched": ("rule_all_zero", "rule_rank_zero", "score_not_fetched"),
        "repeated": ("rule_repeated", "rule_event_twice", "creator_day_twice", "panel_twice", "*_repeated"),
        "formula": ("formula_*", "cell_error*", "error_*"),
        "nothing_counted": (
            *("count_missing", "number_missing", "not_counted*", "rank_missing", "panel_days_missing"),
        ),
        "number": (
            *("number_*", "count_*", "percent_*", "rank_*", "rule_negative", "amount_*", "currency_*"),
            *("value_or_count", "flag_*", "score_unreadable", "cell_not_number", "cell_no_count"),
            "panel_days_range",
        ),
        "person": ("person_*", "archive_owner_*", "owner_*", "people_*"),
        "word": ("name_*", "crm_*", "stage_*", "deal_*", "about_*", "score_field_missing"),
        "event": ("event_*", "events_too_many"),
        "damaged_row": (
            *("row_*", "quote_*", "cell_*", "archive_line", "archive_width", "archive_row_*"),
            *("json_score_empty", "line_*"),
        ),
        "no_table": (
            *("file_without_*", "sheet_without_*", "file_not_table", "file_not_text", "*_without_score"),
            *("header_*", "archive_header", "workbook_not", "foreign_*", "file_is_*", "page_*"),
        ),
        "unopened": (
            *(
                "file_*",
                "files_*",
                "folder_*",
                "archive_*",
                "member_*",
                "workbook_*",
                "too_many_*",
                "calendar_*",
                "json_*",
                "sheet_*",
            ),
        ),
        "other": ("*",),
    }
)


@dataclass(frozen=True)
class LeftOut:
    """What was left out for one reason: how many rows, and how many files or sheets of which nothing was
    read.
    """

    reason: str
    rows: int
    files: int


@cache
def reason_of(key: str) -> str:
    """Return the reason that a message gives for a refusal."""
    return next(
        reason
        for reason, patterns in REASONS.items()
        if any(fnmatchcase(key, pattern) for pattern in patterns)
    )


def sum_reasons(data: Dataset) -> list[LeftOut]:
    """Return how much was refused for each reason, most first.

    A row that breaks several rules counts once, for the first of them; so do the parts of a file.
    """
    rows, files = Counter(), Counter()
    for each in _first_of_each(data.rejected):
        if each.line is None:
            files[reason_of(each.key)] += 1
        else:
            rows[reason_of(each.key)] += 1 + each.more
    sums = [
        LeftOut(reason, rows[reason], files[reason]) for reason in REASONS if rows[reason] + files[reason]
    ]
    return sorted(sums, key=lambda each: -(each.rows + each.files))


def _first_of_each(rejected: Iterable[Rejected]) -> list[Rejected]:
    """Return the first refusal of each row, and of each file."""
    first: dict[tuple[str, int | None], Rejected] = {}
    for each in rejected:
        first.setdefault((each.file, each.line), each)
    return list(first.values())
