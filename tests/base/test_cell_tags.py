"""A cell belongs to who reads its language, and a call to everybody."""

from ssi_outcomes.base.cell_tags import speaks, words_in


def test_words_are_for_one_language_and_calls_for_all():
    assert speaks([words_in("fr")], "fr") and not speaks([words_in("fr")], "en")
    assert speaks(["notebook"], "en") and speaks([], "fr")
    assert not speaks([words_in("en"), "notebook"], "fr")
