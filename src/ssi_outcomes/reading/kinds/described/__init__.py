"""What files cannot say of a dataset, and somebody says: in `dataset.toml`, or on the sheet About."""
