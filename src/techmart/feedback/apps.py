from datetime import time

from django.apps import AppConfig

from techmart.jobs import schedule


class FeedbackConfig(AppConfig):
    name = "techmart.feedback"
    label = "feedback"

    def ready(self) -> None:
        schedule.register("feedback.ask_for_reviews", at=time(10, 0))
