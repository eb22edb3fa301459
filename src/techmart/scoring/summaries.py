"""The one RFM query: from the shop's orders to each customer's purchases in numbers.

A purchase is a day with at least one order that counts (`Order.objects.purchases()`); several orders of one day are
one purchase, and refunds are taken off the day the order was placed. The texts are those of `techmart.sql`, which every
engine answers alike: the same rows are what models learn from, what they are judged by, and what is scored.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count

from techmart.orders.enums import OrderStatus
from techmart.orders.models import COUNTED_PAY_STATUSES
from techmart.scoring.models import CustomerSummary
from techmart.sql.texts import query

STATUSES = ", ".join(f"'{status}'" for status in COUNTED_PAY_STATUSES)
# `Order.objects.purchases()`, which takes longer to put into SQL than a customer's orders take to sum up.
SALE = f"""
SELECT customer_id AS customer, placed_on AS day, total - refunded_total AS amount
FROM orders_order
WHERE status <> '{OrderStatus.CANCELLED}' AND pay_status IN ({STATUSES})
"""  # noqa: S608 (constants)
# Without its WHERE, SQLite would take ON CONFLICT for the condition of a join.
STORE = """
INSERT INTO scoring_customersummary (
    customer_id, first_purchase_on, last_purchase_on, purchases, orders, spend, first_day_spend, currency
)
SELECT customer, first_purchase_on, last_purchase_on, purchases, orders, spend, first_day_spend,
    (SELECT MAX(currency) FROM orders_order WHERE customer_id = customer)
FROM ({summary}) AS summary
WHERE true
ON CONFLICT (customer_id) DO UPDATE SET
    first_purchase_on = excluded.first_purchase_on, last_purchase_on = excluded.last_purchase_on,
    purchases = excluded.purchases, orders = excluded.orders,
    spend = excluded.spend, first_day_spend = excluded.first_day_spend, currency = excluded.currency
"""


def purchases(customer_ids: Sequence[int] | None = None, *, as_of: date = date.max) -> list[tuple[int, str, int]]:
    """Return (customer, day, spend) for every purchase up to a day, of some customers or of all."""
    return [(customer, day, spend) for customer, day, _, spend in _rows("purchase", customer_ids, as_of)]


def summaries(customer_ids: Sequence[int] | None = None, *, as_of: date = date.max) -> list[tuple[Any, ...]]:
    """Return each customer's numbers as they stood at the end of a day, for some customers or for all."""
    return _rows("summary", customer_ids, as_of)


def store_summaries(customer_ids: Sequence[int]) -> None:
    """Write the summaries of those among these customers who have bought."""
    summary = _query("summary", len(customer_ids))
    with connection.cursor() as cursor:
        cursor.execute(STORE.format(summary=summary), [*customer_ids, date.max])


def cells() -> list[tuple[int, date, date, int]]:
    """Return purchases, first and last day, and how many customers have these, as the summaries are stored.

    Only an order moves a customer from one cell to another: this costs the customers and their cells, not the orders.
    """
    alike = CustomerSummary.objects.order_by().values_list("purchases", "first_purchase_on", "last_purchase_on")
    return list(alike.annotate(customers=Count("pk")))


def _rows(name: str, customer_ids: Sequence[int] | None, as_of: date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            _query(name, None if customer_ids is None else len(customer_ids)), [*(customer_ids or ()), as_of]
        )
        return list(cursor.fetchall())


@lru_cache(maxsize=8)
def _query(name: str, customers: int | None) -> str:
    """Return one of the texts over the orders that count: of so many customers, whose ids come first, or of all."""
    whose = "" if customers is None else f"AND customer_id IN ({', '.join(['%s'] * customers) or 'NULL'})"
    return query(name, SALE + whose).replace(":cutoff", "%s")
