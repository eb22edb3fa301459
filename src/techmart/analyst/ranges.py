"""How far each figure of a forecast may be off."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techmart.prediction import PopulationBetaGeo
from techmart.prediction.base import Floats
from techmart.prediction.champion import Trials
from techmart.prediction.engine import Fitted
from techmart.prediction.intervals import Range
from techmart.prediction.misses import amount_variation, learn_uncertainty
from techmart.prediction.outcomes import purchases_range, value_range

Ends = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Ranges:
    """Between which values things lie nine times in ten, within one horizon: of every customer, and in total."""

    probability: Ends
    purchases: Ends
    value: Ends
    buyers: Range
    total_purchases: Range
    total_value: Range
    windows: int

    def sorted(self, order: NDArray[np.intp]) -> "Ranges":
        """Return the same with the customers in another order."""

        def sort(ends: Ends) -> Ends:
            return ends[0][order], ends[1][order]

        return replace(self, probability=sort(self.probability), purchases=sort(self.purchases), value=sort(self.value))

    def to_dict(self, *, priced: bool) -> dict[str, Any]:
        """Return the totals as plain values for JSON; that of the value only where the file is `priced`."""
        return {
            "intervals_90": {
                "buyers": self.buyers.to_dict(),
                "purchases": self.total_purchases.to_dict(),
                "value": self.total_value.to_dict() if priced else None,
                "learned_from_windows": self.windows,
            }
        }


def ranges_of(fitted: Fitted, trials: Trials, p: Floats, purchases: Floats, per_purchase: Floats) -> Ranges:
    """Return the ranges of what a fitted model forecasts; `p`, `purchases` and `per_purchase` are by customer."""
    history = trials.almanac.history
    learned, own = learn_uncertainty(trials, fitted.name), None
    if isinstance(fitted.estimator, PopulationBetaGeo):
        rows = history.summary().select(PopulationBetaGeo.columns)
        own, of_level = fitted.estimator.doubt(fitted.horizon, **rows)
        learned = learned.widened(of_level)
    variation = amount_variation(history, per_purchase)
    repeats = history.summary().frequency
    return Ranges(
        probability=learned.probability(p, own=own),
        purchases=purchases_range(p, purchases, repeats=repeats),
        value=value_range(p, purchases, per_purchase, variation, repeats=repeats),
        buyers=learned.total_buyers(p),
        total_purchases=learned.total_purchases(p, purchases, repeats=repeats),
        total_value=learned.for_orders(len(history.day), variation).total_value(
            p, purchases, per_purchase, variation, repeats=repeats
        ),
        windows=learned.windows,
    )
