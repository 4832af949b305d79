"""What goes through the rows of a panel that does not fit into memory, each engine by its own means."""
