"""Children of the worker: a real process, ended before its time."""

import time

import pytest
from django.utils import timezone

from techmart.jobs import actions
from techmart.jobs.apart import Children
from techmart.jobs.models import Job

pytestmark = pytest.mark.django_db


def test_a_process_that_cannot_do_its_work_is_noticed_and_a_stopped_one_put_back(monkeypatch):
    monkeypatch.setattr("sys.executable", "/bin/false")
    now = timezone.now()
    actions.run_due(now=now, start_apart=lambda *claim: None)
    Job.objects.filter(name="scoring.fit_and_score").update(due_at=now)
    children = Children()
    assert "scoring.fit_and_score" not in actions.run_due(now=now, start_apart=children.start)

    deadline = time.monotonic() + 20
    while Job.objects.get(name="scoring.fit_and_score").last_error == "" and time.monotonic() < deadline:
        children.look_after()
        time.sleep(0.01)

    job = Job.objects.get(name="scoring.fit_and_score")
    assert (job.leased_until, job.last_error) == (None, "Its process ended with 1.")
    children.stop()
