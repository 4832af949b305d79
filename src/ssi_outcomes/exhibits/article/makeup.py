"""What the score is said to be made of: the article's list of criteria, and who moves them."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ssi_outcomes.exhibits.article.phrases import told
from ssi_outcomes.exhibits.article.statement_facts import statement_facts
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.study import Study
from ssi_outcomes.words.facts import Fact


def show_makeup(study: Study) -> Exhibit:
    """Return the presumed criteria of the score, by pillar and by who moves them; they
    are the article's, whatever the dataset.
    """
    article = study.article
    criteria = article.dataset.tables["criteria"]
    counts = criteria["moved_by"].value_counts()
    facts = [Fact("n_criteria", len(criteria), "rows", "data package")]
    facts += [
        Fact(f"n_moved_by_{who}", int(counts.get(who, 0)), "criteria", "criteria", n=len(criteria))
        for who in ("oneself", "both", "others")
    ]
    facts += [
        Fact(
            "n_not_oneself_alone",
            int((criteria["moved_by"] != "oneself").sum()),
            "criteria",
            "criteria",
            n=len(criteria),
        )
    ]
    wanted = statement_facts(article)
    facts += [fact for fact in wanted if fact.id.startswith(("ssi_", "linkedin_"))]

    return Exhibit(
        "makeup", study, tuple(facts), words=partial(_list_pillars, criteria), more=("makeup_grid",)
    )


def _list_pillars(criteria: pd.DataFrame, teller: Teller) -> dict[str, object]:
    """Return the name of each pillar with its criteria, and who moves each of them."""
    labelled = criteria.assign(label=told(criteria, "label", teller.language))
    return {
        "pillars": [
            (
                teller.text(f"labels.pillars.{pillar}"),
                [
                    (each.label, each.moved_by, teller.text(f"labels.moved_by.{each.moved_by}"))
                    for each in group.itertuples()
                ],
            )
            for pillar, group in labelled.groupby("pillar", sort=False)
        ]
    }
