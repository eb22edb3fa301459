from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "techmart.payments"
    label = "payments"
