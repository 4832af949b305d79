"""Words by which files call what they hold are nobody's name, alone or run together; others may be one."""

from __future__ import annotations

import pytest

from ssi_outcomes.reading.kinds.vocabulary import is_known


@pytest.mark.parametrize("word", ["Semaine", "RDV", "LinkedIn", "SuiviSSI", "S12", "février", "x"])
def test_words_of_files_are_nobodys_name(word):
    assert is_known(word)


@pytest.mark.parametrize("word", ["Noa", "Exempla", "SuiviNoa"])
def test_other_words_may_be_one(word):
    assert not is_known(word)
