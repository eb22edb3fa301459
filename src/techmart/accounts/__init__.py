"""Who: customers, guests included, and their addresses."""
