"""What the columns of outcomes, activities and amounts are called, and that they are found again."""

import pandas as pd
import pytest

from ssi_outcomes.panel.column_names import (
    activity_column,
    activity_columns,
    activity_of,
    amount_column,
    count_column,
    outcome_column,
    outcome_columns,
)


def test_an_outcome_and_an_activity_of_one_name_have_columns_of_their_own():
    assert outcome_column("views") == count_column("outcomes", "views") == "outcome_views"
    assert activity_column("views") == count_column("activity", "views") == "activity_views"


def test_there_is_no_column_for_what_a_table_of_another_kind_counts():
    with pytest.raises(KeyError, match="absences"):
        count_column("absences", "views")


def test_amounts_of_two_currencies_are_apart_and_count_for_no_outcome():
    columns = [amount_column("order", currency) for currency in ("EUR", "CHF")]
    assert columns == ["value_order_EUR", "value_order_CHF"]
    assert outcome_columns(columns) == activity_columns(columns) == []


def test_columns_are_found_in_their_order_in_a_frame_and_among_names():
    columns = ["person", "activity_b", "outcome_z", "ssi", "value_z_EUR", "outcome_a", "activity_a"]
    for given in (columns, pd.DataFrame(columns=columns)):
        assert outcome_columns(given) == ["outcome_z", "outcome_a"]
        assert activity_columns(given) == ["activity_b", "activity_a"]


def test_the_activity_of_a_column_is_the_one_it_was_made_for():
    # Its name may begin as columns do.
    for name in ("posts", "activity_report", "messages_sent"):
        assert activity_of(activity_column(name)) == name
