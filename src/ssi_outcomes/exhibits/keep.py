"""Say what is kept of a dataset as plain files: tables as Parquet, refusals as CSV, who is who on this
machine only. They were written as it was read.
"""

from __future__ import annotations

from IPython.display import HTML

from ssi_outcomes.intake.writing import kept_tables
from ssi_outcomes.study import Study
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import say


def keep(study: Study) -> HTML:
    """Return a line that counts the tables and refusals that are kept
    in the dataset's folder of computed files.
    """
    facts = {
        "tables_kept": Fact("tables_kept", len(kept_tables(study)), "tables", "keep"),
        "n_refusals": Fact("n_refusals", len(study.dataset.rejected), "rows", "files"),
    }
    return HTML(f"<p>{say('exhibits.kept', study.language, facts)}</p>")
