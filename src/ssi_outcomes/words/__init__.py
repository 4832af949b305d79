"""Facts, and whole sentences about them in each language."""
