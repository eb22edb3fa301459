"""Fitting and judging the shop's models on a purchase history: no database in here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techmart.prediction import BetaGeo, ConvergenceError, GammaGamma, PurchaseHistory, WeightedRFM
from techmart.prediction.backtest import backtest, rolling_cutoffs
from techmart.prediction.reasons import Population
from techmart.prediction.recipes import RepurchaseModel, fit_beta_geo, fit_gamma_gamma, fit_weighted_rfm, forecast
from techmart.prediction.rfm import QuintileCuts, rates_by_quintile

HORIZONS = (30, 60, 90)
WINDOWS = 3
LEAST_CUSTOMERS, LEAST_RETURNED, LEAST_DAYS = 30, 5, 60

Progress = Callable[[str], None]
Recipe = Callable[[PurchaseHistory, Sequence[float]], RepurchaseModel]
Weights = str | tuple[float, float, float]
LEARNED = "learned"


class NotEnoughData(Exception):
    """The shop is too young to learn from; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Everything learned from one history, and how good it was."""

    champion: BetaGeo
    baseline: WeightedRFM
    spend: GammaGamma
    learned_weights: tuple[float, float, float]
    cuts: QuintileCuts
    population: Population
    metrics: dict[str, Any]


def fit(history: PurchaseHistory, *, weights: Weights, progress: Progress) -> Fit:
    """Fit all three models and judge the champion against the weighted score; raise `NotEnoughData`."""
    require_enough(history)
    progress("Fitting BG/NBD, Gamma-Gamma and the weighted score")
    summary = history.summary()
    try:
        champion = fit_beta_geo(history)
        spend = fit_gamma_gamma(history)
        learned = fit_weighted_rfm(history, HORIZONS)
        baseline = learned if weights == LEARNED else fit_weighted_rfm(history, HORIZONS, weights=weights)
        metrics = judge(history, weights=weights, progress=progress)
    except ConvergenceError as error:
        raise NotEnoughData(str(error)) from error
    return Fit(
        champion, baseline, spend, weights_of(learned), QuintileCuts.of(summary), Population.of(summary), metrics
    )


def require_enough(history: PurchaseHistory) -> None:
    """Raise `NotEnoughData` for a shop from which nothing can be learned yet."""
    customers, purchases = len(np.unique(history.code)), np.bincount(history.code)
    returned = int((purchases > 1).sum())
    days = int(history.observed_until - history.day.min()) if len(history.day) else 0
    wanting = [
        f"{count:,} of {least} {what}"
        for count, least, what in (
            (customers, LEAST_CUSTOMERS, "customers who have bought"),
            (returned, LEAST_RETURNED, "who came back on another day"),
            (days, LEAST_DAYS, "days since the first order"),
        )
        if count < least
    ]
    if wanting:
        raise NotEnoughData(f"{', '.join(wanting)}.")


def weights_of(model: WeightedRFM) -> tuple[float, float, float]:
    """Return w1, w2, w3."""
    return model.recency_weight_, model.frequency_weight_, model.monetary_weight_


def judge(history: PurchaseHistory, *, weights: Weights, progress: Progress) -> dict[str, Any]:
    """Return, for every horizon that the history is long enough for, how forecasts of earlier days came true."""
    recipes: dict[str, Recipe] = {
        BetaGeo.model: fit_beta_geo,
        WeightedRFM.model: partial(fit_weighted_rfm, weights=weights),
    }
    metrics: dict[str, Any] = {"judgements": [], "calibration": {}, "quintiles": {}}
    for horizon in HORIZONS:
        cutoffs = rolling_cutoffs(history, horizon, windows=WINDOWS)
        if not cutoffs:
            continue
        progress(f"Judging {horizon}-day forecasts at {len(cutoffs)} earlier days")
        judgements = backtest(history, horizon=horizon, cutoffs=cutoffs, recipes=recipes)
        metrics["judgements"] += [judgement.to_dict() for judgement in judgements]
        metrics["calibration"][str(horizon)] = _calibration(history, horizon, cutoffs)
        metrics["quintiles"][str(horizon)] = _quintiles(history, horizon)
    return metrics


def _calibration(history: PurchaseHistory, horizon: int, cutoffs: Sequence[float]) -> list[dict[str, Any]]:
    """Return what came true of the champion's forecasts, by tenths: those given 0-10 %, 10-20 %, ..."""
    forecasts, outcomes = [], []
    for cutoff in cutoffs:
        past = history.until(cutoff)
        forecasts.append(forecast(fit_beta_geo(past), past.summary(), horizon))
        outcomes.append(history.bought_after(cutoff, horizon))
    return tenths(np.concatenate(forecasts), np.concatenate(outcomes))


def tenths(probability: NDArray[np.float64], happened: NDArray[np.bool_]) -> list[dict[str, Any]]:
    """Group forecasts by the tenth they fall in; empty tenths are left out.

    >>> tenths(np.array([0.31, 0.39, 0.05]), np.array([True, False, False]))[1]
    {'tenth': 3, 'customers': 2, 'predicted': 0.35, 'bought': 1}
    """
    tenth = np.minimum((probability * 10).astype(int), 9)
    return [
        {
            "tenth": number,
            "customers": int((tenth == number).sum()),
            "predicted": float(probability[tenth == number].mean()),
            "bought": int(happened[tenth == number].sum()),
        }
        for number in np.unique(tenth).tolist()
    ]


def _quintiles(history: PurchaseHistory, horizon: int) -> Mapping[str, list[dict[str, int]]]:
    rates = rates_by_quintile(history, horizon)
    return {name: [asdict(rate) for rate in each] for name, each in rates.items()}
