"""How notebooks are run: kernels, jobs, stages, what was made and from what, and how far it is."""
