"""What learners are told of returns, of the products bought and of visits, where a shop knows of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from techmart.prediction.base import InputError
from techmart.prediction.facts import LINES, RETURNS, VISITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats
    from techmart.prediction.facts import Facts
    from techmart.prediction.history import PurchaseHistory
    from techmart.prediction.summary import CustomerSummary

    Integers = NDArray[np.int64]

VISIT_SPANS = (7.0, 30.0, 90.0)  # days back, over which days with a visit are counted
LONG_ENOUGH = 90.0  # days of watching after which facts tell something, in a shop that had gone on without
COMES_BACK = 90.0  # days within which a product's buyers are looked for again
A_FEW = 20.0  # imaginary buyers of each product who come back as often as all do
MOST_PRODUCTS = 5000  # that are told apart, those bought most


@dataclass(frozen=True, eq=False)
class Assortment:
    """What a shop's products say of those who bought them.

    Parameters
    ----------
    product : array of int64, shape (p,), sorted
    comes_back : array of float64, shape (p,)
        By how much likelier its buyers bought again within 90 days than all did, in log odds.
    usual : mapping of str to float
        The median of each feature that lines give: for customers of whom no line is known.
    """

    product: Integers = field(default_factory=lambda: np.array([], dtype=np.int64))
    comes_back: Floats = field(default_factory=lambda: np.array([]))
    usual: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, history: PurchaseHistory) -> Assortment:
        """Return that of a history's end, measured on purchases whose 90 days were over by then."""
        if LINES not in history.facts:
            return cls()
        # Nobody is a customer by then who buys for the first time later, whatever else is known of them.
        lines = history.facts[LINES].of(np.unique(history.code))
        product, rates = _comeback(history, lines)
        measured = cls(product, rates)
        who = np.unique(lines.code)
        columns = _of_lines(lines, who, measured)
        return cls(product, rates, {name: float(np.median(column)) for name, column in columns.items() if len(who)})

    def rates(self, product: Integers) -> Floats:
        """Return by how much likelier the buyers of each product come back; 0 of one that is not known."""
        if not len(self.product):
            return np.zeros(len(product))
        place = np.minimum(np.searchsorted(self.product, product), len(self.product) - 1)
        return np.where(self.product[place] == product, self.comes_back[place], 0.0)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {"product": self.product.tolist(), "comes_back": self.comes_back.tolist(), "usual": dict(self.usual)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Assortment:
        """Return what ``to_dict`` described.

        Raises
        ------
        InputError
            If `data` is not the work of ``to_dict``.
        """
        try:
            rates = np.asarray(data["comes_back"], dtype=np.float64)
            return cls(np.asarray(data["product"], dtype=np.int64), rates, dict(data["usual"]))
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"This is no stored assortment: {error}.") from error


def told_by_facts(history: PurchaseHistory, summary: CustomerSummary, assortment: Assortment) -> dict[str, Floats]:
    """Return a column for each feature of the kinds that are known as of the history's end, shape (n,) each.

    A kind that has been watched for too few days has no columns: of the time before, its zeros say nothing.

    Parameters
    ----------
    history : PurchaseHistory
        Cut at the day in question, with n customers.
    summary : CustomerSummary
        Of this history.
    assortment : Assortment
        Of this history, or the one that a model was taught with.
    """
    who = np.unique(history.code)
    known = {kind: facts for kind, facts in history.facts.items() if _is_known(history, facts)}
    columns: dict[str, Floats] = {}
    if RETURNS in known:
        columns |= _of_returns(known[RETURNS], who, summary)
    if LINES in known:
        columns |= _or_usual(_of_lines(known[LINES], who, assortment), known[LINES], who, assortment)
    if VISITS in known:
        columns |= _of_visits(known[VISITS], who, summary)
    return columns


def _is_known(history: PurchaseHistory, facts: Facts) -> bool:
    """Say whether facts were watched from the first purchase on, or long enough."""
    return facts.since <= max(float(history.day.min()), history.observed_until - LONG_ENOUGH)


def _of_returns(facts: Facts, who: Integers, summary: CustomerSummary) -> dict[str, Floats]:
    times, amount = _sum(facts.code, who), _sum(facts.code, who, facts["amount"])
    return {
        "returns": np.log1p(times),
        "return_share": times / (times + summary.purchases),
        "returned_value": amount / (amount + np.maximum(summary.spend, 0.0) + 1.0),
        "days_since_return": _log_days_since(facts, who, summary),
    }


def _of_lines(lines: Facts, who: Integers, assortment: Assortment) -> dict[str, Floats]:
    """How much at once, how much of it again, how wide a choice, and whether buyers of the last products come back."""
    starts, basket = _baskets(lines)
    count, baskets = _sum(lines.code, who), _sum(lines.code[starts], who)
    new, units = _sum(lines.code, who, lines["is_new"]), _sum(lines.code, who, lines["quantity"])
    latest = _last(lines.code[starts], who, np.arange(len(starts)))
    is_latest = np.zeros(len(starts) + 1, dtype=bool)
    is_latest[latest] = True  # -1, of whom there is no line, is the one past the last
    is_latest = is_latest[basket]
    size = _sum(lines.code[is_latest], who)
    rates = _sum(lines.code[is_latest], who, assortment.rates(lines["product"][is_latest]))
    return {
        "products": np.log1p(new),
        "basket": np.log1p(count) - np.log1p(baskets),
        "last_basket": np.log1p(size) - np.log1p(count) + np.log1p(baskets),
        "units": np.log(np.maximum(units, 1.0)) - np.log(np.maximum(count, 1.0)),
        "bought_again": 1.0 - new / np.maximum(count, 1.0),
        "comes_back": rates / np.maximum(size, 1.0),
        **_of_categories(lines, who),
    }


