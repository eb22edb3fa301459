"""A job in a process of its own."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from techmart.jobs import schedule
from techmart.jobs.models import Job

pytestmark = pytest.mark.django_db


def test_only_what_a_worker_has_claimed_is_run(now, monkeypatch):
    monkeypatch.setattr(schedule, "_tasks", {})
    monkeypatch.setattr("os.nice", lambda niceness: None)  # not for the tests that follow
    ran = []
    schedule.register("long", every=timedelta(days=1), run=lambda now: ran.append(now), is_apart=True)
    Job.objects.create(name="long", due_at=now, started_at=now, leased_until=now + timedelta(hours=1), attempts=1)

    call_command("job", "long", now.isoformat())
    with pytest.raises(CommandError, match="No worker has claimed 'long'"):
        call_command("job", "long", now.isoformat())

    assert ran == [now]
