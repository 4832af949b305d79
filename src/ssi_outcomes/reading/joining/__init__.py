"""From all files to one dataset: whose it is, rules between rows, gaps, what is hidden."""
