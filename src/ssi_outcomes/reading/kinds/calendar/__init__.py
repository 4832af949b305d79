"""A calendar: when its events took place, and what they count as."""
