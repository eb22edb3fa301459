"""Payment providers behind one protocol; no rows of their own."""
