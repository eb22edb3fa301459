"""The shop under its real server, and what that server's processes use."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench import processes
from bench.environment import CommandFailed, Shop

HOST = "127.0.0.1"
WORKERS = 2
START_SECONDS = 30
STOP_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Server:
    """A running shop; `database_pid` is the root of a database server's processes, if there is one."""

    pid: int
    port: int
    database_pid: int | None = None

    def cpu_times(self) -> processes.Times:
        """Return how long the threads of web processes and database server have run so far."""
        roots = [self.pid, *([self.database_pid] if self.database_pid else [])]
        return processes.cpu_times(pid for root in roots for pid in processes.tree(root))

    def largest_mb(self) -> float:
        """Return the memory of the largest web process."""
        return max(map(processes.resident_mb, processes.tree(self.pid)))


@contextmanager
def running(shop: Shop) -> Iterator[Server]:
    """Start `techmart serve`, without the worker that would work beside the measurement; stop it at the end."""
    port = _free_port()
    command = [sys.executable, "-m", "techmart", "serve", "--no-worker", f"--port={port}", f"--workers={WORKERS}"]
    process = subprocess.Popen(command, env=shop.variables, stdout=subprocess.DEVNULL)
    try:
        _wait_for(process, port)
        yield Server(process.pid, port, _database_pid(shop))
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise CommandFailed("The shop did not start.")


def _database_pid(shop: Shop) -> int | None:
    url = shop.variables["DATABASE_URL"]
    if not url.startswith("postgres") or not processes.HAS_PROC:
        return None
    import psycopg

    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int").fetchone()
    return row[0] if row else None
