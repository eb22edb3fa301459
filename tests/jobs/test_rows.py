"""One row that fails keeps no other waiting, and is told of."""

import pytest

from techmart.jobs.models import Job
from techmart.jobs.rows import SomeFailed, each

pytestmark = pytest.mark.django_db


def test_every_row_is_gone_through_and_the_first_that_failed_is_named(now):
    seen = []

    def act(job):
        seen.append(job.name)
        if job.name != "c":
            raise OSError("no room")
        return 1

    rows = [Job.objects.create(name=name, due_at=now) for name in "abc"]
    with pytest.raises(SomeFailed, match=rf"^2 failed, first Job {rows[0].pk} \(a\): OSError: no room$"):
        each(rows, act)
    assert seen == ["a", "b", "c"]


def test_what_came_of_it_is_summed_up(now):
    rows = [Job.objects.create(name=name, due_at=now) for name in "abc"]
    assert each(rows, lambda job: job.name != "b") == 2
    assert each([], lambda job: 1) == 0
