"""Which names are asked about: those that could be one person's, and no others."""

from __future__ import annotations

import pytest

from ssi_outcomes.reading.joining.whose.alike_names import find_alike

FULL = "Nora Testname"


@pytest.mark.parametrize(
    "name",
    [
        *("Nora", "Testname", "N. Testname", "N Testname", "Nora T.", "N. T.", "NT"),
        *(
            "Testname, Nora",
            "TESTNAME Nora",
            "Testname N.",
            "Nora Ida Testname",
            "Nora-Testname",
            "NoraTestname",
        ),
        *(
            "nora.testname@firm.example",
            "ntestname@firm.example",
            "nora@firm.example",
            "testname.n@firm.example",
        ),
        *("Nora Tesname", "Nora Tetsname", "Norah Testname", "Nora Testnome"),
    ],
)
def test_what_could_be_one_person_is_asked_about_with_the_fuller_name(name):
    ((asked, meant),) = find_alike([FULL, name])
    assert {asked, meant} == {FULL, name}
    if len("".join(name.partition("@")[0].split())) < len(FULL) - 1:
        assert (asked, meant) == (name, FULL)


@pytest.mark.parametrize(
    "name",
    [
        *("nora testname", "NORA  TESTNAME", "Nóra Testname"),  # the same name: nothing to ask
        *("Lea Testname", "Nora Other", "L. Testname", "Lea", "ltestname@firm.example", "Nina Testname"),
        *("Nora Testname 2", "P01"),
    ],
)
def test_who_is_somebody_else_or_the_same_is_not(name):
    assert find_alike([FULL, name]) in ([], [(FULL, name)] if name.endswith("2") else [])


def test_codes_are_people_of_their_own_but_for_a_zero_left_out():
    codes = [f"P{number:02}" for number in range(1, 41)]
    assert find_alike(codes) == [] and find_alike(["Rep 1", "Rep 2", "Rep 12"]) == []
    assert find_alike(["P01", "P1"]) in ([("P1", "P01")], [("P01", "P1")])


def test_two_people_of_the_list_are_two_however_close_their_names():
    pair = ["Nora Testname", "Norah Testname"]
    assert find_alike(pair) and find_alike(pair, listed=pair) == []


def test_of_two_names_the_one_in_the_list_is_meant():
    assert find_alike(["Nora", FULL], listed=["Nora"]) == [(FULL, "Nora")]


def test_a_first_name_of_two_people_is_asked_about_for_both():
    assert find_alike(["Nora", "Nora Testname", "Nora Exempla"]) == [
        ("Nora", "Nora Exempla"),
        ("Nora", "Nora Testname"),
    ]


def test_a_firm_of_thousands_is_compared_in_no_time_and_still_finds_a_slip():
    names = [
        f"{first}{index} {last}{index}"
        for index in range(700)
        for first, last in (("An", "Lo"), ("Be", "Ma"))
    ]
    assert find_alike([*names, "Nora Testname", "Nora Tesname"]) == [("Nora Tesname", "Nora Testname")]
