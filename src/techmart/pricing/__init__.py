"""Tax and shipping cost: arithmetic over rows."""
