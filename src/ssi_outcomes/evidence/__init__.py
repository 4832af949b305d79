"""What data can carry: estimates with their uncertainty, and how much data a verdict takes.

Nothing here draws.
"""
