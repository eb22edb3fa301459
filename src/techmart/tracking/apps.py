from datetime import datetime, time

from django.apps import AppConfig

from techmart.jobs import schedule


class TrackingConfig(AppConfig):
    name = "techmart.tracking"
    label = "tracking"

    def ready(self) -> None:
        from techmart.tracking import receivers  # noqa: F401  (its receivers connect by being imported)

        schedule.register("tracking.delete_old_events", at=time(2, 15), run=delete_old_events)
        schedule.register("tracking.count_searches", at=time(2, 30), run=count_searches)


def delete_old_events(now: datetime) -> None:
    from techmart.tracking import actions  # models exist only once every app is loaded

    actions.delete_old_events(now=now)


def count_searches(now: datetime) -> None:
    from techmart.tracking import actions

    actions.count_searches(now=now)
