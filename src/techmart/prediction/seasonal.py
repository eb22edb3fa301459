"""Lifetime models that keep the shop's time instead of the calendar's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from techmart.prediction.base import Estimator, as_columns
from techmart.prediction.beta_geo import BetaGeo, ModifiedBetaGeo
from techmart.prediction.clock import ShopClock, learn_clock
from techmart.prediction.lifetime import LifetimeModel
from techmart.prediction.pareto_nbd import ParetoNBD
from techmart.prediction.waiting import NextPurchase, checked_horizon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

    from numpy.typing import ArrayLike

    from techmart.prediction.base import Floats


class Seasonal(Estimator):
    """Answer as a lifetime model does, from (frequency, first_purchase_on, last_purchase_on, observed_until).

    All customers' rates rise and fall together with the shop's pace (``learn_clock``); by a clock that runs at
    that pace they are steady, and the lifetime model holds as it is. A silence in a quiet summer then tells
    less than one in December, and a horizon in December holds more. Waits and horizons are in days.

    Parameters
    ----------
    prior_sd : float, optional, > 0
        Of the lifetime model.

    Attributes
    ----------
    clock_ : ShopClock
        Of the days watched and of a year to come.
    model_ : LifetimeModel
        Its times, and those among its parameters, are in shop time.

    References
    ----------
    Cox, D. R. and Lewis, P. A. W. (1966), The Statistical Analysis of Series of Events: a Poisson process is
    steady in its operational time.
    """

    columns = ("frequency", "first_purchase_on", "last_purchase_on", "observed_until")
    lifetime: ClassVar[type[LifetimeModel]]

    clock_: ShopClock
    model_: LifetimeModel

    def __init__(self, *, prior_sd: float | None = None) -> None:
        self.prior_sd = prior_sd

    def fit(
        self,
        frequency: ArrayLike,
        first_purchase_on: ArrayLike,
        last_purchase_on: ArrayLike,
        observed_until: ArrayLike,
        *,
        purchased_on: ArrayLike,
    ) -> Self:
        """Learn the clock, then the model by that clock.

        Parameters
        ----------
        frequency : array_like of whole numbers, shape (n,)
            Repeat purchases.
        first_purchase_on, last_purchase_on : array_like of float, shape (n,), days
        observed_until : float, days
        purchased_on : array_like of float, shape (m,), days
            Of all purchases, every customer's first included.

        Raises
        ------
        InputError
            If a row is impossible or there is none, or a purchase lies outside the days watched.
        ConvergenceError
            If the data do not settle the model's parameters.
        """
        rows = frequency, first_purchase_on, last_purchase_on, observed_until
        self.clock_ = learn_clock(*rows, purchased_on=purchased_on)
        self.model_ = self.lifetime(prior_sd=self.prior_sd).fit(*self._in_shop_time(*rows))
        return self

    @property
    def parameters_(self) -> dict[str, float]:
        """The fitted parameters by the names that the papers use, times in shop time."""
        return self.model_.parameters_

    @property
    def dropout_identified_(self) -> bool:
        """Whether departures explain the data better than chance would; see ``LifetimeModel``."""
        return self.model_.dropout_identified_

    @property
    def remarks_(self) -> list[str]:
        """What the data did not settle, in words."""
        return self.model_.remarks_

    def probability_alive(
        self,
        frequency: ArrayLike,
        first_purchase_on: ArrayLike,
        last_purchase_on: ArrayLike,
        observed_until: ArrayLike,
    ) -> Floats:
        """Return P(still a customer at `observed_until`); see ``LifetimeModel``."""
        rows = frequency, first_purchase_on, last_purchase_on, observed_until
        return self.model_.probability_alive(*self._in_shop_time(*rows))

    def repurchase_probability(
        self,
        horizon: ArrayLike,
        frequency: ArrayLike,
        first_purchase_on: ArrayLike,
        last_purchase_on: ArrayLike,
        observed_until: ArrayLike,
    ) -> Floats:
        """Return P(at least one purchase within `horizon` days); see ``LifetimeModel``."""
        rows = frequency, first_purchase_on, last_purchase_on, observed_until
        return self.model_.repurchase_probability(self._ahead(horizon, observed_until), *self._in_shop_time(*rows))

    def expected_purchases(
        self,
        horizon: ArrayLike,
        frequency: ArrayLike,
        first_purchase_on: ArrayLike,
        last_purchase_on: ArrayLike,
        observed_until: ArrayLike,
    ) -> Floats:
        """Return the mean number of purchases within `horizon` days; see ``LifetimeModel``."""
        rows = frequency, first_purchase_on, last_purchase_on, observed_until
        return self.model_.expected_purchases(self._ahead(horizon, observed_until), *self._in_shop_time(*rows))

    def never_probability(
        self,
        frequency: ArrayLike,
        first_purchase_on: ArrayLike,
        last_purchase_on: ArrayLike,
        observed_until: ArrayLike,
    ) -> Floats:
        """Return P(no purchase ever again); see ``LifetimeModel``."""
        rows = frequency, first_purchase_on, last_purchase_on, observed_until
        return self.model_.never_probability(*self._in_shop_time(*rows))

    def next_purchase_quantile(
        self,
        q: ArrayLike,
        frequency: ArrayLike,
        first_purchase_on: ArrayLike,
        last_purchase_on: ArrayLike,
        observed_until: ArrayLike,
    ) -> Floats:
        """Return the days by which the next purchase has happened with probability `q`; see ``LifetimeModel``."""
        rows = frequency, first_purchase_on, last_purchase_on, observed_until
        wait = self.model_.next_purchase_quantile(q, *self._in_shop_time(*rows))
        (until,) = as_columns(observed_until=observed_until)
        return np.maximum(self.clock_.day(self.clock_.time(until) + wait) - until, 0.0)

    def next_purchase(
        self,
        frequency: ArrayLike,
        first_purchase_on: ArrayLike,
        last_purchase_on: ArrayLike,
        observed_until: ArrayLike,
        *,
        quantiles: Sequence[float] = (0.1, 0.5, 0.9),
    ) -> NextPurchase:
        """Return the distribution of the next purchase, in days; see ``LifetimeModel``."""
        rows = frequency, first_purchase_on, last_purchase_on, observed_until
        wait = [self.next_purchase_quantile(q, *rows) for q in quantiles]
        return NextPurchase(tuple(quantiles), np.array(wait), self.never_probability(*rows))

    def _in_shop_time(self, *rows: ArrayLike) -> tuple[Floats, Floats, Floats]:
        columns = as_columns(**dict(zip(self.columns, rows, strict=True)))
        first, last, until = (self.clock_.time(day) for day in columns[1:])
        return columns[0], last - first, until - first

    def _ahead(self, horizon: ArrayLike, observed_until: ArrayLike) -> Floats:
        (until,) = as_columns(observed_until=observed_until)
        return self.clock_.time(until + checked_horizon(horizon)) - self.clock_.time(until)

    def _learned(self) -> dict[str, Any]:
        return {name: value.to_dict() for name, value in super()._learned().items()}

    def _restore(self, learned: Mapping[str, Any]) -> None:
        self.clock_ = ShopClock.from_dict(learned["clock_"])
        self.model_ = self.lifetime.from_dict(learned["model_"])


class SeasonalBetaGeo(Seasonal):
    """BG/NBD in shop time.

    Parameters
    ----------
    prior_sd : float, optional, > 0
        As of ``BetaGeo``.

    Examples
    --------
    >>> first, last = np.array([0.0, 0, 0, 3, 9]), np.array([0.0, 40, 55, 3, 50])
    >>> bought = [0, 0, 0, 3, 9, 10, 30, 40, 50, 55]
    >>> model = SeasonalBetaGeo(prior_sd=1.0).fit([0, 3, 1, 0, 1], first, last, 60, purchased_on=bought)
    >>> bool(0 < model.repurchase_probability(30, 3, 0, 40, 60) < 1)
    True
    """

    model = "seasonal-bg-nbd"
    lifetime = BetaGeo
    parameter_names = BetaGeo.parameter_names


class SeasonalModifiedBetaGeo(Seasonal):
    """MBG/NBD in shop time: of the three, the nearest to how many buy; see ``levels``.

    Parameters
    ----------
    prior_sd : float, optional, > 0
        As of ``ModifiedBetaGeo``.

    Examples
    --------
    >>> first, last = np.array([0.0, 0, 0, 3, 9]), np.array([0.0, 40, 55, 3, 50])
    >>> bought = [0, 0, 0, 3, 9, 10, 30, 40, 50, 55]
    >>> model = SeasonalModifiedBetaGeo(prior_sd=1.0).fit([0, 3, 1, 0, 1], first, last, 60, purchased_on=bought)
    >>> bool(0 < model.probability_alive(0, 0, 0, 60) < 1)
    True
    """

    model = "seasonal-mbg-nbd"
    lifetime = ModifiedBetaGeo
    parameter_names = ModifiedBetaGeo.parameter_names


class SeasonalParetoNBD(Seasonal):
    """Pareto/NBD in shop time.

    Parameters
    ----------
    prior_sd : float, optional, > 0
        As of ``ParetoNBD``.

    Examples
    --------
    >>> first, last = np.array([0.0, 0, 0, 3, 9]), np.array([0.0, 40, 55, 3, 50])
    >>> bought = [0, 0, 0, 3, 9, 10, 30, 40, 50, 55]
    >>> model = SeasonalParetoNBD(prior_sd=1.0).fit([0, 3, 1, 0, 1], first, last, 60, purchased_on=bought)
    >>> bool(0 < model.repurchase_probability(30, 3, 0, 40, 60) < 1)
    True
    """

    model = "seasonal-pareto-nbd"
    lifetime = ParetoNBD
    parameter_names = ParetoNBD.parameter_names
