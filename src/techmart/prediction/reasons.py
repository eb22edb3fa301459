"""Why a customer's probability is what it is, in three short sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import InputError
from techmart.prediction.phrases import ago, every, length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from techmart.prediction.summary import CustomerSummary

ON_TIME = 1.25  # silences up to this many usual gaps are nothing to remark on
SLIPPING = 2.0
MOST_GAPS = 20  # beyond it the number of gaps tells no more


@dataclass(frozen=True)
class Reason:
    """One sentence, and whether it speaks for a repurchase or against it."""

    text: str
    speaks_for: bool


@dataclass(frozen=True)
class Population:
    """What the shop's customers are like: percentiles 0 to 100 of three of their numbers."""

    purchases: Sequence[float]
    spend: Sequence[float]
    days_since_last_order: Sequence[float]

    @classmethod
    def of(cls, summary: CustomerSummary) -> Population:
        """Return the percentiles of these customers.

        Raises
        ------
        InputError
            If there is no customer.
        """
        if not len(summary):
            raise InputError("There is no customer to compare with.")
        columns = (summary.purchases, summary.spend, summary.days_since_last_order)
        return cls(*(tuple(np.quantile(column, np.linspace(0, 1, 101)).tolist()) for column in columns))


def reasons_for(
    *,
    purchases: float,
    spend: float,
    recency: float,
    days_since_last_order: float,
    probability_alive: float,
    population: Population,
) -> list[Reason]:
    """Return three reasons for one customer's repurchase probability, the weightiest first.

    Parameters
    ----------
    purchases : float, >= 1
        Days with an order.
    spend : float, money
        In total.
    recency, days_since_last_order : float, days
        From the first order to the last, and since.
    probability_alive : float, in [0, 1]
    population : Population
        The customers to compare with.

    Examples
    --------
    >>> population = Population([1] * 60 + [2] * 20 + [3] * 10 + [5] * 11, range(0, 1010, 10), range(101))
    >>> for reason in reasons_for(purchases=11, spend=600, recency=410, days_since_last_order=39,
    ...                           probability_alive=0.97, population=population):
    ...     print(reason.text)
    Buys about every 41 days; the last order was 39 days ago.
    11 purchases, more than 99 % of customers.
    Very likely still a customer (97 %).
    """
    weighed = [_spend(spend, population.spend)]
    if purchases > 1:
        weighed += [_orders(purchases, population.purchases), _alive(probability_alive)]
    else:  # alive by the model's assumption, not by evidence
        weighed.append((0.5, Reason("No second purchase yet.", False)))
    weighed.sort(key=lambda pair: -pair[0])
    first = _rhythm(purchases, recency, days_since_last_order, population)
    return [first, *(reason for _, reason in weighed[:2])]


def _rhythm(purchases: float, recency: float, silence: float, population: Population) -> Reason:
    if purchases < 2:
        return Reason(f"One purchase, {ago(silence)}.", silence <= population.days_since_last_order[50])
    gap = recency / (purchases - 1)
    if silence <= ON_TIME * gap:
        return Reason(f"Buys about {every(gap)}; the last order was {ago(silence)}.", True)
    if silence <= SLIPPING * gap:
        return Reason(f"Buys about {every(gap)}; the last order was {ago(silence)}: a little late.", False)
    if silence <= MOST_GAPS * gap:
        return Reason(f"Quiet for {length(silence)}, {silence / gap:.0f} times the usual gap: slipping.", False)
    return Reason(f"Quiet for {length(silence)}, after buying about {every(gap)}.", False)


def _orders(purchases: float, percentiles: Sequence[float]) -> tuple[float, Reason]:
    below, above = _ranks(purchases, percentiles)
    count = f"{purchases:.0f} purchase{'' if purchases == 1 else 's'}"
    texts = (f"{count}, more than {below} % of customers.", f"{count}; {above} % of customers have more.")
    return _by_rank(below, above, *texts, f"{count}, a typical number.")


def _spend(spend: float, percentiles: Sequence[float]) -> tuple[float, Reason]:
    below, above = _ranks(spend, percentiles)
    texts = (f"Spent more than {below} % of customers.", f"Spent less than {above} % of customers.")
    return _by_rank(below, above, *texts, "Spent a typical amount.")


def _alive(probability: float) -> tuple[float, Reason]:
    weight = abs(2 * probability - 1)
    if probability < 0.5:
        return weight, Reason(f"Has probably left ({_percent(1 - probability)}).", False)
    degree = "Very likely" if probability >= 0.9 else "Probably"
    return weight, Reason(f"{degree} still a customer ({_percent(probability)}).", True)


def _ranks(value: float, percentiles: Sequence[float]) -> tuple[int, int]:
    """Return how many per cent of customers surely have less, and how many more."""
    below = int(np.searchsorted(percentiles, value, side="left")) - 1
    above = 100 - int(np.searchsorted(percentiles, value, side="right"))
    return min(max(below, 0), 99), min(max(above, 0), 99)


def _by_rank(below: int, above: int, more: str, fewer: str, middling: str) -> tuple[float, Reason]:
    weight = abs(below - above) / 100
    if below >= 50:
        return weight, Reason(more, True)
    if above >= 50:
        return weight, Reason(fewer, False)
    return weight, Reason(middling, below >= above)


def _percent(probability: float) -> str:
    return f"{min(100 * probability, 99):.0f} %"  # no model is certain
