"""Product illustrations, drawn."""
