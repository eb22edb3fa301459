"""Contact and shop feedback: one inbox."""
