"""RFM as merchants know it: scores from 1 to 5, groups with names, and whether the scores keep their promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from techmart.prediction.base import Floats
    from techmart.prediction.history import PurchaseHistory
    from techmart.prediction.summary import CustomerSummary

    Scores = NDArray[np.int64]

# Rows: R from 5 (just ordered) down to 1. Columns: the mean of F and M, rounded down, from 1 to 5.
GROUP_MAP = (
    ("New", "Promising", "Becoming loyal", "Loyal", "Champions"),
    ("Promising", "Promising", "Becoming loyal", "Loyal", "Champions"),
    ("Cooling", "Cooling", "Needs attention", "Needs attention", "Loyal"),
    ("Cooling", "Cooling", "At risk", "At risk", "Do not lose"),
    ("Lost", "Lost", "Lost", "At risk", "Do not lose"),
)
GROUPS = {
    "Champions": "Ordered lately, order often, spend most.",
    "Loyal": "Order often and spend well.",
    "Becoming loyal": "Ordered lately and are building a habit.",
    "New": "Ordered for the first time, just now.",
    "Promising": "Ordered lately, but little so far.",
    "Needs attention": "Good customers who have been quiet for a while.",
    "Cooling": "Ordered little, and not for a while.",
    "At risk": "Ordered well once, and not for long.",
    "Do not lose": "Among the best there were, and silent now.",
    "Lost": "Ordered little, long ago.",
}


@dataclass(frozen=True)
class QuintileCuts:
    """Where each score from 1 to 5 ends, on days since the last order (the fewer the better), orders and spend.

    A value equal to a cut belongs below it. Stored, the cuts score a customer at any later moment.

    Examples
    --------
    >>> cuts = QuintileCuts((-90.0, -60.0, -30.0, -7.0), (1.0, 2.0, 4.0, 8.0), (20.0, 50.0, 100.0, 300.0))
    >>> cuts.score(np.array([3.0, 45.0]), np.array([9.0, 2.0]), np.array([70.0, 20.0]))
    (array([5, 3]), array([5, 2]), array([3, 1]))
    """

    recency: Sequence[float]
    frequency: Sequence[float]
    monetary: Sequence[float]

    @classmethod
    def of(cls, summary: CustomerSummary) -> QuintileCuts:
        """Return the cuts that part these customers into fifths, ties staying together.

        Raises
        ------
        InputError
            If there is no customer.
        """
        columns = (-summary.days_since_last_order, summary.purchases, summary.spend)
        return cls(*(tuple(_cuts(column).tolist()) for column in columns))

    def score(self, days_since_last_order: Floats, purchases: Floats, spend: Floats) -> tuple[Scores, ...]:
        """Return the scores R, F and M, arrays of int from 1 to 5."""
        columns = ((self.recency, -days_since_last_order), (self.frequency, purchases), (self.monetary, spend))
        return tuple(1 + np.searchsorted(cuts, values, side="left") for cuts, values in columns)

    def score_summary(self, summary: CustomerSummary) -> tuple[Scores, ...]:
        """Return R, F and M of these customers, as they are at the summary's ``observed_until``."""
        return self.score(summary.days_since_last_order, summary.purchases, summary.spend)


@dataclass(frozen=True)
class QuintileRate:
    """Of the customers with one score, how many bought again."""

    quintile: int
    customers: int
    bought: int

    @property
    def rate(self) -> float | None:
        """Share of them who bought; None where ties left the quintile empty."""
        return self.bought / self.customers if self.customers else None


def group_names(r: Scores, f: Scores, m: Scores) -> NDArray[np.str_]:
    """Return the name of each customer's group, one of ``GROUPS``.

    Parameters
    ----------
    r, f, m : array of int, shape (n,), 1 to 5

    Examples
    --------
    >>> group_names(np.array([5, 2]), np.array([5, 2]), np.array([5, 1])).tolist()
    ['Champions', 'Cooling']
    """
    return np.array(GROUP_MAP)[5 - r, (f + m) // 2 - 1]


def rates_by_quintile(history: PurchaseHistory, horizon: float) -> dict[str, list[QuintileRate]]:
    """Return how often each quintile of R, F and M bought in the last `horizon` days of the history.

    Customers are scored as they stood when those days began.

    Returns
    -------
    dict with keys "recency", "frequency", "monetary"; each five rates, from quintile 1 to 5

    Raises
    ------
    InputError
        If nobody had bought by then.
    """
    cutoff = history.observed_until - horizon
    summary, bought = history.until(cutoff).summary(), history.bought_after(cutoff, horizon)
    scores = QuintileCuts.of(summary).score_summary(summary)
    return {
        name: _rates(score, bought) for name, score in zip(("recency", "frequency", "monetary"), scores, strict=True)
    }


def heat_map(rows: Scores, columns: Scores, values: Floats) -> tuple[Scores, Floats]:
    """Return, for a 5 by 5 map of two scores, the customers in each field and the mean of `values` there.

    Parameters
    ----------
    rows, columns : array of int, shape (n,), 1 to 5
    values : array of float64, shape (n,)

    Returns
    -------
    customers : array of int64, shape (5, 5)
    mean : array of float64, shape (5, 5)
        nan where there is no customer.

    Examples
    --------
    >>> customers, mean = heat_map(np.array([5, 5]), np.array([1, 1]), np.array([10.0, 30.0]))
    >>> int(customers[4, 0]), float(mean[4, 0])
    (2, 20.0)
    """
    field = (rows - 1) * 5 + columns - 1
    customers = np.bincount(field, minlength=25).reshape(5, 5)
    total = np.bincount(field, weights=values, minlength=25).reshape(5, 5)
    return customers, np.where(customers > 0, total / np.maximum(customers, 1), np.nan)


def _cuts(values: Floats) -> Floats:
    if not values.size:
        raise InputError("There is no customer to part into quintiles.")
    distinct, ties = np.unique(values, return_counts=True)
    middle = (np.cumsum(ties) - ties / 2) / len(values)  # ties share the middle of their ranks
    quintile = np.ceil(5 * middle)
    ends = np.searchsorted(quintile, [1, 2, 3, 4], side="right")
    below_all = np.nextafter(distinct[0], -np.inf)
    return np.append(below_all, distinct)[ends]


def _rates(score: Scores, bought: NDArray[np.bool_]) -> list[QuintileRate]:
    customers = np.bincount(score, minlength=6)
    buyers = np.bincount(score[bought], minlength=6)
    return [QuintileRate(quintile, int(customers[quintile]), int(buyers[quintile])) for quintile in range(1, 6)]
