"""What a customer spends per purchase, learned from what customers like them spent in a window that is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import ConvergenceError, Estimator, InputError, NotFittedError, as_columns
from techmart.prediction.gamma_gamma import GammaGamma

if TYPE_CHECKING:
    from typing import Self

    from numpy.typing import ArrayLike

    from techmart.prediction.base import Floats

FEATURES = ("typical", "first", "repeated", "purchases", "once", "silence", "age")
FARTHEST = 1.5  # nobody is corrected by more than e^1.5, 4.5 times


class SpendRegression(Estimator):
    """Correct Gamma-Gamma's spend per purchase by what it missed in a window that is over.

    Gamma-Gamma, on all purchases, says what each customer typically spends. A ridge regression of the logarithm
    of what buyers then spent, over that, says by how much customers of a kind are typically missed: those who
    spent more at first than later, those who have bought once, those who were long silent. With no evidence
    there is no correction. The level of all is such that customers' purchases so far add up to what was paid
    for them, refunds taken off: it is net, whatever the window's season was.

    Parameters
    ----------
    ridge : float, >= 0
        How many customers' worth of evidence speaks against each correction.
    prior_sd : float, > 0
        Of ``GammaGamma``.

    Attributes
    ----------
    p_, q_, v_ : float
        Of Gamma-Gamma on all purchases.
    coefficients_ : dict of str to float
        Of the correction, by feature; in natural logarithms.
    intercept_ : float
        Of the correction.
    level_ : float
        What is added to all logarithms in the end.
    customers_ : int
        Buyers learned from.

    Examples
    --------
    >>> rows = [3.0, 1, 2, 5], [90.0, 20, 50, 40], [40.0, 20, 25, 5], [60.0, 0, 30, 80], [80.0, 90, 60, 95]
    >>> model = SpendRegression().fit(*rows, value=[25.0, 0.0, 30.0, 9.0]).set_level(*rows)
    >>> spend = model.expected_spend(*rows)
    >>> round(float(spend @ rows[0]), 6) == sum(rows[1])
    True
    """

    model = "spend-regression"
    columns = ("purchases", "spend", "first_day_spend", "recency", "T")
    parameter_names = ("p", "q", "v", "intercept", "level", *FEATURES)

    p_: float
    q_: float
    v_: float
    coefficients_: dict[str, float]
    intercept_: float
    level_: float
    customers_: int

    def __init__(self, *, ridge: float = 300.0, prior_sd: float = 3.0) -> None:
        self.ridge = ridge
        self.prior_sd = prior_sd

    @property
    def parameters_(self) -> dict[str, float]:
        """Gamma-Gamma's parameters, the two levels, and the correction's coefficients."""
        learned = {name: float(getattr(self, f"{name}_")) for name in self.parameter_names[: -len(FEATURES)]}
        return {**learned, **self.coefficients_}

    def fit(
        self,
        purchases: ArrayLike,
        spend: ArrayLike,
        first_day_spend: ArrayLike,
        recency: ArrayLike,
        T: ArrayLike,
        *,
        value: ArrayLike,
    ) -> Self:
        """Learn the correction from customers as they were on an earlier day. Forgets an earlier level.

        Parameters
        ----------
        purchases : array_like of float, shape (n,), >= 1
        spend, first_day_spend : array_like of float, shape (n,), money
        recency, T : array_like of float, shape (n,), days
        value : array_like of float, shape (n,), money
            Mean spend per purchase in the window that followed; rows that are not positive are left out.

        Raises
        ------
        InputError
            If a number is not finite, a customer has no purchase, or a setting cannot be.
        ConvergenceError
            If nobody has bought for a positive amount.
        """
        if not self.ridge >= 0:
            raise InputError(f"ridge must not be negative, not {self.ridge}.")
        rows = np.atleast_1d(*_checked(purchases, spend, first_day_spend, recency, T))
        (value,) = as_columns(value=np.atleast_1d(value))
        if value.shape != rows[0].shape:
            raise InputError(f"value must be {len(rows[0])} numbers, one for each row.")
        self._fit_typical(*rows[:2])
        typical, features = self._features(*rows)
        paid = value > 0
        self.customers_ = int(paid.sum())
        missed = np.log(value[paid] / typical[paid])
        self.intercept_, self.coefficients_ = _ridge(features[paid], missed, self.ridge)
        self.level_ = 0.0
        return self

    def set_level(
        self, purchases: ArrayLike, spend: ArrayLike, first_day_spend: ArrayLike, recency: ArrayLike, T: ArrayLike
    ) -> Self:
        """Learn from customers as they are now what they typically spend, and the level of all.

        Raises
        ------
        InputError
            If a number is not finite or a customer has no purchase.
        ConvergenceError
            If nobody has bought for a positive amount.
        NotFittedError
            Before ``fit``.
        """
        if "intercept_" not in vars(self):
            raise NotFittedError("SpendRegression.set_level() needs what fit() learns, which has not run.")
        self.level_ = 0.0
        rows = np.atleast_1d(*_checked(purchases, spend, first_day_spend, recency, T))
        self._fit_typical(*rows[:2])
        paid, expected = float(rows[1].sum()), float(rows[0] @ self.expected_spend(*rows))
        if not paid > 0:
            raise ConvergenceError("Refunds outweigh all that was paid", remedy="waiting for purchases that are kept")
        self.level_ = float(np.log(paid / expected))
        return self

    def expected_spend(
        self, purchases: ArrayLike, spend: ArrayLike, first_day_spend: ArrayLike, recency: ArrayLike, T: ArrayLike
    ) -> Floats:
        """Return each customer's expected spend per future purchase.

        Returns
        -------
        array of float64, shape (n,), money, > 0

        Raises
        ------
        InputError
            If a number is not finite or a customer has no purchase.
        NotFittedError
            Before ``fit``.
        """
        rows = _checked(purchases, spend, first_day_spend, recency, T)
        typical, features = self._features(*rows)
        correction = self.intercept_ + features @ np.array([self.coefficients_[name] for name in FEATURES])
        return np.asarray(typical * np.exp(self.level_ + np.clip(correction, -FARTHEST, FARTHEST)))

    def _fit_typical(self, purchases: Floats, spend: Floats) -> None:
        typical = GammaGamma(prior_sd=self.prior_sd).fit(purchases, spend / purchases)
        self.p_, self.q_, self.v_ = typical.p_, typical.q_, typical.v_

    def _features(
        self, purchases: Floats, spend: Floats, first_day_spend: Floats, recency: Floats, T: Floats
    ) -> tuple[Floats, Floats]:
        """Return what each customer typically spends, and what may be known of those whom that misses."""
        paid = np.where(spend > 0, purchases, 0.0)
        typical = self.p_ * (self.v_ + paid * spend / purchases) / (self.p_ * paid + self.q_ - 1)
        usual = self.p_ * self.v_ / (self.q_ - 1)
        once = purchases == 1
        repeated = np.where(once, typical, (spend - first_day_spend) / np.maximum(purchases - 1, 1))
        features = (
            np.log(typical / usual), _log_ratio(first_day_spend, typical), _log_ratio(repeated, typical),
            np.log(purchases), once, np.log1p(T - recency), np.log1p(T),
        )  # fmt: skip
        return typical, np.stack(features, axis=-1)


def _checked(*rows: ArrayLike) -> tuple[Floats, ...]:
    columns = as_columns(**dict(zip(SpendRegression.columns, rows, strict=True)))
    if (columns[0] < 1).any():
        raise InputError(f"In row {int(np.flatnonzero(columns[0] < 1)[0])} there is no purchase.")
    if (columns[3] < 0).any() or (columns[3] > columns[4]).any():
        raise InputError("recency is not between 0 and T.")
    return columns


def _log_ratio(value: Floats, typical: Floats) -> Floats:
    """Return ln of the ratio, within 20 times either way: a gift or a refund has none."""
    return np.asarray(np.log(np.clip(value / typical, 0.05, 20.0)))


def _ridge(features: Floats, missed: Floats, ridge: float) -> tuple[float, dict[str, float]]:
    """Return the intercept and the coefficients of a ridge regression on features of like spread."""
    if not len(missed):
        return 0.0, dict.fromkeys(FEATURES, 0.0)
    mean, spread = features.mean(axis=0), features.std(axis=0)
    like = (features - mean) / np.where(spread > 0, spread, 1.0)
    slopes = np.linalg.solve(
        like.T @ like + max(ridge, 1e-6) * np.eye(len(FEATURES)), like.T @ (missed - missed.mean())
    )
    slopes /= np.where(spread > 0, spread, 1.0)
    return float(missed.mean() - mean @ slopes), dict(zip(FEATURES, slopes.tolist(), strict=True))
