"""The stored table of tried pools, as it stands beside any pool."""

from __future__ import annotations

import pytest
from exhibits.together.told_pools import fill, pool_study

from ssi_outcomes.base.errors import LANGUAGES
from ssi_outcomes.exhibits.together.pools_tried import show_rates
from ssi_outcomes.worlds.pool_rates import read_rates


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_cell_has_its_line_and_the_sentence_tells_the_worst(tmp_path, language):
    told = show_rates(pool_study(fill(tmp_path))).tell(language)
    rows = read_rates().rows
    assert told["table"].count("<tr>") == 1 + len(rows)
    worst = 100 * max(share for row in rows for share in (row.above, row.below))
    assert f'data-fact="pools_worst_false" value="{worst:g}"' in told["sentence"]
