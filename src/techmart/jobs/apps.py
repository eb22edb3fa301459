from datetime import datetime, time

from django.apps import AppConfig

from techmart.core.bulk import learn_sizes
from techmart.jobs import schedule


class JobsConfig(AppConfig):
    name = "techmart.jobs"
    label = "jobs"

    def ready(self) -> None:
        schedule.register("jobs.learn_sizes", at=time(3, 45), run=refresh_sizes)


def refresh_sizes(now: datetime) -> None:
    """Let the database look again at what has grown."""
    learn_sizes()
