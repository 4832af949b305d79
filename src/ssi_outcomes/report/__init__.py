"""Turn executed notebooks into HTML pages, hold the pages to their rules, and
write what goes with them: facts, tables.
"""

from importlib import import_module

# Each is imported when it is asked for: the notebooks that `story.py` tells need nothing of what makes pages.
_HOMES = {
    "export_case": "export",
    "export_report": "export",
    "export_facts": "facts_file",
    "export_large": "large_page",
    "export_workbook": "workbook",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str):
    """Return one of the functions of `__all__`."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
