"""What is known beside sales, with every edge that it has, and what numpy tells of it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from tests.sql.sales import CUTOFF, Sale, history_of

from techmart.prediction import PurchaseHistory
from techmart.prediction.base import Floats
from techmart.prediction.fact_features import Assortment, told_by_facts
from techmart.prediction.facts import COLUMNS, LINES, RETURNS, VISITS

FACTS = {
    kind: f"SELECT who AS customer, on_day AS day, {', '.join(values)} FROM sql_{kind}"
    for kind, values in COLUMNS.items()
}


class Told(NamedTuple):
    """Facts of one kind, each row with customer, day and what else it says, watched long enough to tell something."""

    kind: str
    rows: Sequence[tuple[int, ...]]
    since: int = CUTOFF - 90


def facts_about(sales: Sequence[Sale], kind: str) -> Told:
    """Draw facts on days of sales and around: several on a day, before the first sale, after the last day that counts.

    They are of buyers, of those who buy later, and of strangers; of every seventh customer nothing is known.
    """
    rng, n = np.random.default_rng(2), 300
    who, day, _ = np.array(sales)[rng.integers(0, len(sales), n)].T
    day = day + np.where(rng.random(n) < 0.3, rng.integers(-60, 30, n), 0)
    who = np.where(rng.random(n) < 0.05, 1000, who)
    product = rng.integers(0, 12, n)
    values = {
        RETURNS: [rng.integers(0, 5000, n)],
        LINES: [product, product % 5 - 1, rng.integers(0, 4, n)],
        VISITS: [rng.integers(0, 4, n) // 3],
    }
    rows = np.column_stack([who, day, *values[kind]])[who % 7 != 2]
    return Told(kind, [tuple(row) for row in rows.tolist()])


def known_of(sales: Sequence[Sale], told: Told) -> PurchaseHistory:
    """Return the library's history at the cut-off, cut from one that knows what came after."""
    who, day, *values = np.array(told.rows, dtype=np.int64).reshape(-1, 2 + len(COLUMNS[told.kind])).T
    named = dict(zip(COLUMNS[told.kind], values, strict=True))
    after = history_of(sales, until=CUTOFF + 60).with_facts(told.kind, who, day, since=told.since, **named)
    return after.until(CUTOFF)


def columns_of(sales: Sequence[Sale], told: Told) -> dict[str, Floats]:
    """Return the library's features that the facts add."""
    history = known_of(sales, told)
    return told_by_facts(history, history.summary(), Assortment.of(history))
