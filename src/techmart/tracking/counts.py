"""Day counts: one statement adds, so that no count is lost between reading and writing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection

from techmart.tracking.models import DayStat

Stat = tuple[date, str, str]


def bump(day: date, metric: str, amount: int, currency: str = "") -> None:
    """Add to one count of a day. On PostgreSQL its row stays locked until the commit: call it last."""
    bump_all({(day, metric, currency): amount})


def bump_all(amounts: Mapping[Stat, int]) -> None:
    """Add to several counts, always in the same order, so that two transactions never wait for each other in a ring."""
    if not amounts:
        return
    table = DayStat._meta.db_table
    rows = ", ".join(["(%s, %s, %s, %s)"] * len(amounts))
    values: list[Any] = []
    for (day, metric, currency), amount in sorted(amounts.items()):
        values += [connection.ops.adapt_datefield_value(day), str(metric), currency, amount]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (day, metric, currency, value) VALUES {rows} "  # noqa: S608  (no value is in the text)
            f"ON CONFLICT (day, metric, currency) DO UPDATE SET value = {table}.value + excluded.value",
            values,
        )
