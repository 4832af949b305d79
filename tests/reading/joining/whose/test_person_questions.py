"""Names that could be one person's are asked about once, and the pasted lines answer."""

from __future__ import annotations

import pytest
from reading.joining.whose_files import MONDAYS, deals, named, notes
from reading.team_folder import TODAY, rows, weeks_of, write

from ssi_outcomes.base.errors import LANGUAGES, DataRefused, message
from ssi_outcomes.reading.joining.folder import read_team

PEOPLE = "Personne;Sales Navigator\nNora Testname;oui\nLéna Exempla;non\n"


def answer(folder, dataset) -> None:
    ((_, said),) = notes(dataset, "asks_people")
    (folder / "mapping.toml").write_text(said["paste"], "utf-8")


@pytest.mark.parametrize(
    "name", ["Nora", "N. Testname", "Testname Nora", "nora.testname@firm.example", "Nora Tesname"]
)
def test_a_name_that_could_be_another_is_asked_about_once_and_then_is_one_person(folder, name):
    write(
        folder,
        {
            "tracker.csv": named("Nora Testname"),
            "deals.csv": deals(name, name),
            "more.csv": deals(name).replace("03-10", "03-20"),
        },
    )
    dataset = read_team(folder, TODAY)
    assert len(set(dataset.names.values())) == 2
    answer(folder, dataset)
    again = read_team(folder, TODAY)
    assert len(set(again.names.values())) == 1 and notes(again, "asks_people") == []
    assert {again.names[name]} == {person for (person,) in rows(again, "outcomes", "person")}


def test_until_it_is_answered_no_week_of_either_is_a_zero_where_the_other_has_an_outcome(folder):
    about = '[[coverage]]\ntable = "outcomes"\nname = "contracts"\nstart = 2026-03-02\nend = 2026-03-29\n'
    write(
        folder,
        {"tracker.csv": named("Nora Testname"), "deals.csv": deals("N. Testname"), "dataset.toml": about},
    )
    dataset = read_team(folder, TODAY)
    weeks = weeks_of(dataset, dataset.names["Nora Testname"], "outcome_contracts")
    assert (weeks["2026-W11"], weeks["2026-W12"]) == (None, 0)
    answer(folder, dataset)
    again = read_team(folder, TODAY)
    assert weeks_of(again, again.names["Nora Testname"], "outcome_contracts")["2026-W11"] == 1


@pytest.mark.parametrize("name", ["LENA EXEMPLA", "Lena  Exempla", " léna exempla ", "Le\u0301na Exempla"])
def test_case_accents_and_spaces_are_no_question(folder, name):
    write(folder, {"people.csv": PEOPLE, "tracker.csv": named("Nora Testname", name)})
    dataset = read_team(folder, TODAY)
    assert len(set(dataset.names.values())) == 2
    assert notes(dataset, "asks_people") == notes(dataset, "people_and_data") == []


def test_two_people_of_the_list_are_not_asked_about_however_close(folder):
    people = PEOPLE + "Norah Testname;non\nNora Testnome;oui\n"
    tracker = "name,date,SSI\n" + "".join(
        f"{name},{day},40\n"
        for name, day in zip(
            ("Nora Testname", "Norah Testname", "Nora Testnome", "Lena Exempla"), MONDAYS, strict=True
        )
    )
    assert (
        notes(read_team(write(folder, {"people.csv": people, "tracker.csv": tracker}), TODAY), "asks_people")
        == []
    )


def test_two_who_have_a_reading_on_the_same_day_in_one_file_are_two(folder):
    assert (
        notes(
            read_team(write(folder, {"tracker.csv": named("Nora Testname", "Nora Tesname")}), TODAY),
            "asks_people",
        )
        == []
    )


def test_who_is_not_in_the_list_is_told_with_how_many_are(folder):
    write(folder, {"people.csv": PEOPLE, "tracker.csv": named("Nora Testname", "Zelda Fremd", "N. Exempla")})
    dataset = read_team(folder, TODAY)
    ((_, said),) = notes(dataset, "people_and_data")
    assert (said["listed"], said["active"], said["idle"]) == (2, 3, "Léna Exempla")
    assert said["outside"] == "N. Exempla, Zelda Fremd"
    ((_, asked),) = notes(dataset, "asks_people")
    assert (asked["pairs"], asked["outside"]) == (
        "",
        "N. Exempla, Zelda Fremd",
    )  # each has a reading a week: two


