"""Fitting the shop's models to a purchase history: no database in here."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from techmart.prediction import (
    MODELS,
    BetaGeo,
    ConvergenceError,
    Estimator,
    GammaGamma,
    NotEnoughData,
    PopulationBetaGeo,
    PredictionError,
    PurchaseHistory,
    WeightedRFM,
)
from techmart.prediction.almanac import Almanac
from techmart.prediction.champion import BASELINE
from techmart.prediction.clv import net_share
from techmart.prediction.contributions import Typical
from techmart.prediction.engine import Fitted, fit_model
from techmart.prediction.features import Crowd
from techmart.prediction.intervals import Uncertainty
from techmart.prediction.lifetime import LifetimeModel
from techmart.prediction.misses import amount_variation
from techmart.prediction.phrases import Phrase
from techmart.prediction.recipes import RECIPES, fit_weighted_rfm
from techmart.prediction.rfm import QuintileCuts, rates_by_quintile
from techmart.prediction.seasonal import Seasonal
from techmart.prediction.spend import fit_spend
from techmart.scoring.judging import HORIZONS, OF_ORDERS, Judgement, Progress
from techmart.scoring.widths import Width

SOME_SPREAD = 1.0
LEAST_CUSTOMERS, LEAST_RETURNED, LEAST_DAYS = 30, 5, 60

Weights = str | tuple[float, float, float]
LEARNED = "learned"


@dataclass(frozen=True, slots=True)
class Fit:
    """Everything learned from one history."""

    champions: Mapping[int, Fitted]
    lifetime: LifetimeModel | Seasonal
    baseline: WeightedRFM
    spend: Estimator
    net_share: float  # what refunds leave of a purchase
    widths: Mapping[int, Width]
    learned_weights: tuple[float, float, float]
    cuts: QuintileCuts
    typical: Typical
    quintiles: Mapping[str, Any]
    crowd: Crowd | None  # where a champion needs all of a customer's orders

    def stored_champion(self, horizon: int) -> dict[str, Any]:
        """Return a champion as plain values, with all that it needs to answer for one customer alone."""
        fitted = self.champions[horizon]
        if self.crowd is None or fitted.name not in OF_ORDERS:
            return fitted.to_dict()
        return {**fitted.to_dict(), "crowd": self.crowd.to_dict()}


def fit(history: PurchaseHistory, *, judgement: Judgement, weights: Weights, progress: Progress) -> Fit:
    """Fit the chosen champions, and what goes with them, to all of the history.

    Raises `NotEnoughData` where nobody has repeated a purchase of any value.
    """
    almanac, summary = Almanac(history), history.summary()
    lifetime = best_lifetime(judgement)
    progress(f"Fitting {lifetime}, what an order brings, and the weighted score")
    try:
        rate = _lifetime(lifetime, history)
        spend = _spend(history)
        learned = fit_weighted_rfm(history, HORIZONS)
        baseline = learned if weights == LEARNED else fit_weighted_rfm(history, HORIZONS, weights=weights)
    except ConvergenceError as error:
        raise NotEnoughData(str(error)) from error
    ready = {rate.model: rate, BASELINE: baseline}
    champions = {h: _champion(judgement.champions[h], h, ready, almanac, progress) for h in HORIZONS}
    is_crowded = any(fitted.name in OF_ORDERS for fitted in champions.values())
    return Fit(
        champions=champions,
        lifetime=rate,
        baseline=baseline,
        spend=spend,
        net_share=net_share(summary),
        widths={h: _width(fitted, judgement, almanac, spend) for h, fitted in champions.items()},
        learned_weights=weights_of(learned),
        cuts=QuintileCuts.of(summary),
        typical=Typical.of(history),
        quintiles=quintiles(history),
        crowd=Crowd.of(history) if is_crowded else None,
    )


def _lifetime(name: str, history: PurchaseHistory) -> Any:
    """Fit the lifetime model; where the data do not settle it, one that knows what shops in general are like."""
    try:
        return RECIPES[name](history, HORIZONS)
    except ConvergenceError:
        return PopulationBetaGeo().fit(**history.summary().select(PopulationBetaGeo.columns))


def _spend(history: PurchaseHistory) -> Any:
    """Fit the model of spend; where all spend alike, which settles no spread, one that believes in some."""
    try:
        return fit_spend(history, HORIZONS[-1])
    except ConvergenceError:
        return GammaGamma(prior_sd=SOME_SPREAD).fit(**history.summary().select(GammaGamma.columns))


def best_lifetime(judgement: Judgement) -> str:
    """Return which model says who is alive: the champion of the longest horizon if it can, else the best that can."""
    losses: dict[str, list[float]] = {}
    for verdict in judgement.verdicts:
        if issubclass(MODELS.get(verdict.model, object), LifetimeModel | Seasonal):
            losses.setdefault(verdict.model, []).append(verdict.result.log_loss)
    champion = judgement.champions[HORIZONS[-1]]
    if champion in losses or not losses:
        return champion if champion in losses else BetaGeo.model
    most = max(map(len, losses.values()))
    return min((name for name in losses if len(losses[name]) == most), key=lambda name: sum(losses[name]))


def _champion(name: str, horizon: int, ready: Mapping[str, Any], almanac: Almanac, progress: Progress) -> Fitted:
    """Fit a champion, or take it where it is fitted already; the lifetime model stands in where that fails."""
    lifetime = next(iter(ready))
    if name == BASELINE and str(horizon) not in ready[BASELINE].calibrations_:
        name = lifetime  # a shop younger than the horizon has seen no score come true
    if name in ready:
        return Fitted(name, horizon, ready[name])
    progress(f"Fitting {name} for {horizon} days")
    try:
        return fit_model(name, almanac, horizon=horizon)
    except PredictionError as error:  # it was fitted on earlier days, and will be again
        progress(f"{name} cannot be fitted today: {error}")
        return Fitted(lifetime, horizon, ready[lifetime])


def _width(fitted: Fitted, judgement: Judgement, almanac: Almanac, spend: Any) -> Width:
    history = almanac.history
    per_purchase = spend.expected_spend(**history.summary().select(spend.columns))
    return Width.of(
        judgement.uncertainty.get(int(fitted.horizon), Uncertainty()),
        fitted.of(almanac),
        variation=amount_variation(history, per_purchase),
        orders=len(history.day),
    )


def require_enough(history: PurchaseHistory) -> None:
    """Raise `NotEnoughData` for a shop from which nothing can be learned yet."""
    purchases = np.bincount(history.code)
    wanting = what_is_wanting(
        customers=int((purchases > 0).sum()),
        returned=int((purchases > 1).sum()),
        days=int(history.observed_until - history.day.min()) if len(history.day) else 0,
    )
    if wanting:
        raise NotEnoughData(f"{', '.join(map(str, wanting))}.")


def what_is_wanting(*, customers: int, returned: int, days: int) -> list[Phrase]:
    """Say what a shop has too little of to be learned from; nothing where it has enough.

    >>> [str(wanting) for wanting in what_is_wanting(customers=12, returned=5, days=90)]
    ['12 of 30 customers who have bought']
    """
    return [
        replace(what, values={"count": count, "least": least})
        for count, least, what in (
            (customers, LEAST_CUSTOMERS, Phrase("{count} of {least} customers who have bought")),
            (returned, LEAST_RETURNED, Phrase("{count} of {least} who came back on another day")),
            (days, LEAST_DAYS, Phrase("{count} of {least} days since the first order")),
        )
        if count < least
    ]


def weights_of(model: WeightedRFM) -> tuple[float, float, float]:
    """Return w1, w2, w3."""
    return model.recency_weight_, model.frequency_weight_, model.monetary_weight_


def quintiles(history: PurchaseHistory) -> dict[str, dict[str, list[dict[str, int]]]]:
    """Return how many of each fifth bought again, for every horizon that the history is long enough for."""
    age = history.observed_until - float(history.day.min())
    return {str(horizon): _rates(history, horizon) for horizon in HORIZONS if age >= 2 * horizon}


def _rates(history: PurchaseHistory, horizon: int) -> dict[str, list[dict[str, int]]]:
    return {name: [asdict(rate) for rate in rates] for name, rates in rates_by_quintile(history, horizon).items()}
