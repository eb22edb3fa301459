"""Pages of the back office, one module a room."""
