"""Customers who differ in how regularly they buy, too: some keep a rhythm, others buy by chance."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import ConvergenceError, Estimator, InputError, as_columns
from techmart.prediction.beta_geo_cnbd import ModifiedBetaGeoCNBD
from techmart.prediction.blocks import in_blocks
from techmart.prediction.cells import MOST_PURCHASES, Cells, check_rows
from techmart.prediction.lifetime import CHANCE_GAIN, MOST_SEARCHED, SEARCH_START
from techmart.prediction.search import FARTHEST, covariance, lowest, with_prior
from techmart.prediction.waiting import NextPurchase, checked_horizon, checked_quantile, when_reached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Self

    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats
    from techmart.prediction.search import Loss

    Rows = tuple[Floats, Floats, Floats, Floats]

REGULARITIES = (1, 2, 4, 8)
RATES = 4  # of the parameters searched for, the first four: ln r, α, a, b
DROPOUT = slice(2, 4)  # ln a, b
# Where the search starts: a middling shop, and of each larger k a few customers less than of those who buy by chance.
START = np.array([*SEARCH_START, *(-0.5 for _ in REGULARITIES[1:])])


class IndividualRegularity(Estimator):
    """Estimate who is still a customer, and who buys again when, where each keeps a rhythm of their own.

    Each customer has a k of 1, 2, 4 or 8, in shares that are learned: gaps between purchases are Erlang-k around
    the customer's own mean gap, as in ``ModifiedBetaGeoCNBD``. The mean rates of purchases, λ ~ Gamma(r, α), and
    the chances p ~ Beta(a, b) of leaving after each purchase do not depend on k. How even a customer's own gaps
    were says which k is likely theirs, and so what their silence means. It is Pareto/GGG with a k from a few
    instead of from a gamma distribution, and with departures as of MBG/NBD: then everything is a closed form for
    each k, weighted, and no simulation.

    Parameters
    ----------
    prior_sd : float, optional, > 0
        Without it, maximum likelihood. With it, ln r, ln(α / mean T), ln a, ln b and the log odds of each k against
        k = 1 each get a normal prior around 0 of this standard deviation.

    Attributes
    ----------
    r_, alpha_, a_, b_ : float
    share_1_, share_2_, share_4_, share_8_ : float
        Of customers with each k; their sum is 1.
    log_likelihood_ : float
        Of the data, without the prior.
    customers_ : int
    dropout_identified_, remarks_
        See ``LifetimeModel``.

    References
    ----------
    Platzer, M. and Reutterer, T. (2016), Ticking Away the Moments: Timing Regularity Helps to Better Predict
    Customer Activity, Marketing Science 35(5), 779-799.

    Examples
    --------
    Two customers, five purchases in 60 days each, 30 days ago the last. One bought every 15 days.

    >>> log_gaps = np.log([[15.0, 15, 15, 15], [1, 40, 2, 17]]).sum(axis=1)
    >>> frequency, recency, T = [4, 4, 0, 0, 1, 0], [60, 60, 0, 0, 9, 0], [90, 90, 70, 50, 65, 20]
    >>> gaps = np.append(log_gaps, [0, 0, np.log(9), 0])
    >>> model = IndividualRegularity(prior_sd=1.0).fit(frequency, recency, T, gaps)
    >>> even, uneven = model.probability_alive([4, 4], 60, 90, log_gaps)
    >>> bool(even < uneven)
    True
    """

    model = "individual-regularity"
    columns = ("frequency", "recency", "T", "log_gaps")
    parameter_names = ("r", "alpha", "a", "b", *(f"share_{k}" for k in REGULARITIES))

    r_: float
    alpha_: float
    a_: float
    b_: float
    log_likelihood_: float
    customers_: int
    dropout_identified_: bool
    remarks_: list[str]

    def __init__(self, *, prior_sd: float | None = None) -> None:
        self.prior_sd = prior_sd

    def fit(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, log_gaps: ArrayLike) -> Self:
        """Learn the parameters and the shares.

        Parameters
        ----------
        frequency : array_like of whole numbers, shape (n,)
            Repeat purchases.
        recency, T : array_like of float, shape (n,), time
            From the first purchase to the last, and to the end of observation.
        log_gaps : array_like of float, shape (n,)
            The sum of the natural logarithms of the customer's gaps between purchases, in the same unit of time.

        Raises
        ------
        InputError
            If a row is impossible or there is none, or a setting cannot be.
        ConvergenceError
            If nobody bought twice and there is no prior, or the search does not settle.
        """
        cells, gaps = _rows_to_learn_from(*_checked(frequency, recency, T, log_gaps))
        if self.prior_sd is None and not cells.x.any():
            raise ConvergenceError("Nobody has bought twice", remedy="prior_sd=1, or wait for repeat purchases")
        every = np.ones(len(START), dtype=bool)
        theta = self._highest(cells, gaps, START, every)
        highest = _log_likelihood(theta, cells, gaps)[0]
        self.dropout_identified_ = highest - self._staying(theta, cells, gaps) > CHANCE_GAIN
        self._keep(theta, cells.unit)
        self.log_likelihood_ = highest - float(cells.customers @ cells.x) * math.log(cells.unit)
        self.customers_ = round(cells.total)
        self.remarks_ = self._remarks(theta)
        return self

    def probability_alive(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, log_gaps: ArrayLike) -> Floats:
        """Return P(still a customer at T); see ``LifetimeModel``."""
        return self._mean(lambda model, *rows: model.probability_alive(*rows), frequency, recency, T, log_gaps)

    def repurchase_probability(
        self, horizon: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, log_gaps: ArrayLike
    ) -> Floats:
        """Return P(at least one purchase within `horizon` after T); see ``LifetimeModel``."""
        t = checked_horizon(horizon)
        return self._mean(lambda model, *rows: model.repurchase_probability(*rows), t, frequency, recency, T, log_gaps)

    def expected_purchases(
        self, horizon: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, log_gaps: ArrayLike
    ) -> Floats:
        """Return the mean number of purchases within `horizon` after T; see ``LifetimeModel``."""
        t = checked_horizon(horizon)
        return self._mean(lambda model, *rows: model.expected_purchases(*rows), t, frequency, recency, T, log_gaps)

    def never_probability(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, log_gaps: ArrayLike) -> Floats:
        """Return P(no purchase ever after T); see ``LifetimeModel``."""
        return 1.0 - self.probability_alive(frequency, recency, T, log_gaps)

    def next_purchase_quantile(
        self, q: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, log_gaps: ArrayLike
    ) -> Floats:
        """Return the time by which the next purchase has happened with probability `q`; see ``LifetimeModel``."""

        def wait(q: Floats, *rows: Floats) -> Floats:
            x, t_x, T, gaps = _checked(*rows)
            parts = list(self._likely(x, t_x, T, gaps))

            def buys(t: Floats) -> Floats:
                return np.asarray(sum(share * model.repurchase_probability(t, x, t_x, T) for share, model in parts))

            reached = q < sum(share * model.probability_alive(x, t_x, T) for share, model in parts)
            return np.where(reached, when_reached(buys, np.where(reached, q, 0.0)), np.inf)

        return in_blocks(wait, checked_quantile(q), frequency, recency, T, log_gaps)

    def next_purchase(
        self,
        frequency: ArrayLike,
        recency: ArrayLike,
        T: ArrayLike,
        log_gaps: ArrayLike,
        *,
        quantiles: Sequence[float] = (0.1, 0.5, 0.9),
    ) -> NextPurchase:
        """Return the distribution of the next purchase; see ``LifetimeModel``."""
        rows = frequency, recency, T, log_gaps
        wait = [self.next_purchase_quantile(q, *rows) for q in quantiles]
        return NextPurchase(tuple(quantiles), np.array(wait), self.never_probability(*rows))

    def expected_regularity(
        self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, log_gaps: ArrayLike
    ) -> Floats:
        """Return each customer's mean k, given how even the gaps were: 1 by chance, more with a rhythm.

        Returns
        -------
        array of float64, the common shape, in [1, 8]
        """
        return self._mean(lambda model, *rows: np.full(rows[0].shape, float(model.k_)), frequency, recency, T, log_gaps)

    def standard_errors(
        self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, log_gaps: ArrayLike
    ) -> dict[str, float]:
        """Return the standard error of each parameter, given the data that it was fitted to; see ``LifetimeModel``.

        Of a share that ran to 0 it is inf.
        """
        cells, gaps = _rows_to_learn_from(*_checked(frequency, recency, T, log_gaps))
        shares = np.array([getattr(self, f"share_{k}_") for k in REGULARITIES])
        rates = np.array([self.r_, self.alpha_, self.a_, self.b_])
        odds = np.maximum(shares[1:] / shares[0], math.exp(-FARTHEST))
        theta = np.clip(np.append(np.log(rates / (1.0, cells.unit, 1.0, 1.0)), np.log(odds)), -FARTHEST, FARTHEST)
        spread, known = covariance(self._loss(cells, gaps), theta, cells.total)
        by_odds = (np.diag(shares) - np.outer(shares, shares))[:, 1:]
        of_shares = np.sqrt(np.einsum("ij,jk,ik->i", by_odds, spread[RATES:, RATES:], by_odds))
        of_rates = rates * np.sqrt(np.diag(spread)[:RATES])
        has_error = np.concatenate([known[:RATES], [known[RATES:].any()], known[RATES:]])
        errors = np.where(has_error, np.append(of_rates, of_shares), np.inf)
        return dict(zip(self.parameter_names, errors.tolist(), strict=True))

    def _mean(self, answer: Callable[..., Floats], *columns: ArrayLike) -> Floats:
        """Return the mean over k of what the model with each answers, as likely as it is the customer's."""

        def mean(*block: Floats) -> Floats:
            parts = self._likely(*_checked(*block[-4:]))
            return np.asarray(sum(share * answer(model, *block[:-1]) for share, model in parts))

        return in_blocks(mean, *columns)

    def _likely(self, *rows: Floats) -> Iterator[tuple[Floats, ModifiedBetaGeoCNBD]]:
        """Yield for each k how likely it is each customer's, and the model with that k."""
        shares = np.array([getattr(self, f"share_{k}_") for k in REGULARITIES])
        rates = np.array([self.r_, self.alpha_, self.a_, self.b_])
        with np.errstate(divide="ignore"):
            weights = _weights(np.log(shares), np.log(rates), *rows)[1]
        for k, weight in zip(REGULARITIES, weights, strict=True):
            model = _with_k(k)
            model.r_, model.alpha_, model.a_, model.b_ = np.exp(_of_ticks(np.log(rates), k)).tolist()
            yield weight, model

    def _highest(self, cells: Cells, gaps: Floats, start: Floats, searched: NDArray[np.bool_]) -> Floats:
        """Return the parameters of the highest (penalised) likelihood; those not `searched` stay as at the start."""
        theta = start.copy()

        def loss_over(rows: slice) -> Loss:
            some = Cells(cells.x[rows], cells.t_x[rows], cells.T[rows], cells.customers[rows], cells.unit)
            whole = self._loss(some, gaps[rows])

            def loss(part: Floats) -> tuple[float, Floats]:
                theta[searched] = part
                value, slope = whole(theta)
                return value, slope[searched]

            return loss

        few = slice(None, None, max(len(cells) // MOST_SEARCHED, 1))
        bounds = [(-FARTHEST, FARTHEST)] * int(searched.sum())
        theta[searched] = lowest(loss_over(slice(None)), start[searched], bounds, rough=loss_over(few))
        return theta

    def _loss(self, cells: Cells, gaps: Floats) -> Loss:
        centre = np.zeros(len(START))
        return with_prior(lambda theta: _log_likelihood(theta, cells, gaps), cells.total, self.prior_sd, centre)

    def _staying(self, theta: Floats, cells: Cells, gaps: Floats) -> float:
        """Return the log-likelihood of the best model in which nobody leaves: every p is 0."""
        searched = np.ones(len(theta), dtype=bool)
        searched[DROPOUT] = False
        start = np.clip(theta, 1.0 - FARTHEST, FARTHEST - 1.0)
        start[DROPOUT] = -FARTHEST, FARTHEST
        return _log_likelihood(self._highest(cells, gaps, start, searched), cells, gaps)[0]

    def _keep(self, theta: Floats, unit: float) -> None:
        self.r_, self.alpha_, self.a_, self.b_ = (np.exp(theta[:RATES]) * (1.0, unit, 1.0, 1.0)).tolist()
        for k, log_share in zip(REGULARITIES, _log_shares(theta), strict=True):
            setattr(self, f"share_{k}_", math.exp(log_share))

    def _remarks(self, theta: Floats) -> list[str]:
        names = self.parameter_names[:RATES]
        lost = [name for name, value in zip(names, theta, strict=False) if abs(value) >= FARTHEST]
        remarks = [f"{' and '.join(lost)} ran to the limit of the search: the data do not settle them."] * bool(lost)
        if not self.dropout_identified_:
            remarks.append("dropout not identified: as far as these data tell, nobody has left yet.")
        return remarks


def _checked(frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, log_gaps: ArrayLike) -> Rows:
    x, t_x, T = check_rows(frequency, recency, T)
    if x.size and (x.max() > MOST_PURCHASES or (x != np.floor(x)).any()):
        raise InputError(f"frequency counts repeat purchases: whole numbers up to {MOST_PURCHASES:,}.")
    (gaps,) = as_columns(log_gaps=log_gaps)
    return x, t_x, T, gaps


def _rows_to_learn_from(*rows: Floats) -> tuple[Cells, Floats]:
    """Return distinct rows with their counts, times in mean ages, and their logarithms of gaps likewise."""
    if not rows[0].size:
        raise InputError("There is no customer to learn from.")
    distinct, customers = np.unique(np.column_stack(np.broadcast_arrays(*rows)), axis=0, return_counts=True)
    x, t_x, T, gaps = distinct.T
    unit = float(customers @ T / customers.sum()) or 1.0
    return Cells(x, t_x / unit, T / unit, customers.astype(np.float64), unit), gaps - x * math.log(unit)


def _log_likelihood(theta: Floats, cells: Cells, gaps: Floats) -> tuple[float, Floats]:
    """Return the log-likelihood, and its gradient in ln(r, α, a, b) and in the log odds of each k against 1.

    The slope of a mixture is the mean of its parts' slopes, each customer counted for a part as far as it is theirs.
    """
    log_shares = _log_shares(theta)
    values, weights = _weights(log_shares, theta[:RATES], cells.x, cells.t_x, cells.T, gaps)
    slope = np.zeros(len(theta))
    for i, (k, weight) in enumerate(zip(REGULARITIES, weights * cells.customers, strict=True)):
        theirs = replace(cells, customers=weight)
        slope[:RATES] += _with_k(k)._log_likelihood(_of_ticks(theta[:RATES], k), theirs)[1]
        if i:
            slope[RATES + i - 1] = weight.sum() - cells.total * math.exp(log_shares[i])
    return float(cells.customers @ values), slope


def _weights(
    log_shares: Floats, log_rates: Floats, x: Floats, t_x: Floats, T: Floats, gaps: Floats
) -> tuple[Floats, Floats]:
    """Return ln of the likelihood of each row, and how likely each k is, shape (k's, n)."""
    of_k = np.array([
        log_share + _of_rows(k, np.exp(_of_ticks(log_rates, k)), x, t_x, T, gaps)
        for k, log_share in zip(REGULARITIES, log_shares, strict=True)
    ])  # fmt: skip
    highest = of_k.max(axis=0)
    parts = np.exp(of_k - highest)
    total = parts.sum(axis=0)
    return highest + np.log(total), parts / total


def _of_rows(k: int, rates: Floats, x: Floats, t_x: Floats, T: Floats, gaps: Floats) -> Floats:
    """Return ln of the likelihood of each row if its regularity is `k`: ``ModifiedBetaGeoCNBD``'s, row by row."""
    r, alpha, a, b = rates.tolist()
    ticks, chances = r + k * x, x + 1.0
    stayed = np.log(_with_k(k, alpha)._waiting(ticks, t_x, T)) - ticks * np.log(alpha + T)
    left = np.log(a / (b + x)) - ticks * np.log(alpha + t_x)
    passed = _log_rising(b, chances) - _log_rising(a + b, chances)
    return np.asarray(
        np.logaddexp(stayed, left) + passed + _log_rising(r, k * x) + r * np.log(alpha)
        + (k - 1) * gaps - x * math.lgamma(k)
    )  # fmt: skip


def _log_rising(base: float, steps: Floats) -> Floats:
    """Return ln[Γ(base + n) / Γ(base)] for each whole number of steps n, from a running sum."""
    table = np.append(0.0, np.cumsum(np.log(base + np.arange(steps.max(initial=0.0)))))
    return np.asarray(table[steps.astype(np.int64)])


def _log_shares(theta: Floats) -> Floats:
    log_odds = np.append(0.0, theta[RATES:])
    return np.asarray(log_odds - np.logaddexp.reduce(log_odds))


def _of_ticks(log_rates: Floats, k: int) -> Floats:
    """Return ln(r, α, a, b) of a clock that ticks k times for each purchase."""
    return log_rates - np.array([0.0, math.log(k), 0.0, 0.0])


def _with_k(k: int, alpha: float = 1.0) -> ModifiedBetaGeoCNBD:
    model = ModifiedBetaGeoCNBD(k=k)
    model.k_, model.alpha_ = k, alpha
    return model
