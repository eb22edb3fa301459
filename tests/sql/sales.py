"""Histories with every edge that a summary has, and what numpy says of them."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import Any

import numpy as np
import pytest

from techmart.prediction import PurchaseHistory
from techmart.prediction.features import Features, features_as_of

SALE = "SELECT who AS customer, on_day AS day, cents AS amount FROM sql_sales"
CUTOFF, HORIZON = 20_000, 30
GIVEN = {"cutoff": CUTOFF, "horizon": HORIZON}

Sale = tuple[int, int, int]
Rows = Sequence[tuple[Any, ...]]


def random_sales() -> list[Sale]:
    """Forty customers: some buy twice on a day, some spend nothing or less, some come after the cut-off only."""
    rng = np.random.default_rng(1)
    who, ago = rng.integers(0, 40, 400), (rng.integers(0, 30, 400) ** 2) - 40
    cents = rng.integers(-2000, 9000, 400)
    return [*zip(who.tolist(), (CUTOFF - ago).tolist(), cents.tolist(), strict=True), (77, CUTOFF + 1, 500)]


BY_HAND: list[Sale] = [
    (1, CUTOFF - 100, 1000), (1, CUTOFF - 100, 500), (1, CUTOFF - 90, 700), (1, CUTOFF, 300),  # twice on a day
    (2, CUTOFF - 40, 2000), (2, CUTOFF - 40, -2000),  # bought and gave back
    (3, CUTOFF - 40, -100), (3, CUTOFF - 10, 100),  # a refund alone
    (4, CUTOFF - 100, 0), (5, CUTOFF - 100, 9),  # alike to a model
    (6, CUTOFF + 1, 800),  # after the last day that counts
]  # fmt: skip
ONCE_EACH: list[Sale] = [(1, CUTOFF - 3, 100), (2, CUTOFF - 9, 100)]
HISTORIES = pytest.mark.parametrize("sales", [random_sales(), BY_HAND, ONCE_EACH], ids=["random", "by hand", "once"])


def row_hash(rows: Rows) -> str:
    return sha256(repr(sorted(tuple(map(int, row)) for row in rows)).encode()).hexdigest()


def history_of(sales: Sequence[Sale], until: int = CUTOFF) -> PurchaseHistory:
    who, day, cents = zip(*sales, strict=True)
    return PurchaseHistory.from_orders(who, day, cents, observed_until=until)


def summary_of(sales: Sequence[Sale]) -> Rows:
    """Return what the library sums up, and how many orders of each customer count."""
    summary = history_of(sales).summary()
    orders = [sum(who == customer and day <= CUTOFF for who, day, _ in sales) for customer in summary.customer]
    columns = (
        summary.customer, summary.first_purchase_on, summary.last_purchase_on, summary.purchases, orders,
        summary.spend, summary.first_day_spend,
    )  # fmt: skip
    return list(zip(*columns, strict=True))


def cells_of(sales: Sequence[Sale]) -> Rows:
    """Return the library's customers, counted by frequency, first and last day."""
    summary = history_of(sales).summary()
    keys = np.column_stack([summary.frequency, summary.first_purchase_on, summary.last_purchase_on])
    cells, customers = np.unique(keys, axis=0, return_counts=True)
    return [(*cell, count) for cell, count in zip(cells, customers, strict=True)]


@cache
def features_of(sales: tuple[Sale, ...]) -> Features:
    return features_as_of(history_of(sales), CUTOFF, horizon=HORIZON)
