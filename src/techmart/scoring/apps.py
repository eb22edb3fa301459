"""The door to prediction: summaries, fitted models, runs, scores."""

from datetime import datetime, time

from django.apps import AppConfig

from techmart.jobs import schedule


class ScoringConfig(AppConfig):
    name = "techmart.scoring"
    label = "scoring"

    def ready(self) -> None:
        from techmart.scoring import receivers  # noqa: F401  (connects; models exist only once every app is loaded)

        schedule.register("scoring.fit_and_score", at=time(3), run=fit_and_score)


def fit_and_score(now: datetime) -> None:
    from techmart.scoring import actions  # as above

    actions.fit_and_score(now)
