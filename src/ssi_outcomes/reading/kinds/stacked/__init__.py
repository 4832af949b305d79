"""Tables of several people in one sheet, one under another."""
