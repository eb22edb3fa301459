"""Products from a file: CSV or Parquet, recognised by its header."""
