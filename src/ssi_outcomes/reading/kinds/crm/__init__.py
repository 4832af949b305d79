"""Exports of CRMs: deals that were won, meetings and calls that took place."""
