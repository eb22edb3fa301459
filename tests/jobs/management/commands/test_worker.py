"""A worker process: killed in mid-job it loses nothing; told to stop it finishes what it has in hand."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from techmart.jobs import actions as jobs
from techmart.jobs import schedule
from techmart.jobs.models import Job
from techmart.mail import actions as mail
from techmart.mail.models import Message, MessageState

PROBE = Path(__file__).resolve().parents[2] / "probe"
MESSAGES = 5
PATIENCE_SECONDS = 60


@pytest.fixture
def queued(now, transactional_db):
    """Five messages in the outbox; their Message-IDs."""
    messages = [
        mail.queue(key=str(n), kind="test", to="ada@example.com", subject=str(n), text="…", now=now)
        for n in range(MESSAGES)
    ]
    return [mail.message_id(message, domain="techmart.example") for message in messages]


@pytest.fixture
def start_worker(child_environment, tmp_path):
    """Start a worker process on this test's database; it is killed when the test ends."""
    processes = []

    def start(*, seconds: float, mutant: str = "") -> subprocess.Popen:
        environment = child_environment(
            PROBE,
            TECHMART_EMAIL_BACKEND="mail_probe.EmailBackend",
            PROBE_LOG=str(tmp_path / "log"),
            PROBE_SECONDS=str(seconds),
            PROBE_MUTANT=mutant,
        )
        command = [sys.executable, "-m", "techmart", "worker", "--poll", "0.05"]
        with (tmp_path / "errors").open("a") as errors:
            processes.append(subprocess.Popen(command, env=environment, stderr=errors))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()


def lines(tmp_path) -> list[str]:
    log = tmp_path / "log"
    return log.read_text().splitlines() if log.exists() else []


def wait_for(line: str, tmp_path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while line not in lines(tmp_path):
        assert time.monotonic() < deadline, lines(tmp_path)
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("killed_at", "mutant", "lost", "twice"),
    [
        ("begin", "", 0, 0),
        ("taken", "", 0, 1),
        pytest.param("begin", "marks as sent before sending", 1, 0, id="mutant"),
    ],
)
def test_a_killed_worker_loses_no_message(queued, start_worker, tmp_path, killed_at, mutant, lost, twice):
    worker = start_worker(seconds=0.3, mutant=mutant)
    wait_for(f"{killed_at} {queued[2]}", tmp_path)
    os.kill(worker.pid, signal.SIGKILL)
    assert worker.wait() == -signal.SIGKILL
    assert Message.objects.filter(state=MessageState.SENT).count() == (3 if mutant else 2)

    # Its leases run out: the next worker comes long after.
    Job.objects.update(leased_until=Job.objects.get(name="mail.send_due").started_at)
    Message.objects.exclude(leased_until=None).update(leased_until=Message.objects.first().created_at)
    start_worker(seconds=0)
    wait_for(f"taken {queued[-1]}", tmp_path)
    taken = Counter(line.removeprefix("taken ") for line in lines(tmp_path) if line.startswith("taken"))
    assert len(set(queued) - set(taken)) == lost
    assert [count for count in taken.values() if count > 1] == [2] * twice


def test_the_job_of_a_killed_worker_is_taken_up_once_its_lease_ends(queued, start_worker, tmp_path):
    worker = start_worker(seconds=0.3)
    wait_for(f"begin {queued[0]}", tmp_path)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    job = Job.objects.get(name="mail.send_due")
    assert job.leased_until == job.started_at + schedule.tasks()["mail.send_due"].lease
    assert "mail.send_due" not in jobs.run_due(now=job.leased_until)
    assert "mail.send_due" in jobs.run_due(now=job.leased_until + timedelta(seconds=1))
    assert Message.objects.filter(state=MessageState.SENT).count() == MESSAGES


def test_a_worker_told_to_stop_finishes_what_it_has_in_hand(queued, start_worker, tmp_path):
    worker = start_worker(seconds=0.05)
    wait_for(f"begin {queued[1]}", tmp_path)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE_SECONDS) == 0
    assert Message.objects.filter(state=MessageState.SENT).count() == MESSAGES
    job = Job.objects.get(name="mail.send_due")
    assert (job.leased_until, job.attempts) == (None, 0)


def test_a_worker_outlasts_a_database_that_is_away(queued, start_worker, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE jobs_job RENAME TO jobs_job_away")
    try:
        start_worker(seconds=0)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while "waits for the database" not in (tmp_path / "errors").read_text():
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE jobs_job_away RENAME TO jobs_job")
    wait_for(f"taken {queued[-1]}", tmp_path)


def test_two_workers_send_every_message_once(queued, start_worker, tmp_path):
    start_worker(seconds=0.02)
    start_worker(seconds=0.02)
    for message_id in queued:
        wait_for(f"taken {message_id}", tmp_path)
    assert len(lines(tmp_path)) == 2 * MESSAGES


@pytest.mark.django_db(transaction=True)
def test_once_runs_what_is_due_and_says_so(capsys):
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    call_command("worker", "--once")
    for number, handler in kept.items():
        signal.signal(number, handler)
    assert "mail.send_due" in capsys.readouterr().out
