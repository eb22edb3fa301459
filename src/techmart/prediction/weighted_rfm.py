"""P(R) = w₁R + w₂F + w₃M: a score of recency, frequency and money, and the odds it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from techmart.prediction.base import Estimator, InputError, as_columns
from techmart.prediction.curves import Curve, range_curve, rank_curve, rate_curve
from techmart.prediction.search import lowest, with_prior

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats

SCALINGS = {"quantile": rank_curve, "minmax": range_curve}
LARGEST_COEFFICIENT = 50.0


class WeightedRFM(Estimator):
    """Score customers by w₁R + w₂F + w₃M, and turn the score into a repurchase probability.

    R, F and M are `days_since_last_order` (the fewer the better), `purchases` and `spend`, each scaled to
    [0, 1]. The scales are learned once and stored: a customer scored a day later has aged by a day, exactly.

    Parameters
    ----------
    weights : (w1, w2, w3), "equal" or "learned"
        Given weights must be at least 0 and sum to 1. Learned weights are those, of the same kind, under
        which an earlier window's repurchases are likeliest.
    scaling : "quantile" or "minmax"
        By rank among the customers learned from, or by distance between their least and most.

    Attributes
    ----------
    recency_weight_, frequency_weight_, monetary_weight_ : float
    scales_ : dict of str to Curve
        By column; R's scale falls as days grow.
    calibrations_ : dict of str to Curve
        From score to probability, by horizon.

    Examples
    --------
    >>> days, orders, spend = [3, 200, 10], [11, 2, 1], [900, 60, 25]  # Ada, Ben, Cleo
    >>> model = WeightedRFM(weights=(0.6, 0.3, 0.1)).fit(days, orders, spend)
    >>> model.score(days, orders, spend).round(3)
    array([1. , 0.2, 0.3])
    """

    model = "weighted-rfm"
    columns = ("days_since_last_order", "purchases", "spend")
    parameter_names = ("recency_weight", "frequency_weight", "monetary_weight")

    recency_weight_: float
    frequency_weight_: float
    monetary_weight_: float
    scales_: dict[str, Curve]
    calibrations_: dict[str, Curve]

    def __init__(self, *, weights: str | Sequence[float] = "equal", scaling: str = "quantile") -> None:
        self.weights = weights
        self.scaling = scaling

    def fit(
        self,
        days_since_last_order: ArrayLike,
        purchases: ArrayLike,
        spend: ArrayLike,
        bought: ArrayLike | None = None,
    ) -> Self:
        """Learn the scales, and the weights if they are to be learned. Forgets earlier calibrations.

        Parameters
        ----------
        days_since_last_order : array_like of float, shape (n,), days
        purchases : array_like of float, shape (n,)
        spend : array_like of float, shape (n,), money
        bought : array_like of bool, shape (n,), optional
            Whether each bought in the window that followed; needed to learn weights.

        Raises
        ------
        InputError
            If there is no customer, a setting or number cannot be, or `bought` is needed and missing.
        ConvergenceError
            If the search for weights does not settle.
        """
        columns = np.atleast_1d(*self._checked(days_since_last_order, purchases, spend))
        if self.scaling not in SCALINGS:
            raise InputError(f"scaling must be one of {', '.join(SCALINGS)}, not {self.scaling!r}.")
        if not columns[0].size:
            raise InputError("There is no customer to learn from.")
        make_curve = SCALINGS[self.scaling]
        scales = {name: make_curve(values) for name, values in zip(self.columns, columns, strict=True)}
        recency = scales["days_since_last_order"]
        scales["days_since_last_order"] = Curve(recency.x, 1.0 - recency.y)
        scaled = np.array([scales[name](values) for name, values in zip(self.columns, columns, strict=True)])
        weights = self._weights(scaled, bought)
        self.recency_weight_, self.frequency_weight_, self.monetary_weight_ = weights.tolist()
        self.scales_ = scales
        self.calibrations_ = {}
        return self

    def calibrate(
        self,
        horizon: float,
        days_since_last_order: ArrayLike,
        purchases: ArrayLike,
        spend: ArrayLike,
        bought: ArrayLike,
    ) -> Self:
        """Learn which share of customers of each score buys within `horizon` days.

        Parameters
        ----------
        horizon : float, days
        days_since_last_order, purchases, spend : array_like of float, shape (n,)
            As they were when the window began.
        bought : array_like of bool, shape (n,)
            Whether each bought in the window of `horizon` days that followed.

        Raises
        ------
        InputError
            If there is no customer or a number cannot be.
        NotFittedError
            Before ``fit``.
        """
        scores = np.atleast_1d(self.score(days_since_last_order, purchases, spend))
        if not scores.size:
            raise InputError("There is no customer to learn from.")
        curve = rate_curve(scores, _labels(bought, len(scores)))
        self.calibrations_ = {**self.calibrations_, _key(horizon): curve}
        return self

    def score(self, days_since_last_order: ArrayLike, purchases: ArrayLike, spend: ArrayLike) -> Floats:
        """Return P(R) = w₁R + w₂F + w₃M.

        Parameters
        ----------
        days_since_last_order, purchases, spend : array_like of float, one shape

        Returns
        -------
        array of float64, the same shape, in [0, 1]

        Raises
        ------
        InputError
            If a number cannot be.
        NotFittedError
            Before ``fit``.
        """
        columns = zip(self.columns, self._checked(days_since_last_order, purchases, spend), strict=True)
        r, f, m = (self.scales_[name](values) for name, values in columns)
        # Rounding in the weights must not lift the best customer above 1.
        return np.minimum(self.recency_weight_ * r + self.frequency_weight_ * f + self.monetary_weight_ * m, 1.0)

    def repurchase_probability(
        self, horizon: float, days_since_last_order: ArrayLike, purchases: ArrayLike, spend: ArrayLike
    ) -> Floats:
        """Return P(at least one purchase within `horizon` days).

        Parameters
        ----------
        horizon : float, days
            One that ``calibrate`` has seen.
        days_since_last_order, purchases, spend : array_like of float, one shape

        Returns
        -------
        array of float64, the same shape, in (0, 1)

        Raises
        ------
        InputError
            If a number cannot be, or the model is not calibrated for `horizon`.
        NotFittedError
            Before ``fit``.
        """
        if _key(horizon) not in self.calibrations_:
            known = ", ".join(self.calibrations_) or "none"
            raise InputError(f"Not calibrated for {horizon:g} days; calibrated horizons: {known}.")
        return self.calibrations_[_key(horizon)](self.score(days_since_last_order, purchases, spend))

    def _checked(self, days: ArrayLike, purchases: ArrayLike, spend: ArrayLike) -> tuple[Floats, ...]:
        columns = as_columns(**dict(zip(self.columns, (days, purchases, spend), strict=True)))
        if (columns[0] < 0).any():
            raise InputError("days_since_last_order is negative.")
        return columns

    def _weights(self, scaled: Floats, bought: ArrayLike | None) -> Floats:
        if isinstance(self.weights, str):
            if self.weights == "equal":
                return np.full(3, 1 / 3)
            if self.weights != "learned":
                raise InputError(f'weights must be three numbers, "equal" or "learned", not {self.weights!r}.')
            if bought is None:
                raise InputError("To learn weights, say who bought in the window that followed.")
            return _likeliest_weights(scaled, _labels(bought, scaled.shape[1]))
        (weights,) = as_columns(weights=self.weights)
        if weights.shape != (3,) or (weights < 0).any() or abs(weights.sum() - 1) > 1e-6:
            raise InputError(f"weights must be three numbers >= 0 that sum to 1, not {self.weights!r}.")
        return weights

    def _learned(self) -> dict[str, Any]:
        learned = super()._learned()
        for name in {"scales_", "calibrations_"} & learned.keys():
            learned[name] = {key: curve.to_list() for key, curve in learned[name].items()}
        return learned

    def _restore(self, learned: Mapping[str, Any]) -> None:
        super()._restore(learned)
        for name in ("scales_", "calibrations_"):
            setattr(self, name, {key: Curve.from_list(points) for key, points in learned[name].items()})


def _key(horizon: float) -> str:
    return f"{horizon:g}"  # JSON's keys are strings


def _labels(bought: ArrayLike, customers: int) -> NDArray[np.bool_]:
    labels = np.atleast_1d(np.asarray(bought, dtype=bool))
    if labels.shape != (customers,):
        raise InputError(f"{customers} customers, but {labels.size} of bought.")
    return labels


def _likeliest_weights(scaled: Floats, bought: NDArray[np.bool_]) -> Floats:
    """Return the direction of a logistic regression on R, F and M whose coefficients may not be negative."""
    columns = np.vstack([np.ones(scaled.shape[1]), scaled])

    def log_likelihood(theta: Floats) -> tuple[float, Floats]:
        logit = theta @ columns
        value = bought @ logit - np.logaddexp(0.0, logit).sum()
        return float(value), columns @ (bought - 1.0 / (1.0 + np.exp(-logit)))

    # The prior is of no weight except where a score separates the buyers perfectly.
    loss = with_prior(log_likelihood, columns.shape[1], prior_sd=10.0, centre=np.zeros(4))
    bounds = [(-LARGEST_COEFFICIENT, LARGEST_COEFFICIENT)] + [(0.0, LARGEST_COEFFICIENT)] * 3
    coefficients = lowest(loss, np.zeros(4), bounds)[1:]
    total = coefficients.sum()
    return coefficients / total if total > 0 else np.full(3, 1 / 3)
