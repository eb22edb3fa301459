"""Reasons that facts give: what a model would say, had nothing come back, nobody visited, or the usual been bought."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.fact_features import VISIT_SPANS
from techmart.prediction.facts import LINES, RETURNS, VISITS
from techmart.prediction.reasons import ago, span

if TYPE_CHECKING:
    from collections.abc import Callable

    from techmart.prediction.facts import Facts
    from techmart.prediction.history import PurchaseHistory

LONGEST = VISIT_SPANS[-1]


def nothing_came_back(history: PurchaseHistory) -> PurchaseHistory:
    """Let nobody have sent anything back."""
    return _with(history, RETURNS, _none_of(history.facts[RETURNS]))


def the_usual_products(history: PurchaseHistory) -> PurchaseHistory:
    """Let it be unknown what was bought: the features are then those in the middle."""
    return _with(history, LINES, _none_of(history.facts[LINES]))


def no_late_visits(history: PurchaseHistory) -> PurchaseHistory:
    """Let all visits have been 90 days ago, or when they were if that is longer; who was seen is still one who was."""
    visits = history.facts[VISITS]
    return _with(history, VISITS, replace(visits, day=np.minimum(visits.day, history.observed_until - LONGEST)))


WITHOUT: dict[str, Callable[[PurchaseHistory], PurchaseHistory]] = {
    RETURNS: nothing_came_back,
    LINES: the_usual_products,
    VISITS: no_late_visits,
}


def fact_in_words(facts: Facts, kind: str, *, today: float, purchases: int) -> str:
    """Write what is known of one customer, and what it is compared with, without a full stop."""
    if kind == RETURNS:
        return f"{_times(len(facts), 'return')} in {_times(purchases, 'purchase')}; compared with none"
    if kind == LINES:
        return f"{_products(facts)}; compared with the usual"
    return f"{_visits(facts, today)}; compared with no visit for {span(LONGEST)}"


def _products(lines: Facts) -> str:
    new = int(lines["is_new"].sum())
    again = f", {100 * (1 - new / len(lines)):.0f} % of the lines bought before" if new < len(lines) else ""
    return f"{_times(new, 'product')}{again}"


def _visits(facts: Facts, today: float) -> str:
    age = today - facts.day
    for days in VISIT_SPANS:
        if (age < days).any():
            cart = ", something put into the cart" if (facts["carts"][age < days] > 0).any() else ""
            return f"Visited on {_times(int((age < days).sum()), 'day')} of the last {span(days)}{cart}"
    return f"Last visit {ago(float(age.min()))}" if len(facts) else "Never seen"


def _times(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _none_of(facts: Facts) -> Facts:
    return facts.of(np.array([], dtype=np.int64))


def _with(history: PurchaseHistory, kind: str, facts: Facts) -> PurchaseHistory:
    return replace(history, facts={**history.facts, kind: facts})
