"""From a cell to a value: text, numbers, dates."""
