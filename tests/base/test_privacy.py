"""Names stay on this computer: pseudonyms, their key, and the table that undoes them."""

import csv
import io
import multiprocessing
import os
import re
import stat
from concurrent.futures import ProcessPoolExecutor

import pytest

from ssi_outcomes.base import privacy
from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.base.privacy import (
    SYNTHETIC_KEY,
    audience,
    key_file,
    may_break_down,
    may_show_people,
    name_people,
    read_key,
    safe_cell,
    table_text,
    write_people,
)

POSIX = pytest.mark.skipif(os.name != "posix", reason="not run: rights of this kind exist on POSIX only")


@pytest.fixture(autouse=True)
def machine(tmp_path, monkeypatch):
    """A repository and a key of this test's own."""
    monkeypatch.setenv("SSI_HOME", str(tmp_path / "repository"))
    monkeypatch.setenv("SSI_KEY_FILE", str(tmp_path / "settings" / "key"))
    monkeypatch.delenv("AUDIENCE", raising=False)
    return tmp_path


# --- pseudonyms


def test_a_pseudonym_is_short_and_says_nothing_of_the_name():
    (code,) = name_people(["Test Person"]).values()
    assert re.fullmatch(r"P-[0-9A-HJKMNP-TV-Z]{4}", code)


def test_spaces_case_and_form_do_not_make_another_person():
    spellings = [
        "Hélène Test",
        "  hélène   TEST ",
        "He\u0301le\u0300ne Test",
        "Hélène\u00a0Test",
        "Hé\u200blène Test",
        "Ｈélène Test",
    ]
    assert len(set(name_people(spellings).values())) == 1
    assert len(set(name_people(["Strasse Test", "STRASSE TEST", "Straße Test"]).values())) == 1


def test_an_accent_that_is_left_out_makes_no_other_person():
    assert len(set(name_people(["Hélène Test", "Helene Test", "HÉLÈNE  TEST"]).values())) == 1


def test_the_same_key_names_alike_and_another_key_does_not(monkeypatch, tmp_path):
    first = name_people(["Test Person"])
    assert name_people(["Test Person", "Another Person"])["Test Person"] == first["Test Person"]
    monkeypatch.setenv("SSI_KEY_FILE", str(tmp_path / "settings" / "other"))
    assert name_people(["Test Person"]) != first


def test_synthetic_people_are_named_alike_everywhere_without_a_key_of_ones_own():
    assert len(SYNTHETIC_KEY) == 32
    # HMAC-SHA256 of "test person" under the published key, its first 20 bits in Crockford's base32, worked out apart.
    assert name_people(["Test Person"], synthetic=True) == {"Test Person": "P-5465"}
    assert not key_file().exists()


def test_numbered_people_keep_their_numbers_in_synthetic_data_only():
    assert name_people(["P01", " P40 "], synthetic=True) == {"P01": "P01", " P40 ": "P40"}
    assert name_people(["P01"])["P01"] != "P01"


def test_ones_own_archive_says_you():
    assert name_people(["Test Person", "TEST  person", "Other Person"], you=["test person"]) | {
        "Other Person": "-"
    } == {
        "Test Person": "you",
        "TEST  person": "you",
        "Other Person": "-",
    }


def test_pseudonyms_that_would_be_alike_are_lengthened_and_the_others_are_not():
    names = [f"Test Person {number}" for number in range(3_000)]
    codes = name_people(names, synthetic=True)
    assert len(set(codes.values())) == 3_000
    longer = [code for code in codes.values() if len(code) > len("P-0000")]
    assert 2 <= len(longer) <= 40
    # Those that were lengthened share their first letters with another one that was.
    starts = [code[:6] for code in longer]
    assert all(starts.count(start) >= 2 for start in starts)
    assert name_people(reversed(names), synthetic=True) == codes


def test_nobody_has_no_pseudonym():
    for blank in ("", "  ", "\u200b"):
        with pytest.raises(ValueError):
            name_people([blank])


# --- the key


def test_the_key_is_made_once_and_kept():
    key = read_key()
    assert len(key) == 32 and read_key() == key
    assert [path.name for path in key_file().parent.iterdir()] == ["key"]


