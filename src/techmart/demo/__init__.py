"""A furnished shop in one command."""
