"""Running what is due. A job in hand carries a lease; whoever dies with it leaves it to the next worker."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from techmart.jobs.models import Job
from techmart.jobs.rows import SomeFailed
from techmart.jobs.schedule import Task, tasks

logger = logging.getLogger(__name__)

FIRST_PAUSE: Final = timedelta(seconds=10)
LONGEST_PAUSE: Final = timedelta(hours=1)


def run_due(
    *,
    now: datetime,
    is_stopping: Callable[[], bool] = lambda: False,
    start_apart: Callable[[str, datetime], object] | None = None,
) -> list[str]:
    """Run every registered job that is due, and return the names of those that succeeded.

    A failed job is tried again after a pause that doubles. `is_stopping` is asked between jobs. Jobs to be run apart
    are claimed and handed to `start_apart`, which has `run_claimed` called with the same words; without it they
    are run here like the others.
    """
    registered = tasks()
    _keep_rows(registered, now)
    due = Job.objects.due(now).filter(name__in=registered).order_by("due_at", "name").values_list("name", flat=True)
    done = []
    for name in list(due):
        if is_stopping():
            break
        if not _claim(registered[name], now):
            continue
        if registered[name].is_apart and start_apart:
            start_apart(name, now)
        elif run_claimed(name=name, now=now):
            done.append(name)
    return done


def run_claimed(*, name: str, now: datetime) -> bool:
    """Run a job that was claimed at `now`; say whether it succeeded."""
    task = tasks()[name]
    started = time.monotonic()
    try:
        task(now)
    except SomeFailed as failure:
        # It goes on as often as it should, for the sake of the other rows.
        put_back(name=name, why=str(failure), claimed_at=now, now=now, latest=task.next_due(now))
        return False
    except Exception as error:  # one job's mistake must not keep the others from running
        logger.exception("Job %s failed", task.name)
        put_back(name=name, why=f"{type(error).__name__}: {error}", claimed_at=now, now=now)
        return False
    _finish(task, now, took=timedelta(seconds=time.monotonic() - started))
    return True


def put_back(*, name: str, why: str, claimed_at: datetime, now: datetime, latest: datetime | None = None) -> None:
    """Let a job that failed, or was ended before its time, be tried again after a pause that doubles."""
    job = Job.objects.get(name=name)
    pause = min(FIRST_PAUSE * 2 ** min(job.attempts - 1, 20), LONGEST_PAUSE)
    Job.objects.filter(name=name, started_at=claimed_at).exclude(leased_until=None).update(
        due_at=min(now + pause, latest or now + pause), leased_until=None, last_error=why[:300]
    )


def _keep_rows(registered: dict[str, Task], now: datetime) -> None:
    """Have one row for each job; what an earlier version called otherwise would be late, or failing, for good."""
    known = set(Job.objects.values_list("name", flat=True))
    new = [Job(name=name, due_at=task.first_due(now)) for name, task in registered.items() if name not in known]
    if new:
        Job.objects.bulk_create(new, ignore_conflicts=True)
    if known - registered.keys():
        Job.objects.exclude(name__in=registered).delete()


def _claim(task: Task, now: datetime) -> bool:
    """Take a job in hand: the conditional UPDATE lets one worker win."""
    mine = Job.objects.due(now).filter(name=task.name)
    return bool(mine.update(leased_until=now + task.lease, started_at=now, attempts=F("attempts") + 1))


def _finish(task: Task, now: datetime, took: timedelta) -> None:
    Job.objects.filter(name=task.name, started_at=now).update(
        due_at=task.next_due(now), leased_until=None, finished_at=now + took, attempts=0, last_error=""
    )
