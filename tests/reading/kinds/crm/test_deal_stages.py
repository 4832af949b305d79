"""What the stages of deals mean: won under any number, sign, pipeline and language; not won; or to be asked."""

from __future__ import annotations

import tomllib

import pytest
from reading.texts import faults, outcomes, read, refusal

HEAD = "Record ID,Deal Name,Deal Stage,Close Date,Deal owner"


def deals(*stages: str, head: str = HEAD, more: str = "") -> str:
    """Return an export with a deal at each stage, a week apart, after one that is surely won."""
    rows = [
        f'{number},PLANTED,"{stage}",2026-02-{number + 1:02},P01{more}'
        for number, stage in enumerate(("Closed Won", *stages))
    ]
    return "\n".join([head, *rows]) + "\n"


def won(*stages: str) -> list[bool]:
    """Tell of each stage whether its deal was counted."""
    days = {each[2].day for each in outcomes(read(deals(*stages)))}
    return [number + 2 in days for number in range(len(stages))]


@pytest.mark.parametrize(
    "stage",
    [
        *("closedwon", "Closed won", "Closed-Won", "CLOSED_WON", "Closed/Won", "Won", "Won!", "Deal won"),
        *("5. Closed Won", "06 - Closed Won", "7) Won", "(7) Won", "#7 Won", "Stage 7: Won", "S7 - Won"),
        *("✅ Closed Won", "🏆 Won 🏆", "⭐️ 5. Closed Won", "100% - Closed Won", "Closed Won (100%)"),
        *("Closed Won (Sales Pipeline)", "5. Closed Won (Sales Pipeline)", "Won [Pipeline France]"),
        *("Closed Won - No Effort", "Closed Won - No Effort (Sales Pipeline)", "Closed Won (Renewal)"),
        *("Gagné", "Gagnée(s)", "Fermé gagné", "Fermée / Gagnée", "Étape 6 : Gagné", "Contrat signé"),
        *("Affaire gagnée", "Conclu - gagné", "Clôturé gagné", "Devis signé", "Gagné (tunnel B2B)"),
        *("Gewonnen", "Abgeschlossen und gewonnen", "Cerrado ganado", "Cierre ganado", "Fechado - ganho"),
        *("Chiuso Vinto", "Chiusa e vinta", "Gesloten - gewonnen", "Sold", "Vendu"),
    ],
)
def test_a_stage_that_says_won_is_won_whatever_stands_around_it(stage):
    assert won(stage) == [True]


@pytest.mark.parametrize(
    "stage",
    [
        *("Closed Lost", "Not won", "6. Closed Lost (Sales Pipeline)", "❌ Lost", "Closed Lost - Competitor"),
        *("Perdu", "Fermé perdu", "Non gagné", "Pas gagnée", "Verloren", "Cerrado perdido", "Chiuso perso"),
        *("Proposal Sent", "Contract Sent", "Négociation", "Wonderful lead", "Contrat à l’étude"),
    ],
)
def test_a_stage_that_does_not_say_won_is_not_and_is_named_with_its_deals(stage):
    parsed = read(deals(stage, stage))
    assert (len(outcomes(parsed)), faults(parsed)) == (1, [])
    ((_, said),) = parsed.notes
    assert f"{stage}: 2" in (said["lost"], said["others"])


@pytest.mark.parametrize(
    "stage",
    [
        *(
            "Won (pending finance validation)",
            "Won - awaiting signature",
            "Won?",
            "Verbally won",
            "To be won",
        ),
        *("Closed Won (Churned)", "50% Won", "Win back", "Won / Lost", "Won (pending) (Sales Pipeline)"),
        *("Gagné (en attente)", "Gagné sous réserve", "À signer, gagné", "Gewonnen (offen)", "Ganado?"),
    ],
)
def test_a_stage_that_says_won_and_more_is_asked_about_and_the_line_settles_it(stage):
    parsed = read(deals(stage))
    assert (len(outcomes(parsed)), faults(parsed)) == (1, [(3, "stage_unsure")])
    ((_, entry),) = tomllib.loads(parsed.rejected[0].values["paste"]).items()
    assert entry["won"] == ["Closed Won", stage]
    assert len(outcomes(read(deals(stage), **entry))) == 2
    settled = read(deals(stage), **{**entry, "won": ["Closed Won"]})
    assert (len(outcomes(settled)), faults(settled)) == (1, [])


def test_a_deal_without_a_stage_is_not_known_to_be_lost():
    parsed = read(deals("", "Closed Lost"))
    assert (len(outcomes(parsed)), faults(parsed)) == (1, [(3, "stage_missing")])
    (gap,) = parsed.tables["gaps"]
    assert (gap["person"], gap["name"], gap["start"].day) == ("P01", "contracts", 2)


def test_the_week_of_a_stage_that_is_asked_about_is_not_known():
    (gap,) = read(deals("Won (verbal)")).tables["gaps"]
    assert (gap["person"], gap["name"], gap["start"].day) == ("P01", "contracts", 2)


def test_what_the_column_of_pipelines_names_is_no_doubt():
    head = f"{HEAD},Pipeline"
    text = deals("Closed Won (Key accounts)", head=head, more=",Key accounts")
    assert len(outcomes(read(text))) == 2
    assert len(outcomes(read(deals("Closed Won (Key accounts)")))) == 1


def test_brackets_behind_all_stages_are_pipelines():
    text = deals("Closed Won (Key accounts)", "Closed Lost (Key accounts)").replace(
        '"Closed Won"', '"Closed Won (Key accounts)"'
    )
    assert (len(outcomes(read(text))), faults(read(text))) == (2, [])


def test_a_column_that_says_won_leaves_nothing_to_ask_of_the_stage():
    text = "Opportunity Name,Stage,Won,Close Date,Opportunity Owner\nPLANTED,Won (pending),1,2026-01-28,P01\nPLANTED,Won (pending),0,2026-01-29,P01\n"
    assert (len(outcomes(read(text))), faults(read(text))) == (1, [])
    assert faults(read(text.replace(",1,", ",,"))) == [(2, "stage_missing")]


def test_every_stage_that_was_not_counted_is_named_with_a_line_that_counts_it():
    text = deals("Bon pour accord", "Bon pour accord", "Perdu", "Négociation")
    ((key, said),) = read(text).notes
    assert (key, said["won"], said["count"], said["lost"]) == ("deals_won", 1, 5, "Perdu: 1")
    assert said["others"] == "Bon pour accord: 2, Négociation: 1"
    ((_, entry),) = tomllib.loads(said["paste"]).items()
    assert len(outcomes(read(text, **entry))) == 3


def test_stages_of_which_one_is_sure_to_mean_lost_only_are_a_quarter_without_a_sale():
    text = deals("Closed Lost").replace('"Closed Won"', '"Contract Sent"')
    assert outcomes(read(text)) == []
    asked = refusal(text.replace("Contract Sent", "Won (pending)"))
    assert (asked.key, asked.values["stages"]) == ("asks_won", "Won (pending)")
