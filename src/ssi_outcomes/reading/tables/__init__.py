"""From a sheet to records: headers, rows, periods, the answers of `mapping.toml`."""
