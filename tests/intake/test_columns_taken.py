"""Of each column it is told what it was taken for, where its header says it in other words; names stay hidden."""

from ssi_outcomes.intake.columns_taken import LONGEST, MOST_COLUMNS, tell_columns
from ssi_outcomes.intake.unnamed import Unnamed
from ssi_outcomes.reading.dataset import Dataset, SourceFile


def tell(language: str = "en", **headers: str) -> list[str]:
    file = SourceFile("a.csv", "weekly", 0, 0, 0, 0, 9, "0", headers=tuple(headers.items()))
    data = Dataset("acme", {}, {}, {}, (file,), "0", names={"Zoé Durand": "P1"})
    return tell_columns(Unnamed(data, page=False), file, language)


def test_other_words_are_told_with_what_they_were_taken_for_in_both_languages():
    headers = {"person": "Vendeur", "meetings": "Meetings booked", "contracts": "Deals won"}
    assert tell(**headers) == [
        "  columns taken for: Meetings booked → meetings (how is not stated); Deals won → contracts"
    ]
    assert tell("fr", **headers) == [
        "  colonnes comprises ainsi\u00a0: Meetings booked → rendez-vous (forme non précisée)\u00a0; Deals won → contrats"
    ]


def test_our_own_words_are_not_told_in_either_language():
    said = {
        "meetings": "Rendez-vous",
        "contracts": "CONTRATS",
        "posts": "Posts published",
        "proposals": "proposals",
    }
    assert tell(**said, ssi="Mon SSI (/100)", find="Find the right people", brand="brand") == []


def test_a_score_and_an_activity_by_another_name_are_told():
    assert tell(ssi="Score", posts="Publications du mois") == [
        "  columns taken for: Score → SSI; Publications du mois → posts published"
    ]


def test_a_name_in_a_header_is_hidden():
    (told,) = tell(meetings="RDV Zoé Durand")
    assert "Durand" not in told and told.endswith("→ meetings (how is not stated)")


def test_a_long_header_is_cut_and_many_columns_are_not_all_told():
    (told,) = tell(contracts="won " * 30)
    assert f"{('won ' * 30)[: LONGEST - 1]}… → contracts" in told
    many = "meetings contracts orders proposals hires views likes shares comments posts".split()
    (told,) = tell(**{name: f"x {name} y" for name in many})
    assert told.count("→") == MOST_COLUMNS and told.endswith(" …")
