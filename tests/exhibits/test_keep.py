"""What is kept of a dataset is counted: its tables, those that were computed among them, and its refusals."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from exhibits.snapshots import plain
from exhibits.told_studies import Told, tell_study

from ssi_outcomes.exhibits.keep import keep
from ssi_outcomes.reading.parsed import Rejected


def test_the_panel_is_kept_beside_the_tables_that_were_read():
    study = tell_study({"meetings": Told(0.9, 1.2)})
    table = pd.DataFrame({"person": ["P01"]})
    rejected = tuple(Rejected("a.csv", "file_without_table", line) for line in (2, 3, 4))
    data = replace(study.dataset, tables={"ssi": table, "outcomes": table}, rejected=rejected)
    line = keep(replace(study, dataset=data)).data
    assert 'data-fact="tables_kept" value="3"' in line and 'data-fact="n_refusals" value="3"' in line


def test_it_is_told_in_the_language_of_the_study():
    study = tell_study({"meetings": Told(0.9, 1.2)})
    assert plain(keep(study).data).startswith("1\u00a0table")
    assert plain(keep(replace(study, language="fr")).data) != plain(keep(study).data)