@POSIX
def test_only_its_owner_reads_the_key():
    read_key()
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600


def _read_hex(_) -> str:
    return read_key().hex()


def test_programs_that_start_at_once_share_one_key():
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert len(set(pool.map(_read_hex, range(16)))) == 1


@pytest.mark.parametrize("content", ["", "abc", "g" * 64, "0" * 63, "0" * 66])
def test_a_spoilt_key_is_refused_and_left_alone(content):
    key_file().parent.mkdir()
    key_file().write_text(content)
    with pytest.raises(UsageError, match="SSI_KEY_FILE|key"):
        read_key()
    assert key_file().read_text() == content


def test_a_key_in_the_repository_is_refused(machine, monkeypatch):
    monkeypatch.setenv("SSI_KEY_FILE", str(machine / "repository" / "data" / "key"))
    with pytest.raises(UsageError):
        read_key()
    assert not (machine / "repository").exists()


@pytest.mark.parametrize(
    ("platform", "variable", "expected"),
    [
        ("linux", None, ".config/ssi-outcomes/key"),
        ("linux", "XDG_CONFIG_HOME", "settings here/ssi-outcomes/key"),
        ("darwin", None, "Library/Application Support/ssi-outcomes/key"),
        ("darwin", "XDG_CONFIG_HOME", "Library/Application Support/ssi-outcomes/key"),
        ("win32", None, "AppData/Roaming/ssi-outcomes/key"),
        ("win32", "APPDATA", "settings here/ssi-outcomes/key"),
    ],
)
@POSIX
def test_the_key_lies_where_the_system_keeps_settings(machine, monkeypatch, platform, variable, expected):
    for name in ("SSI_KEY_FILE", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(machine))
    if variable:
        monkeypatch.setenv(variable, str(machine / "settings here"))
    monkeypatch.setattr(privacy.sys, "platform", platform)
    assert key_file() == machine / expected


# --- who is who


def test_the_table_of_names_lies_apart_and_runs_nothing(machine):
    path = write_people("acme", {"Test Person": "P-7KQ2", "=HYPERLINK(1)": "P-0000", "test person": "P-7KQ2"})
    assert path == machine / "repository" / "data" / "processed" / "acme" / "private" / "people.csv"
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert rows == [
        ["person", "name"],
        ["P-0000", "'=HYPERLINK(1)"],
        ["P-7KQ2", "Test Person"],
        ["P-7KQ2", "test person"],
    ]


def test_a_lone_carriage_return_in_a_cell_begins_no_row_of_its_own():
    rows = list(
        csv.reader(io.StringIO(table_text(("name",), [("a\r=1+1",), ("b",)]).lstrip("\ufeff"), newline=""))
    )
    assert rows == [["name"], ["a\r=1+1"], ["b"]]


@POSIX
def test_others_on_this_computer_do_not_enter_the_private_folder():
    assert stat.S_IMODE(write_people("acme", {"Test Person": "P-7KQ2"}).parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u200b=1", "＝1", "-2+3", "=1;2"],
)
def test_text_that_a_spreadsheet_would_run_is_defused(text):
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize(
    "value", ["Test Person", "", "12", "-12", "-3,5", "+33", "a=b", "it's", -12, 3.5, None, True, "52,6 %"]
)
def test_everything_else_is_left_as_it_is(value):
    assert safe_cell(value) is value


# --- who may see what


def test_a_report_is_to_be_shared_unless_said_otherwise(monkeypatch):
    assert audience() == "shared" and not may_show_people()
    monkeypatch.setenv("AUDIENCE", " Private ")
    assert audience() == "private" and may_show_people()
    monkeypatch.setenv("AUDIENCE", "everyone")
    with pytest.raises(UsageError):
        audience()


def test_groups_of_five_may_be_shown_and_smaller_ones_not():
    assert [may_break_down(size) for size in (0, 1, 4, 5, 40)] == [False, False, False, True, True]


def test_one_small_group_hides_the_breakdown_since_the_total_would_tell_it():
    assert may_break_down(5, 12) and not may_break_down(36, 4) and not may_break_down()
