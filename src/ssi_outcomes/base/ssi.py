"""LinkedIn's Social Selling Index as it is shown: the total, its four pillars, and how others stand."""

SCORE = "ssi"
PILLARS = ("brand", "find", "engage", "build")
READING = (SCORE, *PILLARS)
MEANS = ("industry_mean", "network_mean")
RANKS = ("industry_rank_pct", "network_rank_pct")  # top so many per cent: lower is better
SCORE_POINTS, PILLAR_POINTS = 100, 25  # the most that a total, and that each pillar, can have
