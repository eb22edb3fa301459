from datetime import UTC, datetime, time, timedelta
from importlib import import_module
from inspect import signature

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


def test_work_without_a_function_of_its_own_is_the_action_of_that_name():
    named = [task.name for task in schedule.tasks().values() if task.run is None]
    assert "mail.send_due" in named
    for name in named:
        room, verb = name.split(".")
        action = getattr(import_module(f"techmart.{room}.actions"), verb)
        required = [one.name for one in signature(action).parameters.values() if one.default is one.empty]
        assert (name, required) == (name, ["now"])


@pytest.mark.django_db
def test_it_is_imported_when_it_runs(now):
    Task("orders.expire_unpaid", every=timedelta(minutes=5))(now)
    with pytest.raises(ImportError):
        Task("orders.forget_everything", every=timedelta(minutes=5))(now)
