"""Insights: who buys again, and how well we know it."""
