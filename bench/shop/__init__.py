"""What runs inside the measured shop's own processes."""
