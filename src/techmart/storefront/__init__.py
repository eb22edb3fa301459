"""The shop people see."""
