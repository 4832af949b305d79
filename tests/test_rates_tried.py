"""What was tried once and kept as a table: looks at any time, and the rates that are printed on one's own data.

A table of other code fails here: `python benchmarks/any_time.py` or `python benchmarks/own_odds.py` makes it anew.
"""

from __future__ import annotations

import math

from benchmark_recipe import recipe, table


def error(share, draws):
    return math.sqrt(share * (1 - share) / draws)


def test_both_tables_are_of_todays_code():
    assert table("any_time")[0] == recipe("any_time")["hash_looks"](), "python benchmarks/any_time.py"
    assert table("own_odds")[0] == recipe("own_odds")["hash_odds"](), "python benchmarks/own_odds.py"


def test_who_looks_every_week_for_a_year_keeps_the_risk_and_with_a_plan_for_one_look_loses_it():
    rows = {(row["looks"], int(row["people"])): row for row in table("any_time")[1]}
    assert set(rows) == {(looks, people) for looks in ("any", "planned") for people in (40, 15)}
    for (looks, _), row in rows.items():
        draws = int(row["worlds"])
        assert draws >= 600
        for word in ("useful", "useless"):
            share = float(row[word])
            assert share <= 0.05 + 2 * error(0.05, draws) if looks == "any" else share > 0.2


def test_the_rates_that_are_printed_on_twenty_kinds_of_panel_are_those_of_what_made_them():
    rows = table("own_odds")[1]
    assert len({row["kind"] for row in rows}) == 20
    off = {"false": [], "right": []}
    for row in rows:
        printed, real = float(row["printed"]), float(row["real"])
        off[row["sort"]].append(abs(printed - real))
        chance = 2 * (error(printed, int(row["printed_draws"])) + error(real, int(row["real_draws"])))
        assert abs(printed - real) <= (0.02 if row["sort"] == "false" else 0.05) + chance, row
    assert sum(off["false"]) / len(off["false"]) <= 0.01
    assert sum(off["right"]) / len(off["right"]) <= 0.05


def test_a_sample_of_both_recipes_finds_the_same_as_their_tables():
    made = recipe("any_time")
    (once, any_time) = made["try_looks"](15, 8)
    assert [row[0] for row in (once, any_time)] == ["planned", "any"]
    assert all(float(a) <= float(b) for a, b in zip(any_time[3:], once[3:], strict=True))
    odds = recipe("own_odds")
    number, kind = next((n, k) for n, k in enumerate(odds["KINDS"]) if k.name == "workshop")
    stored = {(row["truth"], row["word"]): row for row in table("own_odds")[1] if row["kind"] == kind.name}
    for _, truth, word, _, printed, draws, *_ in odds["try_kind"](kind, number, 100):
        known = float(stored[str(truth), word]["printed"])
        assert abs(printed - known) <= 4 * error(max(known, 0.03), draws)
