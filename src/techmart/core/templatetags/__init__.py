"""Template tags that every face uses."""
