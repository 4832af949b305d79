"""Turn executed notebooks into HTML pages, and hold the pages to their rules."""

from ssi_outcomes.report.export import export_case, export_report

__all__ = ["export_case", "export_report"]
