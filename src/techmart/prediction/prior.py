"""What shops in general are like, for a shop that does not yet know what it is like itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import InputError
from techmart.prediction.beta_geo import ModifiedBetaGeo
from techmart.prediction.features import log_odds
from techmart.prediction.lifetime import LifetimeModel
from techmart.prediction.outcomes import purchases_per_buyer
from techmart.prediction.search import FARTHEST, curvature, lowest, with_prior

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self

    from numpy.typing import ArrayLike

    from techmart.prediction.base import Floats
    from techmart.prediction.cells import Cells
    from techmart.prediction.search import Loss

# r, α in days, a, b of a middling shop, between those that fit a shop for CDs and a wholesaler of gift-ware.
MIDDLING = (0.65, 60.0, 0.35, 1.8)
SHOPS_DIFFER = 1.0
PAIRS = 40  # of draws, each with its mirror image


class PopulationBetaGeo(ModifiedBetaGeo):
    """MBG/NBD under a prior of what shops are like: an answer for any shop with a customer, of honest width.

    Instead of one best set of parameters it keeps draws from all that are plausible, and answers with the mean
    over them. Without data they differ as shops do; as customers come they draw together, and the answers become
    those of ``ModifiedBetaGeo``.

    Parameters
    ----------
    day : float, > 0
        How long a day is in the data's unit of time: 1, or 1/7 where they are in weeks.
    prior_sd : float, > 0
        Of the logarithms of all four parameters around those of a middling shop, independently.

    Attributes
    ----------
    r_, alpha_, a_, b_ : float
        The likeliest parameters.
    draws_ : list of list of float, shape (80, 4)
        Plausible ones, by the normal approximation around the likeliest in logarithms.

    Examples
    --------
    One customer bought once, ten days ago. Again within 90 days? Hard to say.

    >>> model = PopulationBetaGeo().fit([0], [0], [10])
    >>> low, high = model.probability_interval(90, [0], [0], [10])
    >>> low.round(1), model.repurchase_probability(90, [0], [0], [10]).round(1), high.round(1)
    (array([0.1]), array([0.3]), array([0.6]))
    """

    model = "population-mbg-nbd"

    draws_: list[list[float]]

    def __init__(self, *, day: float = 1.0, prior_sd: float = SHOPS_DIFFER) -> None:
        super().__init__(prior_sd=prior_sd)
        self.day = day

    def fit(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, customers: ArrayLike | None = None) -> Self:
        """Learn which parameters are plausible; see ``LifetimeModel.fit``.

        Raises
        ------
        InputError
            If a row is impossible or there is none, or a setting cannot be.
        ConvergenceError
            If the search does not settle.
        """
        if not self.day > 0:
            raise InputError(f"day must be positive, not {self.day}.")
        super().fit(frequency, recency, T, customers)
        cells = self._cells(frequency, recency, T, customers)
        self.draws_ = np.exp(self._plausible(cells) + self._log_units(cells)).tolist()
        return self

    def probability_interval(
        self, horizon: float, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, *, level: float = 0.9
    ) -> tuple[Floats, Floats]:
        """Return between which two values P(at least one purchase within `horizon`) lies.

        Parameters
        ----------
        horizon : float, >= 0, time
        frequency, recency, T : array_like of float, shape (n,)
        level : float, in (0, 1)
            How sure that is.

        Returns
        -------
        low, high : array of float64, shape (n,), in [0, 1]

        Raises
        ------
        InputError
            If a row is impossible or a horizon negative.
        NotFittedError
            Before ``fit``.
        """
        answers = [one.repurchase_probability(horizon, frequency, recency, T) for one in self._members()]
        low, high = np.quantile(answers, [(1 - level) / 2, (1 + level) / 2], axis=0)
        return low, high

    def doubt(self, horizon: float, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> tuple[Floats, float]:
        """Return the standard deviations, over the draws, of each customer's log odds and of those of their mean.

        Parameters
        ----------
        horizon : float, >= 0, time
        frequency, recency, T : array_like of float, shape (n,)

        Returns
        -------
        own : array of float64, shape (n,)
        level : float

        Raises
        ------
        InputError
            If a row is impossible or a horizon negative.
        NotFittedError
            Before ``fit``.
        """
        rows = (frequency, recency, T)
        answers = np.array([one.repurchase_probability(horizon, *rows) for one in self._members()])
        return log_odds(answers).std(axis=0), float(log_odds(answers.mean(axis=1)).std())

    def expected_purchases(self, horizon: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:
        """Return the mean number of purchases within `horizon` after T.

        It is the probability of any, times how many they then are under the likeliest parameters; see ``BetaGeo``.
        """
        rows = (frequency, recency, T)
        any_at_all = self.repurchase_probability(horizon, *rows)
        likeliest = self._member([self.r_, self.alpha_, self.a_, self.b_])
        chance, count = (
            ask(horizon, *rows) for ask in (likeliest.repurchase_probability, likeliest.expected_purchases)
        )
        return any_at_all * purchases_per_buyer(chance, count)

    def _alive(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        return self._mean(lambda one: one._alive(x, t_x, T))

    def _buys(self, t: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        return self._mean(lambda one: one._buys(t, x, t_x, T))

    def _wait(self, q: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        return LifetimeModel._wait(self, q, x, t_x, T)

    def _mean(self, answer: Callable[[ModifiedBetaGeo], Floats]) -> Floats:
        members = self._members()
        return np.asarray(sum(map(answer, members)) / len(members))

    def _members(self) -> list[ModifiedBetaGeo]:
        return [self._member(draw) for draw in self.draws_]

    def _member(self, parameters: Sequence[float]) -> ModifiedBetaGeo:
        member = ModifiedBetaGeo()
        member.r_, member.alpha_, member.a_, member.b_ = parameters
        return member

    def _plausible(self, cells: Cells) -> Floats:
        """Return draws of ln of the parameters around the likeliest, in the cells' unit, each with its mirror image."""
        mode = self._theta(cells)
        curved = cells.total * curvature(self._penalised(cells), mode)
        steepness, directions = np.linalg.eigh(curved)
        reach = np.maximum(steepness, (self.prior_sd or SHOPS_DIFFER) ** -2) ** -0.5  # data widen no belief
        away = np.random.default_rng(0).standard_normal((PAIRS, len(mode))) * reach @ directions.T
        return np.clip(np.vstack([mode + away, mode - away]), -FARTHEST, FARTHEST)

    def _climb(self, cells: Cells) -> Floats:
        centre = self._middling(cells)
        return lowest(self._penalised(cells), centre, [(-FARTHEST, FARTHEST)] * len(centre))

    def _loss(self, log_likelihood: Callable[[Floats, Cells], tuple[float, Floats]], cells: Cells) -> Loss:
        return with_prior(lambda theta: log_likelihood(theta, cells), cells.total, self.prior_sd, self._middling(cells))

    def _penalised(self, cells: Cells) -> Loss:
        return self._loss(self._log_likelihood, cells)

    def _middling(self, cells: Cells) -> Floats:
        r, alpha, a, b = MIDDLING
        return np.clip(np.log([r, alpha * self.day, a, b]) - self._log_units(cells), -FARTHEST, FARTHEST)
