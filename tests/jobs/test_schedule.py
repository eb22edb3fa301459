from datetime import UTC, datetime, time, timedelta

import pytest

from techmart.jobs import schedule
from techmart.jobs.schedule import Task


def nothing(now):
    pass


def test_every_so_often(now):
    task = Task("a", nothing, every=timedelta(seconds=3))
    assert task.first_due(now) == now
    assert task.next_due(now) == now + timedelta(seconds=3)


def test_daily_by_the_shops_clock():
    task = Task("a", nothing, at=time(3, 30))
    assert task.next_due(datetime(2026, 1, 10, 2, 29, tzinfo=UTC)) == datetime(2026, 1, 10, 2, 30, tzinfo=UTC)
    assert task.next_due(datetime(2026, 1, 10, 2, 30, tzinfo=UTC)) == datetime(2026, 1, 11, 2, 30, tzinfo=UTC)
    assert task.first_due(datetime(2026, 7, 10, 1, 0, tzinfo=UTC)) == datetime(2026, 7, 10, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("first_day", "days"), [(datetime(2026, 3, 27, tzinfo=UTC), 4), (datetime(2026, 10, 23, tzinfo=UTC), 4)]
)
def test_once_a_day_also_when_the_clocks_change(first_day, days):
    """At 02:30, an hour that is skipped in March and comes twice in October."""
    task, moment, runs = Task("a", nothing, at=time(2, 30)), first_day, []
    while moment < first_day + timedelta(days=days):
        moment = task.next_due(moment)
        runs.append(moment.astimezone(UTC).date())
    assert runs[:days] == [(first_day + timedelta(days=day)).date() for day in range(days)]
    assert len(set(runs)) == len(runs)


@pytest.mark.parametrize("rhythm", [{}, {"every": timedelta(1), "at": time(3)}])
def test_one_rhythm_is_needed(rhythm):
    with pytest.raises(ValueError, match="either"):
        Task("a", nothing, **rhythm)


def test_a_name_is_taken_once():
    task = schedule.tasks()["mail.send_due"]
    schedule.register(task.name, every=task.every, run=task.run, lease=task.lease)
    with pytest.raises(ValueError, match=r"Two jobs are called mail\.send_due"):
        schedule.register("mail.send_due", every=timedelta(seconds=4), run=nothing)
