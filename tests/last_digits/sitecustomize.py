"""Another processor, imitated: every estimate and every fact comes out with its last binary digit moved.

`pytest --last-digits` puts this folder on the path of each Python that the tests start; Python imports a module of this name by itself.
What is compared with a stored file has to hold all the same.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import math
import sys
from dataclasses import fields

LAST_DIGIT = 1 + 2**-52
# Module -> its classes whose numbers are estimates.
NUDGED = {
    "ssi_outcomes.evidence.estimate": ("Estimate", "RatioEstimate", "Slope"),
    "ssi_outcomes.words.facts": ("Fact",),
}


def nudge(number: object) -> object:
    """Return a number with its last digit moved; whole numbers are counts, and counts are exact."""
    return number * LAST_DIGIT if isinstance(number, float) and math.isfinite(number) else number


def nudge_class(kind: type) -> None:
    """Let `kind` be made of nudged numbers, before it does anything with them."""
    made, names = kind.__init__, [field.name for field in fields(kind)]

    def __init__(self, *values, **named):
        named = dict(zip(names, values, strict=False)) | named
        made(self, **{name: nudge(value) for name, value in named.items()})

    kind.__init__ = __init__


class _Loader(importlib.abc.Loader):
    def __init__(self, loader: importlib.abc.Loader):
        self._loader = loader

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        self._loader.exec_module(module)
        for name in NUDGED[module.__name__]:
            # What inherits is nudged by its own __init__ alone.
            nudge_class(vars(module)[name])

    def __getattr__(self, name):
        return getattr(self._loader, name)


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name not in NUDGED:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        spec.loader = _Loader(spec.loader)
        return spec


sys.meta_path.insert(0, _Finder())
