from datetime import timedelta

from django.apps import AppConfig

from techmart.jobs import schedule


class CartConfig(AppConfig):
    name = "techmart.cart"
    label = "cart"

    def ready(self) -> None:
        from techmart.cart import receivers  # noqa: F401  (connects them)

        schedule.register(
            "cart.release_expired_holds",
            every=timedelta(seconds=30),
            lease=timedelta(minutes=2),
        )
