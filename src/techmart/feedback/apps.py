from datetime import datetime, time

from django.apps import AppConfig

from techmart.jobs import schedule


class FeedbackConfig(AppConfig):
    name = "techmart.feedback"
    label = "feedback"

    def ready(self) -> None:
        schedule.register("feedback.ask_for_reviews", at=time(10, 0), run=ask_for_reviews)


def ask_for_reviews(now: datetime) -> None:
    from techmart.feedback import asking  # models exist only once every app is loaded

    asking.ask_for_reviews(now=now)
