"""The door to prediction: summaries, fitted models, runs, scores."""
