"""Events wait here for a moment, so that no page waits for a write.

One thread per process takes in what has gathered, every half second, in one transaction that does not wait for the
disk. A process that is told to stop writes what it holds; one that is killed, or a power cut, loses the last moment of
views. What is money never passes through here.
"""

import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

from django.db import DatabaseError, InterfaceError, OperationalError, connection

from techmart.core.sqlite import journal_mode
from techmart.tracking.writing import Seen, write

logger = logging.getLogger(__name__)

CAPACITY: Final = 10_000
BATCH: Final = 1_000
INTERVAL_SECONDS: Final = 0.5


class Buffer:
    """A bounded queue and the thread that empties it. `put` never waits and never raises."""

    def __init__(self, write: Callable[[Sequence[Seen], int], None], *, capacity: int = CAPACITY) -> None:
        self.write = write
        self.capacity = capacity
        self.starts_writer = True
        self._reset()
        # A forked child starts with nothing: what the parent holds, the parent writes.
        os.register_at_fork(after_in_child=self._reset)

    def _reset(self) -> None:
        self.dropped = 0
        self._waiting: deque[Seen] = deque()
        self._writer: threading.Thread | None = None
        self._starting, self._flushing = threading.Lock(), threading.Lock()
        self._wake = threading.Event()

    def __len__(self) -> int:
        return len(self._waiting)

    def clear(self) -> None:
        """Forget what waits."""
        self._waiting.clear()
        self.dropped = 0

    def put(self, seen: Seen) -> None:
        """Take one event in; drop and count it where the buffer is full."""
        if len(self._waiting) >= self.capacity:
            self.dropped += 1
            return
        self._waiting.append(seen)
        if self._writer is None and self.starts_writer:
            self._start_writer()

    def _start_writer(self) -> None:
        with self._starting:
            if self._writer is None:
                # Not a daemon, said aloud because a server's own threads are: the interpreter waits for the last flush.
                self._writer = threading.Thread(target=self._run, name="events", daemon=False)
                self._writer.start()

    def _run(self) -> None:
        main, was_busy = threading.main_thread(), False
        while main.is_alive():
            self._wake.wait(INTERVAL_SECONDS)
            was_busy = not self._try_flush(quietly=was_busy)
        if not self._try_flush():
            logger.error("%s events were lost: the database was busy to the end.", len(self))
        connection.close()

    def _try_flush(self, *, quietly: bool = False) -> bool:
        """Flush; where the database cannot take it now, keep everything for the next time."""
        try:
            if self and connection.connection is None:
                _do_not_wait_for_the_disk()
            self.flush()
        except (OperationalError, InterfaceError) as error:
            if not quietly:
                logger.warning("Events wait, the database said: %s", error)
            connection.close()
            return False
        return True

    def flush(self) -> None:
        """Write everything that waits. Where the database is busy it stays; a batch that it refuses is dropped."""
        with self._flushing:
            while self._waiting:
                batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
                dropped, self.dropped = self.dropped, 0
                try:
                    self.write(batch, dropped)
                except (OperationalError, InterfaceError):
                    self._waiting.extendleft(reversed(batch))
                    self.dropped += dropped
                    raise
                except DatabaseError:  # it would be refused for ever, and everything behind it would wait
                    logger.exception("%s events were refused by the database", len(batch))
                    self.dropped += dropped + len(batch)


def _do_not_wait_for_the_disk() -> None:
    """Let this thread's commits return before they are on the disk: the disk would cost more than all the rest.

    The connection is this thread's alone. A later commit of another connection, which does wait, takes these along.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET synchronous_commit = off")
        elif journal_mode() == "WAL":  # in the older mode it could cost more than the last moment
            cursor.execute("PRAGMA synchronous = NORMAL")


buffer = Buffer(write)
