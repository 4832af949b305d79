"""File by file: what lies in a folder, and how one that cannot be read stops no other."""
