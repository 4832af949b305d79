"""The score in tables: its columns, its fields, its total."""
