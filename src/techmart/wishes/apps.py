from datetime import datetime, time, timedelta

from django.apps import AppConfig

from techmart.jobs import schedule


class WishesConfig(AppConfig):
    name = "techmart.wishes"
    label = "wishes"

    def ready(self) -> None:
        from techmart.wishes import receivers  # noqa: F401  (connects them)

        schedule.register("wishes.send_notices", every=timedelta(minutes=2), run=send_notices)
        schedule.register("wishes.delete_old_notices", at=time(3, 20), run=delete_old_notices)


def send_notices(now: datetime) -> None:
    from techmart.wishes import actions  # models exist only once every app is loaded

    actions.send_notices(now=now)


def delete_old_notices(now: datetime) -> None:
    from techmart.wishes import actions  # models exist only once every app is loaded

    actions.delete_old_notices(now=now)
