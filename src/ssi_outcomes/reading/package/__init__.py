"""Data packages: tables that a descriptor declares, explains and seals, as the article's are."""
