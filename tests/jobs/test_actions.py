"""Jobs run when due, one worker at a time, and again after a failure or a death."""

from datetime import time, timedelta

import pytest

from techmart.jobs import actions, queries, schedule
from techmart.jobs.models import Job
from techmart.jobs.rows import SomeFailed

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ran(monkeypatch):
    """A schedule of its own, and the list of what ran when."""
    monkeypatch.setattr(schedule, "_tasks", {})
    runs: list[tuple[str, object]] = []
    schedule.register("often", every=MINUTE, run=lambda now: runs.append(("often", now)))
    schedule.register("nightly", at=time(3), run=lambda now: runs.append(("nightly", now)))
    return runs


def test_a_job_runs_when_it_is_due_and_not_before(ran, now):
    assert actions.run_due(now=now) == ["often"]
    assert actions.run_due(now=now + MINUTE / 2) == []
    assert actions.run_due(now=now + MINUTE) == ["often"]
    assert ran == [("often", now), ("often", now + MINUTE)]


def test_what_an_earlier_version_called_otherwise_is_no_job_any_more(ran, now):
    Job.objects.create(name="formerly", due_at=now, last_error="no room")
    actions.run_due(now=now)
    assert sorted(job.name for job in queries.all_jobs()) == ["nightly", "often"]


def test_a_daily_job_waits_for_its_hour(ran, now):
    actions.run_due(now=now)
    # 02:00 UTC is 03:00 in the shop.
    assert Job.objects.get(name="nightly").due_at == now.replace(day=3, hour=2)
    assert actions.run_due(now=now.replace(day=3, hour=2)) == ["often", "nightly"]


def test_a_failed_job_is_tried_again_at_growing_pauses_and_stops_nobody(ran, now):
    def fail(now):
        raise OSError("no room")

    schedule.register("broken", every=MINUTE, run=fail)
    moment, pauses = now, []
    for _ in range(10):
        assert "broken" not in actions.run_due(now=moment)
        job = Job.objects.get(name="broken")
        pauses.append((job.due_at - moment).total_seconds())
        moment = job.due_at
    assert pauses == [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600]
    assert (job.attempts, job.last_error, job.leased_until) == (10, "OSError: no room", None)
    assert len(ran) > 0


def test_a_job_that_failed_for_some_rows_is_seen_to_fail_but_not_put_off(ran, now):
    def fail(now):
        raise SomeFailed("1 failed, first Order T1")

    schedule.register("poisoned", every=MINUTE, run=fail)
    moment, pauses = now, []
    for _ in range(5):
        assert "poisoned" not in actions.run_due(now=moment)
        job = Job.objects.get(name="poisoned")
        pauses.append((job.due_at - moment).total_seconds())
        moment = job.due_at
    assert pauses == [10, 20, 40, 60, 60]
    assert (job.last_error, job.leased_until) == ("1 failed, first Order T1", None)


def test_success_clears_what_went_wrong(ran, now):
    Job.objects.create(name="often", due_at=now, attempts=3, last_error="OSError: no room")
    actions.run_due(now=now)
    job = Job.objects.get(name="often")
    assert (job.attempts, job.last_error, job.leased_until) == (0, "", None)
    assert job.finished_at >= now == job.started_at


def test_a_job_in_another_workers_hands_is_left_alone_until_its_lease_ends(ran, now):
    Job.objects.create(name="often", due_at=now, leased_until=now + schedule.LEASE)
    assert actions.run_due(now=now + schedule.LEASE) == []
    assert actions.run_due(now=now + schedule.LEASE + timedelta(seconds=1)) == ["often"]


def test_a_job_that_must_not_wait_has_a_shorter_lease(ran, now):
    leases = []
    schedule.register(
        "urgent",
        every=MINUTE,
        run=lambda now: leases.append(Job.objects.get(name="urgent").leased_until - now),
        lease=MINUTE,
    )
    actions.run_due(now=now)
    assert leases == [MINUTE]


def test_what_one_worker_has_in_hand_another_does_not_take(ran, now):
    inner: list[list[str]] = []
    schedule.register("outer", every=MINUTE, run=lambda now: inner.append(actions.run_due(now=now)))
    actions.run_due(now=now)
    assert all("outer" not in names for names in inner)


def test_a_worker_told_to_stop_takes_up_nothing_more(ran, now):
    schedule.register("later", every=MINUTE, run=lambda now: ran.append(("later", now)))
    assert actions.run_due(now=now, is_stopping=lambda: bool(ran)) == ["later"]


def test_the_heartbeat_is_when_a_worker_last_finished_a_job(ran, now):
    assert queries.worker_seen_at() is None
    actions.run_due(now=now)
    assert now <= queries.worker_seen_at() < now + MINUTE


def test_the_next_job_due_comes_first(ran, now):
    actions.run_due(now=now)
    assert [job.name for job in queries.all_jobs()] == ["often", "nightly"]


def test_long_work_is_claimed_and_handed_over(ran, now):
    schedule.register("long", every=MINUTE, run=lambda now: ran.append(("long", now)), is_apart=True)
    handed = []

    assert actions.run_due(now=now, start_apart=lambda *claim: handed.append(claim)) == ["often"]
    assert handed == [("long", now)]
    assert actions.run_due(now=now + MINUTE / 2, start_apart=handed.append) == []  # it is in hand

    assert actions.run_claimed(name="long", now=now)
    assert ("long", now) in ran
    assert Job.objects.get(name="long").leased_until is None


def test_work_whose_process_ended_is_tried_again_later(ran, now):
    schedule.register("long", every=MINUTE, run=lambda now: ran.append(now), is_apart=True)
    actions.run_due(now=now, start_apart=lambda *claim: None)

    actions.put_back(name="long", why="Its process ended with -9.", claimed_at=now, now=now + 5 * MINUTE)

    job = Job.objects.get(name="long")
    assert (job.leased_until, job.last_error) == (None, "Its process ended with -9.")
    assert job.due_at == now + 5 * MINUTE + timedelta(seconds=10)
