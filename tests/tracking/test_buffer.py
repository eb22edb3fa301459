"""Events wait a moment in memory: bounded, patient with a busy database, written at the end."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError, connection

from techmart.tracking import actions
from techmart.tracking.buffer import BATCH, Buffer, buffer
from techmart.tracking.models import DayStat, Event
from techmart.tracking.writing import Seen, write

PROBE = Path(__file__).parent / "probe"
PATIENCE_SECONDS = 60


def viewed(now) -> Seen:
    return Seen("product.viewed", now)


def views() -> int:
    return sum(DayStat.objects.filter(metric="product.viewed").values_list("value", flat=True))


@pytest.mark.django_db
def test_a_full_buffer_drops_and_counts_what_it_dropped(now):
    small = Buffer(write, capacity=3)
    small.starts_writer = False
    for _ in range(5):
        small.put(viewed(now))
    assert (len(small), small.dropped) == (3, 2)
    small.flush()
    assert dict(DayStat.objects.values_list("metric", "value")) == {"product.viewed": 3, "events.dropped": 2}
    assert (len(small), small.dropped) == (0, 0)


def test_more_than_a_batch_is_written_in_batches_and_in_order(now):
    written: list[Seen] = []
    batches = Buffer(lambda batch, dropped: written.extend(batch))
    batches.starts_writer = False
    seen = [Seen("product.viewed", now, product_id=number) for number in range(BATCH + 1)]
    for one in seen:
        batches.put(one)
    batches.flush()
    assert written == seen


def test_what_a_busy_database_did_not_take_stays_in_order(now):
    taken: list[int | None] = []

    def busy_once(batch, dropped):
        if not taken:
            taken.append(None)
            raise OperationalError("database is locked")
        taken.extend(seen.product_id for seen in batch)

    patient = Buffer(busy_once)
    patient.starts_writer = False
    patient.put(Seen("product.viewed", now, product_id=1))
    with pytest.raises(OperationalError):
        patient.flush()
    patient.put(Seen("product.viewed", now, product_id=2))
    patient.flush()
    assert taken == [None, 1, 2]


def test_a_batch_that_the_database_refuses_does_not_block_the_rest(now, caplog):
    def refuse(batch, dropped):
        raise IntegrityError("no such customer")

    blocked = Buffer(refuse)
    blocked.starts_writer = False
    blocked.put(viewed(now))
    blocked.flush()
    assert (len(blocked), blocked.dropped) == (0, 1)
    assert "1 events were refused" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_writer_outlasts_a_database_that_is_locked(now):
    """Another connection holds the day's row; this one gives up quickly, keeps the event, and writes it afterwards."""
    actions.bump(date(2026, 3, 2), "product.viewed", 0)
    actions.record("product.viewed", now=now)
    with connection.cursor() as cursor:
        is_sqlite = connection.vendor == "sqlite"
        cursor.execute("PRAGMA busy_timeout = 50" if is_sqlite else "SET lock_timeout = '50ms'")
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("UPDATE tracking_daystat SET value = value")
    with pytest.raises(OperationalError):
        buffer.flush()
    assert (len(buffer), views()) == (1, 0)
    other.rollback()
    other.close()
    buffer.flush()
    assert (len(buffer), views()) == (0, 1)
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_writer_thread_starts_by_itself_and_writes_within_a_moment(now):
    done = threading.Event()

    def take(batch, dropped):
        connection.close()  # the thread outlives this test's database
        done.set()

    started = Buffer(take)
    started.put(viewed(now))
    assert done.wait(PATIENCE_SECONDS)
    assert [thread.name for thread in threading.enumerate()].count("events") == 1


@pytest.mark.parametrize(("argument", "expected"), [("", 1), ("fork", 2)])
def test_a_process_that_ends_writes_what_it_holds(child_environment, argument, expected):
    """A child forked with a full buffer writes its own event and not its parent's once more."""
    command = [sys.executable, "-W", "ignore", str(PROBE / "events_probe.py"), argument]
    subprocess.run(command, env=child_environment(PROBE), check=True, timeout=PATIENCE_SECONDS)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while views() < expected and time.monotonic() < deadline:
        time.sleep(0.05)  # the forked child may end after its parent
    assert (views(), Event.objects.count()) == (expected, 0)


@pytest.mark.live
def test_a_server_told_to_stop_writes_what_it_holds(child_environment):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", port]
    # One worker: granian forgets a SIGTERM for workers that are still starting.
    command += ["--workers", "1", "--no-log", "events_probe:application"]
    with subprocess.Popen(command, env=child_environment(PROBE), start_new_session=True) as server:
        try:
            wait_until_up(port)
            for _ in range(20):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/").close()
            server.send_signal(signal.SIGTERM)
            assert server.wait(PATIENCE_SECONDS) == 0
        finally:
            # The whole group: without its parent a server's worker would live on.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
    assert views() == 21


def wait_until_up(port: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/").close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")
