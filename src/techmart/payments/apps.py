from importlib.util import find_spec

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class PaymentsConfig(AppConfig):
    name = "techmart.payments"
    label = "payments"

    def ready(self) -> None:
        if settings.STRIPE_SECRET_KEY and find_spec("stripe") is None:
            raise ImproperlyConfigured(
                "TECHMART_STRIPE_SECRET_KEY is set, but Stripe's library is missing: pip install techmart[stripe]"
            )
