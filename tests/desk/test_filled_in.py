"""What stands in a template from the start: nothing, unless it is given."""

from ssi_outcomes.desk.filled_in import Content


def test_a_template_begins_with_nothing_in_it():
    assert (Content().rows, Content().about, Content().sections) == ({}, {}, {})
