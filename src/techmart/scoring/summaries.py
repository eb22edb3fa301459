"""The one RFM query: from the shop's orders to each customer's purchases in numbers.

A purchase is a day with at least one order that counts (`Order.objects.purchases()`); several orders of one day are
one purchase, and refunds are taken off the day the order was placed. The same SQL runs on SQLite and on PostgreSQL,
and the same rows are what models learn from, what they are judged by, and what is scored.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

# One row per customer and day. `{whose}` is empty or narrows it to some customers.
PURCHASES = """
SELECT customer_id, placed_on, COUNT(*) AS orders, SUM(total - refunded_total) AS spend, MAX(currency) AS currency
FROM orders_order
WHERE status <> 'cancelled' AND pay_status IN ('agreed', 'paid', 'part_refunded') AND placed_on <= %s {whose}
GROUP BY customer_id, placed_on
"""

# One row per customer: the columns of `CustomerSummary`.
SUMMARIES = f"""
WITH purchase AS ({PURCHASES}),
dated AS (SELECT purchase.*, MIN(placed_on) OVER (PARTITION BY customer_id) AS first_on FROM purchase)
SELECT customer_id, first_on, MAX(placed_on), COUNT(*), CAST(SUM(orders) AS BIGINT), CAST(SUM(spend) AS BIGINT),
       CAST(SUM(CASE WHEN placed_on = first_on THEN spend ELSE 0 END) AS BIGINT), MAX(currency)
FROM dated
GROUP BY customer_id, first_on
"""  # noqa: S608 (constants of this module)

STORE = f"""
INSERT INTO scoring_customersummary (
    customer_id, first_purchase_on, last_purchase_on, purchases, orders, spend, first_day_spend, currency
) {SUMMARIES}
ON CONFLICT (customer_id) DO UPDATE SET
    first_purchase_on = excluded.first_purchase_on, last_purchase_on = excluded.last_purchase_on,
    purchases = excluded.purchases, orders = excluded.orders,
    spend = excluded.spend, first_day_spend = excluded.first_day_spend, currency = excluded.currency
"""


def purchases(customer_ids: Sequence[int] | None = None, *, as_of: date = date.max) -> list[tuple[int, str, int]]:
    """Return (customer, day, spend) for every purchase up to a day, of some customers or of all."""
    sql = f"SELECT customer_id, placed_on, CAST(spend AS BIGINT) FROM ({PURCHASES}) AS purchase"  # noqa: S608 (constants)
    return _rows(sql, customer_ids, as_of)


def summaries(customer_ids: Sequence[int] | None = None, *, as_of: date = date.max) -> list[tuple[Any, ...]]:
    """Return the columns of `CustomerSummary` as they stood at the end of a day, for some customers or for all."""
    return _rows(SUMMARIES, customer_ids, as_of)


def store_summaries(customer_ids: Sequence[int]) -> None:
    """Write the summaries of those among these customers who have bought."""
    with connection.cursor() as cursor:
        cursor.execute(*_narrowed(STORE, customer_ids, date.max))


def _rows(sql: str, customer_ids: Sequence[int] | None, as_of: date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(*_narrowed(sql, customer_ids, as_of))
        return list(cursor.fetchall())


def _narrowed(sql: str, customer_ids: Sequence[int] | None, as_of: date) -> tuple[str, list[Any]]:
    if customer_ids is None:
        return sql.replace("{whose}", ""), [as_of]
    placeholders = ", ".join(["%s"] * len(customer_ids)) or "NULL"
    return sql.replace("{whose}", f"AND customer_id IN ({placeholders})"), [as_of, *customer_ids]
