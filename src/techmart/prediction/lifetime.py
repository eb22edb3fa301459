"""What all models have in common in which customers buy at their own rate until they silently leave."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from techmart.prediction.base import ConvergenceError, Estimator
from techmart.prediction.blocks import ROWS, in_blocks
from techmart.prediction.cells import check_rows, make_cells
from techmart.prediction.search import FARTHEST, covariance, lowest, with_prior
from techmart.prediction.steady import steady_log_likelihood
from techmart.prediction.waiting import NextPurchase, checked_horizon, checked_quantile, when_reached

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self

    from numpy.typing import ArrayLike

    from techmart.prediction.base import Floats
    from techmart.prediction.cells import Cells
    from techmart.prediction.search import Loss

# Twice this is the 5 % point of chi-squared with two degrees of freedom, for the two dropout parameters.
CHANCE_GAIN = 3.0
RIDGE_SD = 10.0
SEARCH_START = (-0.7, -1.0, -0.5, -0.5)  # ln of a middling shop's four parameters, time in mean ages: where to start
ALIKE = 30.0  # of s or a: the rates of leaving then spread by less than a fifth around their mean
MOST_SEARCHED = 10_000  # cells; of more, a sample leads near the top


class LifetimeModel(Estimator):
    """Learn parameters from (frequency, recency, T); answer who is still a customer, and who buys when.

    A model adds its likelihood and what follows from it for one customer. Time is in whatever unit the data
    are in; horizons are in the same.

    Attributes
    ----------
    log_likelihood_ : float
        Of the data, without the prior.
    customers_, cells_ : int
        Customers learned from, and distinct rows among them.
    dropout_identified_ : bool
        False where a model in which nobody ever leaves explains the data as well: P(alive) is then close to 1
        for everybody, or anything between, and means little.
    remarks_ : list of str
        What the data did not settle, in words; empty after a sound fit.
    """

    columns = ("frequency", "recency", "T")
    in_time: ClassVar[tuple[str, ...]]  # the parameters that are measured in time
    at_once: ClassVar[int] = ROWS  # how many customers to answer for in one block

    log_likelihood_: float
    customers_: int
    cells_: int
    dropout_identified_: bool
    remarks_: list[str]

    def __init__(self, *, prior_sd: float | None = None) -> None:
        self.prior_sd = prior_sd

    @property
    def searched(self) -> tuple[str, ...]:
        """The parameters that the search moves: all, by default."""
        return self.parameter_names

    def fit(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, customers: ArrayLike | None = None) -> Self:
        """Learn the parameters.

        Parameters
        ----------
        frequency : array_like of whole numbers, shape (n,)
            Repeat purchases.
        recency, T : array_like of float, shape (n,), time
            From the first purchase to the last, and to the end of observation. Unsigned integers are quickest.
        customers : array_like of float, shape (n,), optional
            How many customers each row stands for; one, by default.

        Raises
        ------
        InputError
            If a row is impossible or there is none, or a setting cannot be.
        ConvergenceError
            If nobody bought twice and there is no prior, or the search does not settle.
        """
        cells = self._cells(frequency, recency, T, customers)
        if self.prior_sd is None and not len(cells.above):
            raise ConvergenceError("Nobody has bought twice", remedy="prior_sd=1, or wait for repeat purchases")
        theta = self._climb(cells)
        for name, value in zip(self.searched, np.exp(theta + self._log_units(cells)), strict=True):
            setattr(self, f"{name}_", float(value))
        highest = self._log_likelihood(theta, cells)[0]
        self.log_likelihood_ = self._in_original_units(highest, cells)
        self.customers_, self.cells_ = round(cells.total), len(cells)
        self.dropout_identified_ = self._dropout_shows(theta, cells, highest)
        self.remarks_ = self._remarks(theta)
        return self

    def probability_alive(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:
        """Return P(still a customer at T).

        Parameters
        ----------
        frequency, recency, T : array_like of float, one shape

        Returns
        -------
        array of float64, the same shape, in [0, 1]

        Raises
        ------
        InputError
            If a row is impossible.
        NotFittedError
            Before ``fit``.
        """
        return self._ask(self._alive, frequency, recency, T)

    def repurchase_probability(
        self, horizon: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike
    ) -> Floats:
        """Return P(at least one purchase within `horizon` after T).

        Parameters
        ----------
        horizon : array_like of float, >= 0, time
        frequency, recency, T : array_like of float

        Returns
        -------
        array of float64, the common shape, in [0, 1]

        Raises
        ------
        InputError
            If a row is impossible or a horizon negative.
        NotFittedError
            Before ``fit``.
        """
        return self._ask(self._buys, checked_horizon(horizon), frequency, recency, T)

    def expected_purchases(self, horizon: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:
        """Return the mean number of purchases within `horizon` after T.

        Parameters
        ----------
        horizon : array_like of float, >= 0, time
        frequency, recency, T : array_like of float

        Returns
        -------
        array of float64, the common shape, >= 0

        Raises
        ------
        InputError
            If a row is impossible or a horizon negative.
        NotFittedError
            Before ``fit``.
        """
        return self._ask(self._count, checked_horizon(horizon), frequency, recency, T)

    def never_probability(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:
        """Return P(no purchase ever after T).

        Parameters
        ----------
        frequency, recency, T : array_like of float, one shape

        Returns
        -------
        array of float64, the same shape, in [0, 1]

        Raises
        ------
        InputError
            If a row is impossible.
        NotFittedError
            Before ``fit``.
        """
        return 1.0 - self._ask(self._ever, frequency, recency, T)

    def next_purchase_quantile(self, q: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:
        """Return the time after T by which the next purchase has happened with probability `q`.

        Parameters
        ----------
        q : array_like of float, in [0, 1)
            0.5 asks for the median.
        frequency, recency, T : array_like of float

        Returns
        -------
        array of float64, the common shape, time
            inf where the chance of never buying again leaves no such time.

        Raises
        ------
        InputError
            If a row is impossible or `q` is no probability.
        NotFittedError
            Before ``fit``.
        """
        return self._ask(self._wait_or_never, checked_quantile(q), frequency, recency, T)

    def next_purchase(
        self,
        frequency: ArrayLike,
        recency: ArrayLike,
        T: ArrayLike,
        *,
        quantiles: Sequence[float] = (0.1, 0.5, 0.9),
    ) -> NextPurchase:
        """Return the distribution of the next purchase: when, and whether at all.

        Parameters
        ----------
        frequency, recency, T : array_like of float, shape (n,)
        quantiles : sequence of float, each in [0, 1)

        Raises
        ------
        InputError
            If a row is impossible or a quantile is no probability.
        NotFittedError
            Before ``fit``.
        """
        wait = [self.next_purchase_quantile(q, frequency, recency, T) for q in quantiles]
        return NextPurchase(tuple(quantiles), np.array(wait), self.never_probability(frequency, recency, T))

    def log_likelihood(
        self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, customers: ArrayLike | None = None
    ) -> float:
        """Return the log-likelihood of these customers under the fitted parameters.

        Raises
        ------
        InputError
            If a row is impossible or there is none.
        NotFittedError
            Before ``fit``.
        """
        cells = self._cells(frequency, recency, T, customers)
        return self._in_original_units(self._log_likelihood(self._theta(cells), cells)[0], cells)

    def standard_errors(
        self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, customers: ArrayLike | None = None
    ) -> dict[str, float]:
        """Return the standard error of each parameter, given the data that it was fitted to.

        They come from the inverse of the curvature at the top of the (penalised) likelihood, by differences of
        the exact gradient; inf where the likelihood is flat or still rises, so that there is no such thing.

        Raises
        ------
        InputError
            If a row is impossible or there is none.
        NotFittedError
            Before ``fit``.
        """
        cells = self._cells(frequency, recency, T, customers)
        spread, known = covariance(self._loss(self._log_likelihood, cells), self._theta(cells), cells.total)
        deviations = np.where(known, np.sqrt(np.diag(spread)), np.inf)
        return {name: self.parameters_[name] * float(sd) for name, sd in zip(self.searched, deviations, strict=True)}

    def _cells(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, customers: ArrayLike | None) -> Cells:
        return make_cells(frequency, recency, T, customers)

    def _checked_rows(self, *rows: ArrayLike) -> tuple[Floats, Floats, Floats]:
        return check_rows(*rows)

    # What a model says of one customer: arrays of float64, already checked, in the parameters' own unit of time.

    def _log_likelihood(self, theta: Floats, cells: Cells) -> tuple[float, Floats]:
        """Return the log-likelihood and its gradient in `theta`, ln of the parameters with time in ``cells.unit``."""
        raise NotImplementedError

    def _alive(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        raise NotImplementedError

    def _buys(self, t: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        raise NotImplementedError

    def _count(self, t: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        raise NotImplementedError

    def _ever(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(buys again at all): by default whoever is alive does, in the long run."""
        return self._alive(x, t_x, T)

    def _wait(self, q: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return when ``_buys`` reaches `q`, which it does."""
        return when_reached(lambda t: self._buys(t, x, t_x, T), q)

    def _steady(self, theta: Floats, cells: Cells) -> tuple[float, Floats]:
        """Return the log-likelihood, and its gradient, of the same customers if nobody ever left."""
        return steady_log_likelihood(theta, cells)

    def _rough_log_likelihood(self, theta: Floats, cells: Cells) -> tuple[float, Floats]:
        """Return nearly the same for less, where there is such a thing: it leads near the top."""
        return self._log_likelihood(theta, cells)

    def _climb(self, cells: Cells) -> Floats:
        """Return ln of the parameters at the highest point of the (penalised) likelihood."""
        rough = self._loss(self._rough_log_likelihood, cells.sample(MOST_SEARCHED))
        bounds = [(-FARTHEST, FARTHEST)] * len(SEARCH_START)
        return lowest(self._loss(self._log_likelihood, cells), np.array(SEARCH_START), bounds, rough=rough)

    def _loss(self, log_likelihood: Callable[[Floats, Cells], tuple[float, Floats]], cells: Cells) -> Loss:
        centre = np.zeros(len(self.searched))
        return with_prior(lambda theta: log_likelihood(theta, cells), cells.total, self.prior_sd, centre)

    def _dropout_shows(self, theta: Floats, cells: Cells, highest: float) -> bool:
        """Say whether departures explain the data better than chance would; a sample often says it already."""
        if not len(cells.above):
            return False
        few = cells.sample(MOST_SEARCHED)
        if few is not cells and self._log_likelihood(theta, few)[0] - self._staying(theta, few) > CHANCE_GAIN:
            return True
        return bool(highest - self._staying(theta, cells) > CHANCE_GAIN)

    def _staying(self, theta: Floats, cells: Cells) -> float:
        """Return the log-likelihood of the best model in which nobody leaves."""
        # Where nobody seems to leave, r and α grow along a level ridge; a prior of no weight gives the search its end.
        loss = with_prior(partial(self._steady, cells=cells), cells.total, RIDGE_SD, np.zeros(2))
        return self._steady(lowest(loss, theta[:2], [(-FARTHEST, FARTHEST)] * 2), cells)[0]

    def _remarks(self, theta: Floats) -> list[str]:
        lost = [name for name, value in zip(self.searched, theta, strict=True) if abs(value) >= FARTHEST]
        remarks = [f"{' and '.join(lost)} ran to the limit of the search: the data do not settle them."] * bool(lost)
        if not self.dropout_identified_:
            remarks.append("dropout not identified: as far as these data tell, nobody has left yet.")
        elif np.exp(theta[2]) > ALIKE:
            shape, scale = self.searched[2:4]
            remarks.append(
                f"{shape} and {scale} grow together: nobody is seen to be likelier to leave; their ratio is settled."
            )
        return remarks

    def _theta(self, cells: Cells) -> Floats:
        return np.log([self.parameters_[name] for name in self.searched]) - self._log_units(cells)

    def _log_units(self, cells: Cells) -> Floats:
        return np.array([np.log(cells.unit) if name in self.in_time else 0.0 for name in self.searched])

    def _in_original_units(self, log_likelihood: float, cells: Cells) -> float:
        # A density of times: one factor of the unit for every observed repeat purchase.
        return log_likelihood - float(cells.customers @ cells.x) * float(np.log(cells.unit))

    def _ask(self, answer: Callable[..., Floats], *columns: ArrayLike) -> Floats:
        def checked(*block: ArrayLike) -> Floats:
            return answer(*block[:-3], *self._checked_rows(*block[-3:]))

        return in_blocks(checked, *columns, at_once=self.at_once)

    def _wait_or_never(self, q: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        reached = q < self._ever(x, t_x, T)
        return np.where(reached, self._wait(np.where(reached, q, 0.0), x, t_x, T), np.inf)
