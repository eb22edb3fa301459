"""Visitors, consent, append-only events and daily counts."""
