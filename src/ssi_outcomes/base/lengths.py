"""How long a week, a month and a year are taken to be, wherever counts are told per one of them."""

WEEK = 7  # days
WEEKDAYS = 5  # from its Monday on
MONTH = 4 * WEEK  # days: months of whole weeks, all of one length
WEEKS_A_YEAR = 365.25 / WEEK  # for how long something takes
WHOLE_YEAR = 52  # weeks, for what a year of whole weeks would bring
