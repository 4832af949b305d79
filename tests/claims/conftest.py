"""The small copy of the article's evidence, new for each test, which may plant a fault in it."""

import pandas as pd
import pytest
from claims.small_copy import small_tables


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    return small_tables()
