"""What is claimed, and what refutes or supports it: on described cases, and on weeks."""
