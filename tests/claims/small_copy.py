"""A small copy of the article's evidence, and how a fault is planted in it."""

from io import StringIO

import pandas as pd

STATEMENTS = """
statement_id,case,comparator,value,start,end,duration_min,duration_max
benoit_ssi,benoit,=,12,,,,
benoit_approaches,benoit,=,1,"[2019-09,2019-10]",2020-04,,
isabelle_ssi,isabelle,=,15,,,,
isabelle_approaches,isabelle,=,4,unknown,,0.125,0.5
isabelle_posts,isabelle,=,0,,,,
leslie_ssi,leslie,not stated,,,,,
leslie_leads,leslie,>=,1,,,,
leslie_connections,leslie,>,200,,,,
leslie_posts,leslie,=,1,,,,
claude_before,claude,=,54,,,,
claude_after,claude,=,65,,,,
claude_impact,claude,=,0,,,,
accepted,,~,25,,,,
threshold,,=,20,,,,
"""
DERIVATIONS = """
statement_id,case,expression
benoit_total,benoit,benoit_months * benoit_approaches
benoit_months,benoit,months(benoit_approaches)
claude_rise,claude,claude_after - claude_before
isabelle_lead,isabelle,isabelle_ssi - benoit_ssi
isabelle_days,isabelle,days(isabelle_approaches)
leslie_rise,leslie,leslie_ssi - 10
leslie_double,leslie,2 * leslie_connections
"""
CLAIMS = """
claim_id,form,condition
high_is_necessary,necessary,ssi < low and approaches > 0
low_does_not_prevent,existence,ssi < low and approaches > 0
rise_works_at_once,sufficient,after > before and impact <= 0
unpublished,existence,posts == 0 and approaches > 0
leslie_low,existence,ssi < low and leads > 0
above,arithmetic,isabelle > benoit
quarter,arithmetic,accepted > threshold
rise_is_large,arithmetic,rise > 20
higher_is_better,associated,
"""
LINKS = """
claim_id,statement_id,name
high_is_necessary,benoit_ssi,ssi
high_is_necessary,benoit_approaches,approaches
high_is_necessary,isabelle_ssi,ssi
high_is_necessary,isabelle_approaches,approaches
low_does_not_prevent,benoit_ssi,ssi
low_does_not_prevent,benoit_approaches,approaches
low_does_not_prevent,isabelle_ssi,ssi
low_does_not_prevent,isabelle_approaches,approaches
low_does_not_prevent,benoit_total,
rise_works_at_once,claude_before,before
rise_works_at_once,claude_after,after
rise_works_at_once,claude_impact,impact
unpublished,isabelle_posts,posts
unpublished,isabelle_approaches,approaches
leslie_low,leslie_ssi,ssi
leslie_low,leslie_leads,leads
above,isabelle_ssi,isabelle
above,benoit_ssi,benoit
quarter,accepted,accepted
quarter,threshold,threshold
rise_is_large,claude_rise,rise
higher_is_better,benoit_ssi,
"""


def table(text: str) -> pd.DataFrame:
    return pd.read_csv(StringIO(text.strip()))


def small_tables() -> dict[str, pd.DataFrame]:
    """Return the tables of the small copy, by their names."""
    return {
        name: table(text)
        for name, text in zip(
            ("statements", "derivations", "claims", "claim_statements"),
            (STATEMENTS, DERIVATIONS, CLAIMS, LINKS),
            strict=True,
        )
    }


def plant(tables, sheet, key, /, **cells):
    """Change cells of the row whose first column is `key`."""
    frame = tables[sheet]
    for column, value in cells.items():
        frame.loc[frame.iloc[:, 0] == key, column] = value
