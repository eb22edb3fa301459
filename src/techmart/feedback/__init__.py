"""Reviews, questions, contact and shop feedback: one inbox."""
