"""One module a corner of the shop; each view asks one question or does one thing."""
