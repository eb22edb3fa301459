"""Events wait here for a moment, so that no page waits for a write.

One thread per process takes in what has gathered, every 300 ms, in one transaction. A process that is told to stop
writes what it holds; one that is killed loses at most that moment. What is money never passes through here.
"""

import logging
import os
import threading
from collections import Counter, deque
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction

from techmart.catalogue.models import Product
from techmart.core.clock import local_day
from techmart.tracking.counts import bump_all
from techmart.tracking.enums import Metric
from techmart.tracking.models import Event, Visitor

logger = logging.getLogger(__name__)

CAPACITY: Final = 10_000
BATCH: Final = 1_000
INTERVAL_SECONDS: Final = 0.3


class Seen(NamedTuple):
    """Something that happened, as a request noted it: `visitor_key` is what the browser brought."""

    name: str
    at: datetime
    visitor_key: str | None = None
    customer_id: int | None = None
    product_id: int | None = None
    data: dict[str, Any] | None = None


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


def write(batch: Sequence[Seen], dropped: int = 0) -> None:
    """Write a batch in one transaction: rows for those who agreed, counts for all."""
    days = {seen.at: local_day(seen.at) for seen in batch}
    counts: Counter[tuple[date, str, str]] = Counter((days[seen.at], seen.name, "") for seen in batch)
    if dropped:
        counts[local_day(batch[-1].at), Metric.EVENTS_DROPPED, ""] += dropped
    with transaction.atomic():
        Event.objects.bulk_create(_events(batch))
        # Last: the day's rows are locked from here to the commit.
        bump_all(counts)


def _events(batch: Sequence[Seen]) -> list[Event]:
    """Turn keys into visitors; whoever is not known is only counted."""
    keys = {seen.visitor_key for seen in batch if seen.visitor_key}
    # Locked, so that a withdrawal comes wholly before (the key is unknown) or wholly after (it deletes these too).
    agreed = Visitor.objects.filter(key__in=keys).order_by("pk").select_for_update() if keys else ()
    visitors = {visitor.key: visitor for visitor in agreed}
    known = [seen for seen in batch if seen.visitor_key in visitors or seen.customer_id]
    wanted = {seen.product_id for seen in known if seen.product_id}
    products = set(Product.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    return [
        Event(
            name=seen.name,
            at=seen.at,
            visitor=(visitor := visitors.get(seen.visitor_key or "")),
            customer_id=seen.customer_id or (visitor.customer_id if visitor else None),
            product_id=seen.product_id if seen.product_id in products else None,
            data=seen.data or {},
        )
        for seen in known
    ]


buffer = Buffer(write)
