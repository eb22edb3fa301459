"""Long work in processes of their own, at low priority: the worker goes on with what must not wait."""

import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from techmart.jobs import actions as jobs

NICENESS = 10
PATIENCE_SECONDS = 5.0


@dataclass(slots=True)
class Children:
    """The processes that a worker has started."""

    _running: dict[tuple[str, datetime], subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, now: datetime) -> None:
        """Have a claimed job run by a process of its own."""
        command = [sys.executable, "-m", "techmart", "job", name, now.isoformat()]
        self._running[name, now] = subprocess.Popen(command)  # noqa: S603  (our own command, and a name we registered)

    def look_after(self) -> None:
        """Take leave of those that have ended; what one left unfinished is taken up again."""
        ended = [key for key, process in self._running.items() if process.poll() is not None]
        for key in ended:
            if code := self._running.pop(key).returncode:
                _put_back(key, f"Its process ended with {code}.")

    def stop(self) -> None:
        """End those that still run: their work is taken up again by the next worker."""
        for key, process in self._running.items():
            process.terminate()
            try:
                process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            _put_back(key, "The worker was stopped.")
        self._running.clear()


def _put_back(key: tuple[str, datetime], why: str) -> None:
    name, claimed_at = key
    jobs.put_back(name=name, why=why, claimed_at=claimed_at, now=timezone.now())
