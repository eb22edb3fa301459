"""The door to prediction: summaries, fitted models, runs, scores."""

from datetime import time, timedelta

from django.apps import AppConfig

from techmart.jobs import schedule


class ScoringConfig(AppConfig):
    name = "techmart.scoring"
    label = "scoring"

    def ready(self) -> None:
        from techmart.scoring import receivers  # noqa: F401  (connects; models exist only once every app is loaded)

        # An hour for the judging, as much again for whatever comes after it.
        schedule.register("scoring.fit_and_score", at=time(3), lease=timedelta(hours=2), is_apart=True)
