"""Weeks that do not fit into memory: the verdict, told as to a team, and what is left out."""
