"""Recurring work as rows with a lease: what must survive a crash."""
