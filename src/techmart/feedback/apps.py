from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "techmart.feedback"
    label = "feedback"
