"""From what requests noted to rows: for those who agreed an event each, for all of them counts.

By hand instead of by `bulk_create`: half the work of a batch, and it runs beside every page view.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db import connection, transaction

from techmart.core.clock import local_day
from techmart.tracking.counts import bump_all
from techmart.tracking.enums import Metric
from techmart.tracking.models import Visitor


class Seen(NamedTuple):
    """Something that happened, as a request noted it: `visitor_key` is what the browser brought."""

    name: str
    at: datetime
    visitor_key: str | None = None
    customer_id: int | None = None
    product_id: int | None = None
    data: dict[str, Any] | None = None


NOBODY: Final = (None, None)
# A product that is gone by now leaves its event without one.
INSERT: Final = (
    "INSERT INTO tracking_event (name, at, visitor_id, customer_id, product_id, order_number, data) "
    "VALUES (%s, %s, %s, %s, (SELECT id FROM catalogue_product WHERE id = %s), '', %s)"
)


def write(batch: Sequence[Seen], dropped: int = 0) -> None:
    """Write a batch in one transaction."""
    days = {seen.at: local_day(seen.at) for seen in batch}
    counts: Counter[tuple[date, str, str]] = Counter((days[seen.at], seen.name, "") for seen in batch)
    if dropped:
        counts[days[batch[-1].at], Metric.EVENTS_DROPPED, ""] += dropped
    with transaction.atomic():
        _write_events(batch)
        # Last: the day's rows are locked from here to the commit.
        bump_all(counts)


def _write_events(batch: Sequence[Seen]) -> None:
    visitors = _visitors({seen.visitor_key for seen in batch if seen.visitor_key})
    rows = [
        _row(seen, *visitors.get(seen.visitor_key or "", NOBODY))
        for seen in batch
        if seen.visitor_key in visitors or seen.customer_id
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, rows)


def _visitors(keys: set[str]) -> dict[str, tuple[int, int | None]]:
    """Return who has these keys, and whose browser it is; a key that nobody was given is nobody's.

    They are locked, so that a withdrawal comes wholly before (then the key is unknown) or wholly after (then it deletes
    these events too).
    """
    if not keys:
        return {}
    found = Visitor.objects.filter(key__in=keys).order_by("pk").select_for_update()
    return {key: (pk, customer_id) for key, pk, customer_id in found.values_list("key", "pk", "customer_id")}


def _row(seen: Seen, visitor_id: int | None, customer_id: int | None) -> tuple[Any, ...]:
    adapt = connection.ops
    return (
        str(seen.name),
        adapt.adapt_datetimefield_value(seen.at),
        visitor_id,
        seen.customer_id or customer_id,
        seen.product_id,
        adapt.adapt_json_value(seen.data or {}, None),
    )
