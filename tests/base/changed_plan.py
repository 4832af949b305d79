"""The text of the repository's plan, and what turns it into one for looks at any time."""

from ssi_outcomes.base.paths import root
from ssi_outcomes.base.plan import PLAN_FILE

TEXT = (root() / PLAN_FILE).read_text("utf-8")
ANY = 'planned_looks = 1\nlooks = "any"', "within_sd = 5\npeople = 40\nweeks = 52\nevents_per_week = 0.5"
