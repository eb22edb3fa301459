"""What runs when: rooms register their recurring work in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final

from django.utils import timezone
from django.utils.module_loading import import_string

from techmart.core.clock import local_day

Run = Callable[..., object]

# How long a job may take. One that outlives its lease may run twice at once, which each must bear.
LEASE: Final = timedelta(minutes=15)

_tasks: dict[str, "Task"] = {}


@dataclass(frozen=True, slots=True)
class Task:
    """Recurring work: every so often, or once a day at a time of the shop's own clock."""

    name: str
    run: Run | None = None
    every: timedelta | None = None
    at: time | None = None
    lease: timedelta = LEASE
    is_apart: bool = False

    def __post_init__(self) -> None:
        if (self.every is None) == (self.at is None):
            raise ValueError(f"{self.name}: give either `every` or `at`.")

    def __call__(self, now: datetime) -> None:
        """Do it."""
        # Only now: actions can be imported once every app is loaded.
        run = self.run or import_string("techmart.{}.actions.{}".format(*self.name.split(".")))
        run(now=now)

    def first_due(self, now: datetime) -> datetime:
        """When it is due for the first time: at once, or at the next such hour."""
        return now if self.every else self.next_due(now)

    def next_due(self, now: datetime) -> datetime:
        """When it is due after a run at `now`."""
        if self.every:
            return now + self.every
        assert self.at is not None
        zone = timezone.get_default_timezone()
        today = local_day(now)
        # In UTC: two moments of one zone are compared by their clocks, which is wrong on the days those change.
        todays = datetime.combine(today, self.at, tzinfo=zone).astimezone(UTC)
        tomorrows = datetime.combine(today + timedelta(days=1), self.at, tzinfo=zone).astimezone(UTC)
        return todays if todays > now else tomorrows


def register(
    name: str,
    *,
    run: Run | None = None,
    every: timedelta | None = None,
    at: time | None = None,
    lease: timedelta = LEASE,
    is_apart: bool = False,
) -> None:
    """Register recurring work; raise `ValueError` where the name is taken by other work.

    `cart.release_expired_holds` is the action of that room and name, unless `run` is given; either takes `now`.
    A worker that dies keeps the job from the others until its lease ends: make that short for what must not wait.
    What takes minutes is run apart: in a process of its own, at low priority, so that no e-mail waits for it.
    """
    task = Task(name, run, every, at, lease, is_apart)
    if _tasks.setdefault(name, task) != task:
        raise ValueError(f"Two jobs are called {name}.")


def tasks() -> dict[str, Task]:
    """Everything registered, by name."""
    return dict(_tasks)
