"""The rule on panels that do not fit into memory: people by weeks in files, one block of people at a time."""
