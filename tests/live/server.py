"""A real server on the test's own database: the same processes as in a shop."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

PATIENCE_SECONDS = 30
# A server has a clock of its own: what it is to show was published long before.
OPENED = datetime(2020, 1, 1, tzinfo=UTC)


class Server:
    """`techmart serve` on a free port. What it says goes to `log`."""

    def __init__(self, environment: dict[str, str], log: Path, workers: int = 2, *, wait: bool = True) -> None:
        self.port = _free_port()
        self.log = log
        self.workers = workers
        command = [sys.executable, "-m", "techmart", "serve", "--no-worker", "--port", str(self.port)]
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [*command, "--workers", str(workers)],
                env=environment,
                stdout=output,
                stderr=output,
                # A group of its own: whatever happens, all of it can be ended.
                start_new_session=True,
            )
        if wait:
            self._wait_until_up()

    def worker_pids(self) -> list[int]:
        """Return the processes that answer requests."""
        rows = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, check=True, text=True).stdout
        pairs = (map(int, row.split()) for row in rows.splitlines())
        return sorted(pid for pid, parent in pairs if parent == self.process.pid)

    def errors(self) -> list[str]:
        """Return what it complained of, but for a host name that is not its own: that is the visitor's fault."""
        lines = self.log.read_text().splitlines()
        return [line for line in lines if " ERROR " in line and "DisallowedHost" not in line]

    def stop(self) -> int:
        """Tell it to stop, as a service manager does; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(PATIENCE_SECONDS)
        finally:
            self.kill()

    def kill(self) -> None:
        """End whatever is left of it."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.process.wait()

    def _wait_until_up(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz").close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        self.kill()
        raise AssertionError(f"The server did not start:\n{self.log.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
