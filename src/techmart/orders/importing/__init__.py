"""Past orders from a file: recognise, read, clean, report, write."""
