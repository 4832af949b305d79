"""The article's study, read once for all that is shown of it."""

from __future__ import annotations

import pytest
from exhibits.told_studies import read_article

from ssi_outcomes.study import CaseStudy


@pytest.fixture(scope="session")
def study() -> CaseStudy:
    return read_article()
