"""What is sold, its stock and its search."""
