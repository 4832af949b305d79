"""A trial, before its first week: the protocol, the draw by lot, and the fingerprint that seals both."""
