"""LinkedIn's archive of one's own data: only counts leave it."""
