"""A customer base in numbers: one row per customer, everything a repurchase model needs."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from techmart.prediction.base import InputError, as_columns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats


@dataclass(frozen=True, eq=False)
class CustomerSummary:
    """What is known of each customer at `observed_until`.

    The stored numbers change only when a customer buys; everything that changes with time is derived from
    `observed_until`. A score read tomorrow from the same numbers, ``at(tomorrow)``, has thus aged exactly.

    Parameters
    ----------
    customer : array, shape (n,)
        Identifiers, of any type.
    first_purchase_on, last_purchase_on : array of float64, shape (n,), days
        Day numbers, counted from any fixed day (``day_numbers`` counts from 1970-01-01).
    purchases : array of float64, shape (n,), >= 1
        Days with at least one paid order.
    spend, first_day_spend : array of float64, shape (n,), money
        All that was spent, and the part of it spent on the first day.
    observed_until : float, days
        The last day that was watched, in the same count.
    log_gaps : array of float64, shape (n,), optional
        The sum of the natural logarithms of a customer's gaps, in days, between purchases; 0 without one. Only
        models of individual regularity need it.

    Raises
    ------
    InputError
        If lengths differ, a number is not finite, a last purchase precedes the first or follows
        `observed_until`, or a customer has no purchase.

    Examples
    --------
    Ada bought on days 0, 40 and 70, for 30 each time; today is day 100.

    >>> ada = CustomerSummary(
    ...     customer=["ada"], first_purchase_on=[0], last_purchase_on=[70], purchases=[3],
    ...     spend=[90], first_day_spend=[30], observed_until=100)
    >>> ada.frequency, ada.recency, ada.T, ada.monetary_value
    (array([2.]), array([70.]), array([100.]), array([30.]))
    >>> ada.at(107).days_since_last_order
    array([37.])
    """

    customer: NDArray[Any]
    first_purchase_on: Floats
    last_purchase_on: Floats
    purchases: Floats
    spend: Floats
    first_day_spend: Floats
    observed_until: float
    log_gaps: Floats | None = None

    def __post_init__(self) -> None:
        names: tuple[str, ...] = ("first_purchase_on", "last_purchase_on", "purchases", "spend", "first_day_spend")
        names += ("log_gaps",) * (self.log_gaps is not None)
        columns = as_columns(**{name: np.atleast_1d(getattr(self, name)) for name in names})
        for name, column in zip(names, columns, strict=True):
            object.__setattr__(self, name, column)
        object.__setattr__(self, "customer", np.atleast_1d(np.asarray(self.customer)))
        object.__setattr__(self, "observed_until", float(self.observed_until))
        self._check()

    def _check(self) -> None:
        if len(self.customer) != len(self.purchases):
            raise InputError(f"{len(self.customer)} customers, but numbers for {len(self.purchases)}.")
        if not np.isfinite(self.observed_until):
            raise InputError("observed_until is not a day.")
        _refuse(self.last_purchase_on < self.first_purchase_on, "the last purchase precedes the first")
        _refuse(self.last_purchase_on > self.observed_until, "the last purchase is after observed_until")
        _refuse(self.purchases < 1, "there is no purchase")

    def __len__(self) -> int:
        return len(self.customer)

    def __getitem__(self, rows: slice | NDArray[Any]) -> CustomerSummary:
        columns = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "observed_until"}
        return replace(self, **{name: column[rows] for name, column in columns.items() if column is not None})

    @property
    def frequency(self) -> Floats:
        """Repeat purchases, x."""
        return self.purchases - 1

    @property
    def recency(self) -> Floats:
        """Days from the first to the last purchase, t_x."""
        return self.last_purchase_on - self.first_purchase_on

    @property
    def T(self) -> Floats:  # noqa: N802 - the papers' name
        """Days from the first purchase to `observed_until`."""
        return self.observed_until - self.first_purchase_on

    @property
    def days_since_last_order(self) -> Floats:
        """Days of silence, ``T - recency``."""
        return self.observed_until - self.last_purchase_on

    @property
    def monetary_value(self) -> Floats:
        """Mean spend per repeat purchase; 0 for those who bought once."""
        return (self.spend - self.first_day_spend) * (self.frequency > 0) / np.maximum(self.frequency, 1)

    def at(self, day: float) -> CustomerSummary:
        """Return the same purchases seen from another day, none of them after it."""
        return replace(self, observed_until=day)

    def select(self, columns: Iterable[str]) -> dict[str, Floats]:
        """Return the named columns, ready to be an estimator's keyword arguments.

        Raises
        ------
        InputError
            If one is not known of these customers.
        """
        selected = {name: getattr(self, name) for name in columns}
        if selected.get("log_gaps", ()) is None:
            raise InputError("log_gaps is not known of these customers: it takes all their purchases.")
        return selected


def day_numbers(days: ArrayLike) -> Floats:
    """Return days since 1970-01-01 for dates; numbers stay as they are.

    Parameters
    ----------
    days : array_like of datetime.date, numpy.datetime64 or numbers, shape (n,)

    Raises
    ------
    InputError
        If a day is missing or is no day at all.

    Examples
    --------
    >>> day_numbers(["1970-01-02", "1997-01-01"])
    array([1.000e+00, 9.862e+03])
    """
    array = np.asarray(days)
    if array.dtype.kind in "OUM":
        try:
            array = array.astype("datetime64[D]")
        except (TypeError, ValueError) as error:
            raise InputError(f"day: {error}") from error
        if np.isnat(array).any():
            raise InputError(f"day is missing in row {int(np.flatnonzero(np.isnat(array))[0])}.")
        array = array.astype(np.int64)
    return as_columns(day=array)[0]


def _refuse(wrong: NDArray[np.bool_], what: str) -> None:
    if wrong.any():
        raise InputError(f"In row {int(np.flatnonzero(wrong)[0])} {what}.")
