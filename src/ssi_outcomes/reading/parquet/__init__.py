"""Panels as they come out of a warehouse: Parquet files of one row a person and week."""
