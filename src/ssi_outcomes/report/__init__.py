"""Turn executed notebooks into HTML pages, hold the pages to their rules, and
write what goes with them: facts, tables.
"""

from ssi_outcomes.report.export import export_case, export_report
from ssi_outcomes.report.facts_file import export_facts
from ssi_outcomes.report.workbook import export_workbook

__all__ = ["export_case", "export_facts", "export_report", "export_workbook"]
