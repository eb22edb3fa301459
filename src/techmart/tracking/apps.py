from datetime import time

from django.apps import AppConfig

from techmart.jobs import schedule


class TrackingConfig(AppConfig):
    name = "techmart.tracking"
    label = "tracking"

    def ready(self) -> None:
        from techmart.tracking import receivers  # noqa: F401  (its receivers connect by being imported)

        schedule.register("tracking.delete_old_events", at=time(2, 15))
        schedule.register("tracking.count_searches", at=time(2, 30))
