"""Draw the figures: one function each, from plain values and a `text`
that knows the language; estimates nothing.
"""

from ssi_outcomes.figures.case_stories import draw_coverage, draw_people, draw_score
from ssi_outcomes.figures.chance import draw_data_needed, draw_false_trail, draw_selection, draw_silence
from ssi_outcomes.figures.changes import draw_changes
from ssi_outcomes.figures.false_words import draw_false_words
from ssi_outcomes.figures.gains import draw_race
from ssi_outcomes.figures.ratios import draw_ratios
from ssi_outcomes.figures.reach_by_people import draw_reach
from ssi_outcomes.figures.score_course import draw_standing
from ssi_outcomes.figures.scores import draw_person_weeks, draw_scores
from ssi_outcomes.figures.two_arms import draw_arms
from ssi_outcomes.figures.weeks import draw_calendar, draw_diary, draw_weeks
from ssi_outcomes.figures.word_shares import draw_word_shares

__all__ = [
    "draw_arms",
    "draw_calendar",
    "draw_changes",
    "draw_coverage",
    "draw_data_needed",
    "draw_diary",
    "draw_false_trail",
    "draw_false_words",
    "draw_people",
    "draw_person_weeks",
    "draw_race",
    "draw_ratios",
    "draw_reach",
    "draw_score",
    "draw_scores",
    "draw_selection",
    "draw_silence",
    "draw_standing",
    "draw_weeks",
    "draw_word_shares",
]
