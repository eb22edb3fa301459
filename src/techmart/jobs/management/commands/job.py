"""`techmart job`: run one job that a worker has claimed."""

import os
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from techmart.jobs import actions as jobs
from techmart.jobs.apart import NICENESS
from techmart.jobs.models import Job


class Command(BaseCommand):
    help = (
        "Run one long job that a worker has claimed, at low priority; the worker calls this. "
        "Example: techmart job scoring.fit_and_score 2026-03-02T03:00:00+00:00"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="of the job")
        parser.add_argument("claimed_at", type=datetime.fromisoformat, help="when the worker claimed it")

    def handle(self, *, name: str, claimed_at: datetime, **options: Any) -> None:
        if not Job.objects.filter(name=name, started_at=claimed_at).exclude(leased_until=None).exists():
            raise CommandError(f"No worker has claimed {name!r} at {claimed_at.isoformat()}.", returncode=2)
        os.nice(NICENESS)
        jobs.run_claimed(name=name, now=claimed_at)
