"""Whatever goes wrong with one file is a refusal of that file, and takes no other with it."""

import pytest
from reading.team_folder import TODAY, WEEKLY, write

from ssi_outcomes.base.errors import DataRefused, FileRefused, message
from ssi_outcomes.reading.joining.by_file.unforeseen import refusing
from ssi_outcomes.reading.joining.folder import _counting, read_team
from ssi_outcomes.reading.kinds.weekly import Weekly
from ssi_outcomes.reading.parsed import Context

MARK = "planted"


def _loop(deep=0):
    return _loop(deep + 1)


def _fail(error):
    raise error


FAULTS = {
    "ValueError": (lambda: _fail(ValueError("Nora Exempla")), "file_broke_reader"),
    "KeyError": (lambda: {}["Nora Exempla"], "file_broke_reader"),
    "AssertionError": (lambda: _fail(AssertionError("Nora Exempla")), "file_broke_reader"),
    "OverflowError": (lambda: 10**400 / 2, "file_broke_reader"),
    "RecursionError": (_loop, "file_broke_reader"),
    "MemoryError": (lambda: _fail(MemoryError()), "file_took_memory"),
    "PermissionError": (lambda: _fail(PermissionError(13, "Permission denied")), "file_unreadable"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_becomes_a_refusal_that_quotes_nobody(name):
    fault, key = FAULTS[name]
    with pytest.raises(FileRefused) as refused, refusing("a.csv"):
        fault()
    assert refused.value.key == key
    for language in ("fr", "en"):
        said = message(key, language, **refused.value.values)
        assert "a.csv" in said and "Nora" not in said
    assert key != "file_broke_reader" or name in refused.value.text("en")


def test_what_is_said_on_purpose_stays_what_it_is():
    with pytest.raises(DataRefused), refusing("a.csv"):
        raise DataRefused("nothing_accepted", dataset="a")


@pytest.mark.parametrize("name", FAULTS)
def test_the_other_files_are_read(folder, monkeypatch, name):
    def read(kind, table, search, usual=Weekly.read):
        return FAULTS[name][0]() if MARK in search.sheet.file else usual(kind, table, search)

    monkeypatch.setattr(Weekly, "read", read)
    write(folder, {"semaines.csv": WEEKLY, f"{MARK}.csv": WEEKLY.replace(";2", ";3")})
    dataset = read_team(folder, TODAY)
    (refused,) = dataset.rejected
    assert (refused.key, refused.line) == (FAULTS[name][1], None)
    assert sum(file.accepted for file in dataset.files) > 0


def test_what_a_file_that_broke_off_had_counted_another_may_hold():
    context = Context(TODAY, counted={("A", "1", None)})

    def read():
        context.counted.add(("A", "2", None))
        raise ValueError("broke")

    with pytest.raises(ValueError, match="broke"):
        _counting(context, read)
    assert context.counted == {("A", "1", None)}
