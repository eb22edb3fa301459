from datetime import time, timedelta

from django.apps import AppConfig

from techmart.jobs import schedule


class WishesConfig(AppConfig):
    name = "techmart.wishes"
    label = "wishes"

    def ready(self) -> None:
        from techmart.wishes import receivers  # noqa: F401  (connects them)

        schedule.register("wishes.send_notices", every=timedelta(minutes=2))
        schedule.register("wishes.delete_old_notices", at=time(3, 20))
