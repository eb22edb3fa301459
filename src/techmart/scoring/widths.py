"""How far the shop's forecasts may be off: learned when models are fitted, read with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from techmart.prediction.base import Floats
from techmart.prediction.intervals import Range, Uncertainty, want_of_data
from techmart.prediction.outcomes import value_range


@dataclass(frozen=True, slots=True)
class Width:
    """How far forecasts of one horizon may be off.

    `own` is the standard deviation of a customer's log odds for want of data to fit to; `variation` the squared
    relative deviation of a purchase from what was expected.
    """

    learned: Uncertainty
    own: float
    variation: float

    @classmethod
    def of(cls, learned: Uncertainty, p: Floats, *, variation: float, orders: int) -> Self:
        """Return the width of forecasts `p`, of which `learned` is what earlier windows taught."""
        return cls(learned.for_orders(orders, variation), want_of_data(p), variation)

    def probability(self, p: Floats) -> tuple[Floats, Floats]:
        """Return between which values each customer's probability lies, nine times in ten."""
        return self.learned.probability(p, own=self.own)

    def buyers(self, p: Floats) -> Range:
        """Return how many of these customers will buy."""
        return self.learned.total_buyers(p)

    def value(self, p: Floats, purchases: Floats, per_purchase: Floats, repeats: Floats) -> tuple[Floats, Floats]:
        """Return between which amounts each customer's spend lies, after so many repeat purchases."""
        return value_range(p, purchases, per_purchase, self.variation, repeats=repeats)

    def total_value(self, p: Floats, purchases: Floats, per_purchase: Floats, repeats: Floats) -> Range:
        """Return how much these customers will spend, after so many repeat purchases each."""
        return self.learned.total_value(p, purchases, per_purchase, self.variation, repeats=repeats)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {"learned": self.learned.to_dict(), "own": self.own, "variation": self.variation}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return what ``to_dict`` described."""
        return cls(Uncertainty.from_dict(data["learned"]), float(data["own"]), float(data["variation"]))
