"""How the recurring work is doing."""

from datetime import datetime

from django.db.models import Max, QuerySet

from techmart.jobs.models import Job


def all_jobs() -> QuerySet[Job]:
    """Every job, the next one due first."""
    return Job.objects.order_by("due_at", "name")


def worker_seen_at() -> datetime | None:
    """When a worker last finished a job: its heartbeat."""
    seen: datetime | None = Job.objects.aggregate(seen=Max("finished_at"))["seen"]
    return seen
