"""Purchases over time, and the customer base as it looked on any earlier day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from techmart.prediction.base import InputError, as_columns
from techmart.prediction.facts import Facts
from techmart.prediction.summary import CustomerSummary, day_numbers
from techmart.prediction.undone import Undone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats

    Purchases = tuple[NDArray[np.int64], Floats, Floats]


@dataclass(frozen=True, eq=False)
class PurchaseHistory:
    """One row per customer and day of purchase, sorted so; made by ``from_orders``.

    The rows are what counts at the end of `observed_until`: no order that was called off by then, and what was paid
    back by then taken off. ``until`` an earlier day puts back what was undone only later.

    Parameters
    ----------
    customers : array, shape (m,)
        The identifiers, each once, sorted; some may have bought nothing that still counts.
    code : array of int64, shape (n,)
        Which customer bought, as a position in `customers`.
    day : array of float64, shape (n,), days
    amount : array of float64, shape (n,), money
        The day's total.
    observed_until : float, days
        The last day that was watched.
    facts : mapping of str to Facts
        What is known beside purchases, by kind; see ``with_facts``.
    undone : Undone, optional
        Amounts that were undone by then, of orders that still count in part or not at all.
    """

    customers: NDArray[Any]
    code: NDArray[np.int64]
    day: Floats
    amount: Floats
    observed_until: float
    facts: Mapping[str, Facts] = field(default_factory=dict)
    undone: Undone | None = None

    @classmethod
    def from_orders(
        cls,
        customer: ArrayLike,
        day: ArrayLike,
        amount: ArrayLike,
        *,
        undone_on: ArrayLike | None = None,
        observed_until: Any = None,
    ) -> PurchaseHistory:
        """Collapse orders to one purchase per customer and day.

        Parameters
        ----------
        customer : array_like, shape (n,)
            Identifiers, of any sortable type.
        day : array_like of datetime.date, numpy.datetime64 or numbers, shape (n,)
        amount : array_like of float, shape (n,), money
        undone_on : array_like of the same kinds, shape (n,), optional
            The day on which a row was undone, infinity or a day to come if it stands. An order of 10 of which 4 went
            back is a row of 6 that stands and one of 4 that was undone.
        observed_until : date or number, optional
            The last day that was watched; the latest order's by default. Later orders are left out.

        Raises
        ------
        InputError
            If lengths differ, a day or an amount is missing, or there is no order and no `observed_until`.

        Examples
        --------
        Ada orders twice on day 3; that is one purchase.

        >>> history = PurchaseHistory.from_orders(["ada", "ada", "ben", "ada"], [3, 3, 5, 9], [4, 6, 8, 5])
        >>> history.summary().purchases, history.summary().spend
        (array([2., 1.]), array([15.,  8.]))
        >>> history.until(5).summary().purchases
        array([1., 1.])
        >>> history.bought_after(5, horizon=4)
        array([ True, False])

        Cleo's only order, of day 3, was called off on day 7.

        >>> shop = PurchaseHistory.from_orders(["ada", "cleo"], [3, 3], [4, 6], undone_on=[np.inf, 7], observed_until=9)
        >>> shop.summary().customer, shop.until(6).summary().customer
        (array(['ada'], dtype='<U4'), array(['ada', 'cleo'], dtype='<U4'))
        """
        days = day_numbers(day)
        customers, codes = np.unique(np.asarray(customer), return_inverse=True)
        if not len(codes) == len(days) == np.size(amount):
            raise InputError(f"{len(codes)} customers, {len(days)} days, {np.size(amount)} amounts.")
        days, amounts = as_columns(day=days, amount=amount)
        if observed_until is None and not len(days):
            raise InputError("Without orders, say observed_until.")
        until = float(days.max()) if observed_until is None else float(day_numbers([observed_until])[0])
        stands, undone = Undone.split(codes, days, undone_on, until, {"amount": amounts})
        codes, days, amounts = codes[stands], days[stands], amounts[stands]
        seen = days <= until
        rows = _by_customer_and_day(codes[seen], days[seen], amounts[seen])
        return cls(customers, *rows, until, undone=undone)

    def until(self, cutoff: float) -> PurchaseHistory:
        """Return what was known at the end of day `cutoff`: nothing later is in it, nor that anything was undone later.

        Raises
        ------
        InputError
            If `cutoff` lies after ``observed_until``.
        """
        if cutoff > self.observed_until:
            raise InputError(f"Day {cutoff} is after the last day that was watched, {self.observed_until}.")
        seen = self.day <= cutoff
        rows = self.code[seen], self.day[seen], self.amount[seen]
        undone = None
        if self.undone is not None:
            rows, undone = _put_back(rows, self.undone.standing(cutoff)), self.undone.until(cutoff)
        facts = {kind: each.until(cutoff) for kind, each in self.facts.items()}
        return PurchaseHistory(self.customers, *rows, float(cutoff), facts, undone)

    def with_facts(
        self,
        kind: str,
        customer: ArrayLike,
        day: ArrayLike,
        *,
        since: Any = None,
        undone_on: ArrayLike | None = None,
        **values: ArrayLike,
    ) -> PurchaseHistory:
        """Return the same with facts of one more kind; those of strangers, and of later days, are left out.

        Parameters
        ----------
        kind : ``"returns"``, ``"lines"`` or ``"visits"``
        customer : array_like, shape (n,)
            Identifiers as in ``customers``.
        day : array_like of datetime.date, numpy.datetime64 or numbers, shape (n,)
        since : date or number, optional
            The first day that such facts were watched; the first purchase's by default.
        undone_on : array_like of the same kinds as `day`, shape (n,), optional
            The day since when a row is true no more, such as a line of an order called off; see ``from_orders``.
        values : array_like, shape (n,)
            What a row says; see ``Facts.gather``.

        Raises
        ------
        InputError
            If lengths differ, a number is missing, or `values` are not those of the kind.

        Examples
        --------
        >>> history = PurchaseHistory.from_orders(["ada", "ben"], [3, 5], [4, 8], observed_until=9)
        >>> history.with_facts("returns", ["ada", "eve"], [7, 7], amount=[4, 4]).facts["returns"].code
        array([0])
        """
        who, days = np.asarray(customer), day_numbers(day)
        if any(np.shape(column) != who.shape for column in (days, *values.values())):
            raise InputError(f"{kind}: not every column has {len(who)} rows.")
        codes = self._codes_of(who)
        known = (codes >= 0) & (days <= self.observed_until)
        first = float(self.day.min()) if len(self.day) else self.observed_until
        began = first if since is None else float(day_numbers([since])[0])
        on = None if undone_on is None else np.asarray(undone_on)[known]
        seen = {name: np.asarray(column)[known] for name, column in values.items()}
        told = Facts.gather(kind, codes[known], days[known], began, undone_on=on, until=self.observed_until, **seen)
        return replace(self, facts={**self.facts, kind: told})

    def summary(self) -> CustomerSummary:
        """Return one row per customer who has bought, in the order of ``customers``."""
        first = np.flatnonzero(np.diff(self.code, prepend=-1))
        last = np.append(first[1:], len(self.code)) - 1 if len(first) else first
        return CustomerSummary(
            customer=self.customers[self.code[first]],
            first_purchase_on=self.day[first],
            last_purchase_on=self.day[last],
            purchases=(last - first + 1).astype(np.float64),
            spend=np.add.reduceat(self.amount, first) if len(first) else self.amount,
            first_day_spend=self.amount[first],
            observed_until=self.observed_until,
            log_gaps=np.add.reduceat(self._log_gaps(), first) if len(first) else self.day,
        )

    def log_gaps(self) -> float:
        """Return the sum of the natural logarithms of all gaps, in days, between a customer's purchases."""
        return float(self._log_gaps().sum())

    def known_at(self, cutoff: float) -> NDArray[np.int64]:
        """Return the customers of ``until(cutoff).summary()``, as positions in ``customers``."""
        codes = self.code[self.day <= cutoff]
        if self.undone is not None:
            codes = np.concatenate([codes, self.undone.standing(cutoff).code])
        return np.unique(codes)

    def bought_after(self, cutoff: float, horizon: float) -> NDArray[np.bool_]:
        """Say who bought in ``(cutoff, cutoff + horizon]``, for the customers of ``until(cutoff).summary()``.

        An order that was called off by ``observed_until`` is no purchase: a forecast is of purchases that count, and
        what is learned today may know of today. Of the latest days some may still be called off.

        Raises
        ------
        InputError
            If the window is not wholly within what was watched.
        """
        if cutoff + horizon > self.observed_until:
            raise InputError(f"Days {cutoff} to {cutoff + horizon} are not all watched yet.")
        buyers = self.code[(self.day > cutoff) & (self.day <= cutoff + horizon)]
        return np.isin(self.known_at(cutoff), buyers)

    def _codes_of(self, customer: NDArray[Any]) -> NDArray[np.int64]:
        """Return where each identifier stands in ``customers``; -1 where it does not."""
        if not len(self.customers):
            return np.full(len(customer), -1)
        place = np.minimum(np.searchsorted(self.customers, customer), len(self.customers) - 1)
        return np.where(self.customers[place] == customer, place, -1)

    def _log_gaps(self) -> Floats:
        """Return ln of the days since the customer's purchase before; 0 of each first."""
        gaps = np.diff(self.day, prepend=np.nan)
        return np.log(gaps, out=np.zeros_like(gaps), where=np.diff(self.code, prepend=-1) == 0)


def _put_back(rows: Purchases, late: Undone) -> Purchases:
    """Return purchases with what stood then; only the customers concerned are sorted anew."""
    if not len(late):
        return rows
    code, day, amount = rows
    mine = np.isin(code, late.code)
    anew = _by_customer_and_day(
        np.concatenate([code[mine], late.code]),
        np.concatenate([day[mine], late.day]),
        np.concatenate([amount[mine], late.columns["amount"]]),
    )
    code, day, amount = code[~mine], day[~mine], amount[~mine]
    place = np.searchsorted(code, anew[0])
    return np.insert(code, place, anew[0]), np.insert(day, place, anew[1]), np.insert(amount, place, anew[2])


def _by_customer_and_day(code: NDArray[np.int64], day: Floats, amount: Floats) -> Purchases:
    if not len(code):
        return code, day, amount
    order = np.lexsort((day, code))
    code, day, amount = code[order], day[order], amount[order]
    starts = np.flatnonzero((np.diff(code, prepend=-1) != 0) | (np.diff(day, prepend=np.nan) != 0))
    return code[starts], day[starts], np.add.reduceat(amount, starts)
