"""Raw files are read once: in a process of its own, stored whole or not
at all, and loaded by whoever shows them.
"""
