"""The page of the score: saved, copied as text, or as the JSON behind it."""
