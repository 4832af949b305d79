"""LinkedIn’s workbooks for who publishes there: counts by day, and the totals of one post."""
