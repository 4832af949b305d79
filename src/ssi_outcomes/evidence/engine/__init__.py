"""The estimator: Poisson regression with people conditioned out, and its jackknife."""