def _of_categories(lines: Facts, who: Integers) -> dict[str, Floats]:
    """How many categories, and how unevenly what was bought is spread over them: 1 where there is one."""
    named = lines["category"] >= 0
    code, category = lines.code[named], lines["category"][named]
    width = int(category.max(initial=0)) + 1
    pair, count = np.unique(code * width + category, return_counts=True)
    of = pair // width
    total = _sum(of, who, count)
    return {
        "categories": np.log1p(_sum(of, who)),
        "category_focus": _sum(of, who, count.astype(np.float64) ** 2) / np.maximum(total, 1.0) ** 2,
    }


def _or_usual(columns: dict[str, Floats], lines: Facts, who: Integers, assortment: Assortment) -> dict[str, Floats]:
    has_lines = _sum(lines.code, who) > 0
    return {name: np.where(has_lines, column, assortment.usual.get(name, 0.0)) for name, column in columns.items()}


def _of_visits(facts: Facts, who: Integers, summary: CustomerSummary) -> dict[str, Floats]:
    """Whoever was never seen may have visited unrecognised: ``is_seen`` tells them from those who stay away."""
    age, carts = summary.observed_until - facts.day, facts["carts"] > 0
    last_cart = _last(facts.code[carts], who, facts.day[carts], none=-np.inf)
    is_open = (last_cart > summary.last_purchase_on) & (last_cart > summary.observed_until - VISIT_SPANS[1])
    return {
        "is_seen": np.minimum(_sum(facts.code, who), 1.0),
        **{f"visits_{span:g}": np.log1p(_sum(facts.code, who, age < span)) for span in VISIT_SPANS},
        "carts_30": np.log1p(_sum(facts.code, who, carts & (age < VISIT_SPANS[1]))),
        "open_cart": is_open.astype(np.float64),
        "days_since_visit": _log_days_since(facts, who, summary),
    }


def _comeback(history: PurchaseHistory, lines: Facts) -> tuple[Integers, Floats]:
    """Return products, and by how much likelier their buyers bought again within 90 days than all did."""
    lines = lines.up_to(history.observed_until - COMES_BACK)
    if not len(lines):
        return Assortment().product, Assortment().comes_back
    starts, basket = _baskets(lines)
    again = _bought_again(history, lines.code[starts], lines.day[starts])
    product, which = np.unique(lines["product"], return_inverse=True)
    buyers, returned = np.bincount(which), np.bincount(which, again[basket])
    kept = np.sort(np.argsort(-buyers, kind="stable")[:MOST_PRODUCTS])
    overall = (returned.sum() + 0.5) / (buyers.sum() + 1.0)
    rate = (returned[kept] + A_FEW * overall) / (buyers[kept] + A_FEW)
    return product[kept], np.log(rate / (1.0 - rate)) - np.log(overall / (1.0 - overall))


def _bought_again(history: PurchaseHistory, code: Integers, day: Floats) -> NDArray[np.bool_]:
    """Say whether these customers bought within 90 days after these days."""
    first = min(float(history.day.min()), float(day.min()))  # a line may be older than any purchase
    width = history.observed_until - first + 1.0
    purchases = history.code * width + history.day - first  # sorted, as the history is
    after = np.searchsorted(purchases, code * width + day - first, side="right")
    return after < np.searchsorted(purchases, code * width + day + COMES_BACK - first, side="right")


def _baskets(lines: Facts) -> tuple[Integers, Integers]:
    """Return where each customer's day of lines begins, and to which of these days each line belongs."""
    is_start = (np.diff(lines.code, prepend=-1) != 0) | (np.diff(lines.day, prepend=np.nan) != 0)
    return np.flatnonzero(is_start), np.cumsum(is_start) - 1


def _sum(code: Integers, who: Integers, weight: ArrayLike | None = None) -> Floats:
    return np.bincount(code, weight, minlength=int(who.max(initial=0)) + 1)[who].astype(np.float64)


def _last(code: Integers, who: Integers, value: NDArray[Any], none: float = -1) -> NDArray[Any]:
    """Return each customer's last value, rows being sorted by day."""
    last = np.full(int(max(code.max(initial=0), who.max(initial=0))) + 1, none, dtype=value.dtype)
    last[code] = value  # the latest overwrites
    return np.asarray(last[who])


def _log_days_since(facts: Facts, who: Integers, summary: CustomerSummary) -> Floats:
    """Return ln(1 + days) since the last of these, or since the first purchase."""
    last = _last(facts.code, who, facts.day, none=-np.inf)
    return np.log1p(np.minimum(summary.observed_until - last, summary.T))
