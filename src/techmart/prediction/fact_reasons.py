"""Reasons that facts give: what a model would say, had nothing come back, nobody visited, or the usual been bought."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.fact_features import VISIT_SPANS
from techmart.prediction.facts import LINES, RETURNS, VISITS
from techmart.prediction.phrases import Phrase, ago

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


def fact_in_words(facts: Facts, kind: str, *, today: float, purchases: int) -> Phrase:
    """Say what is known of one customer, and what it is compared with, without a full stop."""
    if kind == RETURNS:
        returns = Phrase("{number} return", {"number": len(facts)}, "{number} returns")
        known = {"returns": returns, "purchases": times(purchases)}
        return Phrase("{returns} in {purchases}; compared with none", known)
    if kind == LINES:
        return Phrase("{products}; compared with the usual", {"products": _products(facts)})
    visits = _visits(facts, today)
    return Phrase("{visits}; compared with no visit for {days} days", {"visits": visits, "days": int(LONGEST)})


def times(purchases: int) -> Phrase:
    """Say how many purchases."""
    return Phrase("{number} purchase", {"number": purchases}, "{number} purchases")


def _products(lines: Facts) -> Phrase:
    new = int(lines["is_new"].sum())
    products = Phrase("{number} product", {"number": new}, "{number} products")
    if new == len(lines):
        return products
    again = round(100 * (1 - new / len(lines)))
    return Phrase("{products}, {share} % of the lines bought before", {"products": products, "share": again})


def _visits(facts: Facts, today: float) -> Phrase:
    age = today - facts.day
    for days in VISIT_SPANS:
        if not (age < days).any():
            continue
        seen = Phrase(
            "Visited on {number} day of the last {days} days",
            {"number": int((age < days).sum()), "days": int(days)},
            "Visited on {number} days of the last {days} days",
        )
        has_cart = (facts["carts"][age < days] > 0).any()
        return Phrase("{visits}, something put into the cart", {"visits": seen}) if has_cart else seen
    return Phrase("Last visit {when}", {"when": ago(float(age.min()))}) if len(facts) else Phrase("Never seen")


def _none_of(facts: Facts) -> Facts:
    return facts.of(np.array([], dtype=np.int64))


def _with(history: PurchaseHistory, kind: str, facts: Facts) -> PurchaseHistory:
    return replace(history, facts={**history.facts, kind: facts})
