"""Who stands by is told which file is read, and leaves some out by name."""

from reading.team_folder import TODAY, WEEKLY, write

from ssi_outcomes.reading.attended import Attendant, attended
from ssi_outcomes.reading.joining.folder import read_team


def test_each_file_is_named_before_it_is_read_and_all_of_them_last(tmp_path):
    at = []
    write(tmp_path, {"a.csv": WEEKLY, "b.csv": WEEKLY.replace(";2", ";3")})
    with attended(Attendant(at.append)):
        read_team(tmp_path, TODAY)
    assert list(dict.fromkeys(at)) == [("a.csv",), ("b.csv",), ()] and at[-1] == ()


def test_what_is_left_out_is_not_opened_and_has_a_line(tmp_path):
    write(tmp_path, {"a.csv": WEEKLY, "b.csv": "\0" * 10})
    with attended(Attendant(left_out={"b.csv": ("file_took_time", {"minutes": 5})})):
        dataset = read_team(tmp_path, TODAY)
    (refused,) = dataset.rejected
    assert (refused.key, refused.values) == ("file_took_time", {"minutes": 5})
    assert max(file.accepted for file in dataset.files) > 1
