"""What purchases bring: the models of it, judged in windows that are over, and the one that did best there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.backtest import rolling_cutoffs
from techmart.prediction.base import ConvergenceError
from techmart.prediction.gamma_gamma import GammaGamma
from techmart.prediction.recipes import fit_gamma_gamma
from techmart.prediction.spend_regression import SpendRegression

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from techmart.prediction.base import Floats
    from techmart.prediction.clv import SpendModel
    from techmart.prediction.history import PurchaseHistory

    SpendRecipe = Callable[[PurchaseHistory, float], SpendModel]

WINDOWS = 3
LEAST_BUYERS = 30  # in a window that is to decide


@dataclass(frozen=True)
class SpendJudgement:
    """How a model's spend per purchase came true of those who bought within `horizon` days after `cutoff`.

    Parameters
    ----------
    model : str
    cutoff, horizon : float, days
    buyers : int
        Customers of before who bought.
    rmse, mae : float, money
        Of the mean value of a customer's purchases.
    total_ratio : float
        Expected over paid, for the purchases that they made.
    """

    model: str
    cutoff: float
    horizon: float
    buyers: int
    rmse: float
    mae: float
    total_ratio: float


def fit_spend_regression(past: PurchaseHistory, horizon: float) -> SpendRegression:
    """Fit the correction to the window of `horizon` days that ends today, the level to all of the past.

    Raises
    ------
    ConvergenceError
        If nobody had bought for a positive amount before that window.
    """
    cutoff = past.observed_until - horizon
    before = past.until(cutoff).summary()
    purchases, paid = value_after(past, cutoff, horizon)
    value = np.divide(paid, purchases, out=np.zeros_like(paid), where=purchases > 0)
    model = SpendRegression().fit(**before.select(SpendRegression.columns), value=value)
    return model.set_level(**past.summary().select(SpendRegression.columns))


SPEND_RECIPES: dict[str, SpendRecipe] = {
    GammaGamma.model: lambda past, horizon: fit_gamma_gamma(past),
    SpendRegression.model: fit_spend_regression,
}


def fit_spend(history: PurchaseHistory, horizon: float) -> SpendModel:
    """Fit the model of spend that did best in earlier windows; Gamma-Gamma where there are none.

    Parameters
    ----------
    history : PurchaseHistory
    horizon : float, > 0, days
        Of the windows.

    Raises
    ------
    ConvergenceError
        If nobody has repeated a purchase of positive value.
    """
    return SPEND_RECIPES[best_spend_model(judge_spend(history, horizon))](history, horizon)


def judge_spend(history: PurchaseHistory, horizon: float, *, windows: int = WINDOWS) -> list[SpendJudgement]:
    """Judge every model of spend in the last `windows` windows, fitted to what was known before each.

    Windows in which a model cannot be fitted, or fewer than 30 customers of before bought, are left out.
    """
    judgements: list[SpendJudgement] = []
    for cutoff in rolling_cutoffs(history, horizon, windows=windows):
        try:
            judgements += _judge_window(history, cutoff, horizon)
        except ConvergenceError:  # nobody had come back by that day: the other windows decide
            continue
    return judgements


def best_spend_model(judgements: Sequence[SpendJudgement]) -> str:
    """Return the model with the smallest errors, by the geometric mean of the windows' RMSE; Gamma-Gamma untried.

    The enormous order that nobody expects is in every model's error alike, and so decides nothing.
    """
    error = {name: sum(np.log(j.rmse) for j in judgements if j.model == name) for name in SPEND_RECIPES}
    return min(error, key=lambda name: error[name])


def value_after(history: PurchaseHistory, cutoff: float, horizon: float) -> tuple[Floats, Floats]:
    """Return purchases and spend in ``(cutoff, cutoff + horizon]`` of the customers known at `cutoff`.

    As ``bought_after``, by what counts at the end of the history.

    Parameters
    ----------
    history : PurchaseHistory
    cutoff : float, day
    horizon : float, > 0, days

    Returns
    -------
    purchases : array of float64, shape (n,)
    paid : array of float64, shape (n,), money
    """
    known = history.known_at(cutoff)
    inside = (history.day > cutoff) & (history.day <= cutoff + horizon)
    inside &= np.isin(history.code, known)
    row = np.searchsorted(known, history.code[inside])
    purchases = np.bincount(row, minlength=len(known)).astype(np.float64)
    paid = np.bincount(row, history.amount[inside], minlength=len(known)).astype(np.float64)
    return purchases, paid


def _judge_window(history: PurchaseHistory, cutoff: float, horizon: float) -> list[SpendJudgement]:
    """Return how each model did; nothing of a window in which too few bought to tell."""
    past = history.until(cutoff)
    summary, (purchases, paid) = past.summary(), value_after(history, cutoff, horizon)
    buyers = purchases > 0
    if buyers.sum() < LEAST_BUYERS or not paid.sum() > 0:
        return []
    judgements = []
    for name, recipe in SPEND_RECIPES.items():
        model = recipe(past, horizon)
        expected = model.expected_spend(**summary.select(model.columns))[buyers]
        error = expected - paid[buyers] / purchases[buyers]
        judgements.append(
            SpendJudgement(
                model=name,
                cutoff=cutoff,
                horizon=horizon,
                buyers=int(buyers.sum()),
                rmse=float(np.sqrt(np.mean(error**2))),
                mae=float(np.abs(error).mean()),
                total_ratio=float(expected @ purchases[buyers] / paid.sum()),
            )
        )
    return judgements
