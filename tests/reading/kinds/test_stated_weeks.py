"""A sheet of weeks states its zeros; of what it leaves blank it is told that it is not known."""

from reading.texts import read


def gaps(text: str) -> list[tuple]:
    return [(each["person"], each["table"], each["name"]) for each in read(text).tables.get("gaps", [])]


def test_a_blank_cell_beside_others_and_a_row_of_blanks_say_what_is_not_known():
    head = "Personne;Semaine;RDV;Devis;Posts;SSI\n"
    assert gaps(head + "P01;2026-W05;3;;1;53\n") == [("P01", "outcomes", "proposals")]
    assert gaps(head + "P01;2026-W05;3;0;1;\n") == [("P01", "ssi", None)]
    whole = [("outcomes", "meetings"), ("outcomes", "proposals"), ("activity", "posts"), ("ssi", None)]
    parsed = read(head + "P01;2026-W05;;;;\n")
    assert sorted(gaps(head + "P01;2026-W05;;;;\n")) == sorted(("P01", *each) for each in whole)
    assert (parsed.rows, parsed.accepted, parsed.blank) == (1, 0, 1)
    # Of a week that is still to come there is nothing to know.
    assert (
        gaps(head + "P01;2026-W30;;;;\n") == []
        and gaps(head + ";2026-W05;;;;\nP01;2026-W05;3;0;1;53\n") == []
    )


def test_a_lost_line_leaves_nothing_unknown_where_another_row_states_the_same_week_of_the_same_person():
    head = "Personne;Semaine;RDV;Devis\n"
    lines = "P01;2026-W04;1;0\nP01;2026-W05;2;0\nP01;2026-W06\n"
    assert set(gaps(head + lines)) == {("P01", "outcomes", "meetings"), ("P01", "outcomes", "proposals")}
    assert gaps(head + lines + "P01;2026-W06;3;0\n") == []
    assert gaps(head + lines + "P02;2026-W06;3;0\n") == gaps(head + lines)