def test_a_score_that_tells_of_a_seat_is_no_list_of_people(folder):
    answer = '{"date": "2026-03-02", "activeSeat": true, "memberScore": {"overall": 53}}'
    write(folder, {"score.json": answer})
    assert notes(read_team(folder, TODAY), "people_and_data") == []
    write(folder, {"people.csv": PEOPLE, "tracker.csv": named("Nora Testname"), "Zelda Fremd/s.json": answer})
    ((_, said),) = notes(read_team(folder, TODAY), "people_and_data")
    assert (said["listed"], said["active"], said["outside"]) == (2, 2, "Zelda Fremd")


def test_two_people_are_two_once_the_user_says_so(folder):
    write(
        folder,
        {
            "tracker.csv": named("Nora Testname"),
            "deals.csv": deals("Nora"),
            "mapping.toml": '[people]\n"Nora" = "Nora"\n',
        },
    )
    dataset = read_team(folder, TODAY)
    assert len(set(dataset.names.values())) == 2 and notes(dataset, "asks_people") == []


def test_what_was_answered_before_stays_in_the_lines_to_paste(folder):
    said = '[people]\n"Nora" = "Nora Testname"\n'
    write(
        folder,
        {
            "tracker.csv": named("Nora Testname", "Lena Exempla"),
            "deals.csv": deals("Nora", "Lena"),
            "mapping.toml": said,
        },
    )
    dataset = read_team(folder, TODAY)
    answer(folder, dataset)
    assert len(set(read_team(folder, TODAY).names.values())) == 2


@pytest.mark.parametrize("text", ['[people]\n"Nora" = 3\n', "people = 3\n"])
def test_a_table_of_names_that_is_none_is_refused_with_how_it_is_written(folder, text):
    write(folder, {"tracker.csv": named("Nora Testname"), "mapping.toml": text})
    with pytest.raises(DataRefused) as refusal:
        read_team(folder, TODAY)
    assert "[people]" in refusal.value.text("en") and "[people]" in refusal.value.text("fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_question_is_a_whole_sentence(language):
    for pairs, outside in (("A → B", ""), ("", "C"), ("A → B", "C")):
        text = message(
            "asks_people", language, pairs=pairs, outside=outside, accounts="", paste='[people]\n"A" = "B"'
        )
        assert text.endswith('"A" = "B"') and "mapping.toml" in text and "  " not in text


def test_deals_that_nobody_was_given_are_nobodys_once_the_user_says_so(folder):
    write(
        folder,
        {"tracker.csv": named("Nora Testname"), "deals.csv": deals("Nora Testname", "", "Zelda Fremd")},
    )
    dataset = read_team(folder, TODAY)
    (refused,) = [each for each in dataset.rejected if each.key == "person_blank"]
    assert 'person = "team"' in message(refused.key, "fr", **refused.values)
    weeks = weeks_of(dataset, dataset.names["Nora Testname"], "outcome_contracts")
    assert weeks["2026-W11"] is None
    (folder / "mapping.toml").write_text('["deals.csv"]\nperson = "team"\n', "utf-8")
    again = read_team(folder, TODAY)
    assert again.rejected == ()
    assert weeks_of(again, again.names["Nora Testname"], "outcome_contracts")["2026-W11"] == 1


def test_two_spellings_of_one_name_are_asked_about_once(folder):
    write(
        folder,
        {"a.csv": named("Léna Exempla"), "b.csv": named("Lena Exempla"), "deals.csv": deals("L. Exempla")},
    )
    ((_, said),) = notes(read_team(folder, TODAY), "asks_people")
    assert said["pairs"].count("→") == said["paste"].count(" = ") == 1


@pytest.mark.parametrize("worse", ["léna exempla", "LENA EXEMPLA", "Lena Exempla", "Lena  exempla"])
def test_of_two_spellings_of_one_name_the_more_careful_one_is_proposed(folder, worse):
    files = {"a.csv": named("Léna Exempla"), "b.csv": named(worse), "deals.csv": deals("L. Exempla")}
    write(folder, files)
    ((_, said),) = notes(read_team(folder, TODAY), "asks_people")
    assert said["pairs"] == "L. Exempla → Léna Exempla"
