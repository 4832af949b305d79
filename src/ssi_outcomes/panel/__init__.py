"""From tables to person x week."""
