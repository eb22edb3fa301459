from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "techmart.scoring"
    label = "scoring"
    default_auto_field = "django.db.models.BigAutoField"
