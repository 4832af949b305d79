"""The kinds of files that are read: each is a class, and this is the only list of them.

To add one, write its class (`kind.py` says which there are), name it here, and give it its label, its sample
and its line in the READMEs: `tests/reading/kinds/test_kinds.py` says what is missing.
"""

from __future__ import annotations

from ssi_outcomes.reading.kinds.across.weeks_across import WeeksAcross
from ssi_outcomes.reading.kinds.archive.zipped import Archive
from ssi_outcomes.reading.kinds.calendar.events import CalendarFile
from ssi_outcomes.reading.kinds.calendar.packed import CalendarZip
from ssi_outcomes.reading.kinds.crm import DEALS, MEETINGS
from ssi_outcomes.reading.kinds.kind import Kind
from ssi_outcomes.reading.kinds.logs import ActivityLog, OutcomeLog
from ssi_outcomes.reading.kinds.page.pasted_page import PastedPage
from ssi_outcomes.reading.kinds.page.saved_page import PageText, ScorePage
from ssi_outcomes.reading.kinds.page.score_json import ScoreJson
from ssi_outcomes.reading.kinds.people import People
from ssi_outcomes.reading.kinds.published.creator import Creator
from ssi_outcomes.reading.kinds.score.score_long import ScoreLong
from ssi_outcomes.reading.kinds.weekly import Weekly

__all__ = ["KINDS"]

# In the order in which they are asked: what says most about itself comes first.
KINDS: tuple[Kind, ...] = (
    Archive(),
    CalendarZip(),
    CalendarFile(),
    ScorePage(),
    ScoreJson(),
    PageText(),
    Creator(),
    *DEALS,
    *MEETINGS,
    PastedPage(),
    ScoreLong(),
    OutcomeLog(),
    ActivityLog(),
    Weekly(),
    WeeksAcross(),
    People(),
)
