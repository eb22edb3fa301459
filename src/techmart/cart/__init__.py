"""What may be bought: lines and holds."""
