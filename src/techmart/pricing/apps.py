from django.apps import AppConfig


class PricingConfig(AppConfig):
    name = "techmart.pricing"
    label = "pricing"
