"""The server stops when it is told to, however it is told."""

import os
import signal
import time
from collections.abc import Iterator

import pytest
from tests.live.server import PATIENCE_SECONDS, Server
from tests.live.shopper import Shopper

from techmart.core.server import STOP_SECONDS

pytestmark = [pytest.mark.live, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _in_a_window() -> Iterator[None]:
    """Let the server hear that its window is closed, also where these tests themselves run under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


def stops_by_itself(server: Server) -> bool:
    """Wait for the end, and say whether no process had to be ended: that comes after so many seconds, not before.

    The log does not tell: the server says of processes that have just ended, too, that they refused to.
    """
    begun = time.monotonic()
    return server.process.wait(PATIENCE_SECONDS) == 0 and time.monotonic() - begun < STOP_SECONDS


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=["Ctrl-C", "told", "window closed"])
def test_a_signal_to_all_of_its_processes_at_once_stops_it(process_environment, tmp_path, how):
    server = Server(process_environment(), tmp_path / "log")
    assert Shopper(server.port).get("/").status == 200
    os.killpg(server.process.pid, how)
    try:
        assert stops_by_itself(server)
    finally:
        server.kill()


def test_told_while_its_processes_start_it_stops_at_once(process_environment, tmp_path):
    # The mutant: without `_wait_to_be_told` they take no notice, and are ended after 15 seconds.
    server = Server(process_environment(), tmp_path / "log", wait=False)
    try:
        while len(server.worker_pids()) < server.workers and server.process.poll() is None:
            time.sleep(0.001)
        server.process.send_signal(signal.SIGTERM)
        assert stops_by_itself(server)
    finally:
        server.kill()
