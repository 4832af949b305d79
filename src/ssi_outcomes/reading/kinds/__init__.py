"""The kinds of files that are known."""
