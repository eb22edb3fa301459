"""Fit before a cut-off, judge after it, at several cut-offs: what a model is worth on this shop's own past."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from techmart.prediction import metrics
from techmart.prediction.base import InputError
from techmart.prediction.recipes import RECIPES, forecast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from techmart.prediction.history import PurchaseHistory
    from techmart.prediction.recipes import Recipe


@dataclass(frozen=True)
class Judgement:
    """One model in one window: what it foretold at `cutoff` against the `horizon` days that followed."""

    model: str
    cutoff: float
    horizon: float
    customers: int
    base_rate: float
    mean_predicted: float
    log_loss: float
    auc: float
    brier: float
    ece: float

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; an AUC that does not exist is None."""
        return {name: None if value != value else value for name, value in asdict(self).items()}


def rolling_cutoffs(history: PurchaseHistory, horizon: float, *, windows: int) -> list[float]:
    """Return up to `windows` cut-offs, latest last, whose windows touch but do not overlap.

    Before each there is at least one horizon of history to learn and calibrate on; a young shop has fewer
    cut-offs, or none.
    """
    earliest = float(history.day.min()) + horizon if len(history.day) else math.inf
    cutoffs = [history.observed_until - horizon * (i + 1) for i in range(windows)]
    return sorted(cutoff for cutoff in cutoffs if cutoff >= earliest)


def backtest(
    history: PurchaseHistory,
    *,
    horizon: float,
    cutoffs: Sequence[float],
    recipes: Mapping[str, Recipe] = RECIPES,
) -> list[Judgement]:
    """Judge every recipe in every window.

    A recipe is handed the history up to the cut-off and nothing else, so it cannot look ahead.

    Parameters
    ----------
    history : PurchaseHistory
    horizon : float, > 0, days
    cutoffs : sequence of float, days
        See ``rolling_cutoffs``.
    recipes : mapping of str to recipe
        A recipe takes (past, horizons) and returns a fitted model.

    Returns
    -------
    list of Judgement, by cut-off, then in the order of `recipes`

    Raises
    ------
    InputError
        If a window reaches past what was watched, or nobody had bought by a cut-off.
    ConvergenceError
        If a model cannot be fitted.
    """
    judgements = []
    for cutoff in cutoffs:
        past, happened = history.until(cutoff), history.bought_after(cutoff, horizon)
        if not len(happened):
            raise InputError(f"Nobody had bought by day {cutoff:g}.")
        for name, recipe in recipes.items():
            p = forecast(recipe(past, [horizon]), past.summary(), horizon)
            judgements.append(
                Judgement(
                    model=name,
                    cutoff=float(cutoff),
                    horizon=float(horizon),
                    customers=len(happened),
                    base_rate=float(happened.mean()),
                    mean_predicted=float(p.mean()),
                    log_loss=metrics.log_loss(p, happened),
                    auc=metrics.auc(p, happened),
                    brier=metrics.brier(p, happened),
                    ece=metrics.ece(p, happened),
                )
            )
    return judgements
