"""Placing, paying, shipping, cancelling, refunding."""
