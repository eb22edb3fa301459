from datetime import datetime, timedelta

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
            run=release_expired_holds,
            lease=timedelta(minutes=2),
        )


def release_expired_holds(now: datetime) -> None:
    from techmart.cart import actions  # models exist only once every app is loaded

    actions.release_expired_holds(now=now)
