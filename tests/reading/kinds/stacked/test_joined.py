"""What was read of each of several people is one sheet's, and a column is called as the file calls it."""

from datetime import date

import pytest

from ssi_outcomes.base.errors import LANGUAGES, message
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.kinds.stacked.joined import Part, join_abreast
from ssi_outcomes.reading.parsed import Parsed, Rejected

TODAY = date(2026, 4, 20)


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("Semaine;SSI Noa;RDV Noa;SSI Ida;RDV Ida", "RDV Ida"),
        ("Week;Noa - SSI;Noa - Meetings;Ida - SSI;Ida - Meetings", "Ida - Meetings"),
        ("Woche;SSI (Noa);RDV (Noa);SSI (Ida);RDV (Ida)", "RDV (Ida)"),
    ],
)
def test_a_fault_names_the_heading_with_the_name_in_it(tmp_path, head, column):
    (tmp_path / "team.csv").write_text(f"{head}\n2026-W02;53;2;40;1\n2026-W03;54;0;41;~3\n", "utf-8")
    (tmp_path / "dataset.toml").write_text("synthetic = true\n", "utf-8")
    (tmp_path / "mapping.toml").write_text('["team.csv"]\nside_by_side = ["Noa", "Ida"]\n', "utf-8")
    (fault,) = read_team(tmp_path, TODAY).rejected
    assert (fault.line, fault.column, fault.value) == (3, column, "~3")
    for language in LANGUAGES:
        assert "~3" in message(fault.key, language, column=fault.column, **fault.values)


def refused(line, column):
    return Rejected("team.csv", "count_unreadable", line, column)


def part(*rejected, rows, **of):
    return Parsed("team.csv", "weekly", {}, rows, rows - len(rejected), rejected=rejected, **of)


def test_a_line_that_is_refused_of_two_people_is_one_row_and_rows_add_up():
    noa, ida = (Part(None, {"SSI": f"SSI {name}"}) for name in ("Noa", "Ida"))
    one = noa.say(part(refused(2, "SSI"), refused(3, "Semaine"), rows=5, notes=(("sheet_hidden", {}),)))
    two = ida.say(part(refused(2, "SSI"), refused(3, "Semaine"), rows=5, notes=(("sheet_hidden", {}),)))
    both = join_abreast([one, two])
    # A column that is all people's is refused once; each one's own, once for each.
    assert [(each.line, each.column) for each in both.rejected] == [
        (2, "SSI Noa"),
        (3, "Semaine"),
        (2, "SSI Ida"),
    ]
    assert (both.rows, both.accepted, both.notes) == (8, 6, (("sheet_hidden", {}),))
