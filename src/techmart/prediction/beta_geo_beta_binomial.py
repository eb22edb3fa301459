"""BG/BB: purchases at given opportunities - a weekly market, a yearly appeal - until customers silently leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from techmart.prediction.base import InputError
from techmart.prediction.cells import check_rows, log_rising
from techmart.prediction.lifetime import LifetimeModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats
    from techmart.prediction.cells import Cells

    Integers = NDArray[np.int64]

MOST_OPPORTUNITIES = 100_000  # tables run up to it
TERMS = 1024  # opportunities ahead that are added up one by one; the rest is their integral


class BetaGeoBetaBinomial(LifetimeModel):
    """Estimate who is still a customer, and who buys again when, at opportunities that come one by one.

    At every opportunity a customer who is still there buys with probability p ~ Beta(α, β); before each, the
    customer leaves with probability θ ~ Beta(γ, δ). Time counts opportunities: `frequency` is how many of the
    `T` since the first purchase were taken, `recency` which of them was the last. Days will do, since several
    orders of one day are one purchase. ``probability_alive`` is of the next opportunity, and a fraction of a
    horizon brings none.

    Parameters
    ----------
    prior_sd : float, optional, > 0
        Without it, maximum likelihood. With it, ln α, ln(β / mean T), ln γ and ln(δ / mean T) each get a normal
        prior around 0 of this standard deviation.

    Attributes
    ----------
    alpha_, beta_, gamma_, delta_ : float
    log_likelihood_, customers_, cells_, dropout_identified_, remarks_
        See ``LifetimeModel``. Without dropout γ tends to 0 or δ to infinity.

    References
    ----------
    Fader, P. S., Hardie, B. G. S. and Shang, J. (2010), Customer-Base Analysis in a Discrete-Time Noncontractual
    Setting, Marketing Science 29(6), 1086-1108.

    Examples
    --------
    Of six yearly appeals, one donor answered the first two, another the first, the third and the last.

    >>> model = BetaGeoBetaBinomial(prior_sd=1.0).fit([2, 3, 0, 6, 1], [2, 6, 0, 6, 1], 6)
    >>> bool(model.probability_alive(2, 2, 6) < model.probability_alive(3, 6, 6))
    True
    """

    model = "bg-bb"
    parameter_names = ("alpha", "beta", "gamma", "delta")
    in_time = ("beta", "delta")

    alpha_: float
    beta_: float
    gamma_: float
    delta_: float

    def _cells(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, customers: ArrayLike | None) -> Cells:
        return super()._cells(*self._checked_rows(frequency, recency, T), customers)

    def _checked_rows(self, *rows: ArrayLike) -> tuple[Floats, Floats, Floats]:
        x, t_x, T = check_rows(*rows)
        if any((column != np.floor(column)).any() for column in (x, t_x, T)):
            raise InputError("frequency, recency and T count opportunities: whole numbers.")
        if (x > t_x).any():
            raise InputError(f"In row {int(np.flatnonzero(x > t_x)[0])} frequency is above recency.")
        if T.size and T.max() > MOST_OPPORTUNITIES:
            raise InputError(f"At most {MOST_OPPORTUNITIES:,} opportunities: take longer periods.")
        return x, t_x, T

    def _alive(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        return self._there(x, t_x, T) * (self.delta_ + T) / (self.gamma_ + self.delta_ + T)

    def _buys(self, t: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        return self._there(x, t_x, T) * self._sum_ahead(self._first_purchases(x, T), t, x + self.alpha_ + 1.0, T)

    def _ever(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        return self._buys(np.array(np.inf), x, t_x, T)

    def _count(self, t: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        rate = (self.alpha_ + x) / (self.alpha_ + self.beta_ + T)
        return self._there(x, t_x, T) * rate * self._sum_ahead(self._still_there(T), t, 0.0 * x, T)

    def _wait(self, q: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return the first opportunity by which `q` have bought: added up one by one, then from the integral."""
        need, wait = q / self._there(x, t_x, T), np.zeros(q.shape)
        for term in self._first_purchases(x, T):
            wait += need > 0.0
            need = need - term
        falls, middle, height = self._tail(term, x + self.alpha_ + 1.0, T)
        reach = np.maximum(1.0 - need * (falls - 1.0) / (height * middle), np.finfo(float).tiny)
        further = middle * (np.minimum(reach, 1.0) ** (-1.0 / (falls - 1.0)) - 1.0)
        return np.where(need > 0.0, TERMS + np.ceil(further), wait)

    def _there(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(took part, or might have, in opportunity T)."""
        x, t_x, T = np.broadcast_arrays(x, t_x, T)
        parameters = np.array([self.alpha_, self.beta_, self.gamma_, self.delta_])
        tables = _tables(parameters, int(T.max(initial=0.0)))
        log_odds_left = np.empty(x.shape)
        for once in np.unique(x):
            rows = x == once
            t, n = t_x[rows].astype(np.int64), T[rows].astype(np.int64)
            gone = _gone(tables, int(once), derivatives=False)
            log_odds_left[rows] = _between(gone[0], t - int(once), n - int(once)) - tables.stayed(int(once), n)
        return 1.0 / (1.0 + np.exp(np.minimum(log_odds_left, 700.0)))

    def _first_purchases(self, x: Floats, T: Floats) -> Iterator[Floats]:
        """Yield, for those there at T, P(next purchase is at the 1st, 2nd, ... opportunity)."""
        taken = (self.alpha_ + x) / (self.alpha_ + self.beta_ + T)
        for j, there in enumerate(self._still_there(T)):
            yield taken * there
            taken = taken * (self.beta_ + T - x + j) / (self.alpha_ + self.beta_ + T + (j + 1))

    def _still_there(self, T: Floats) -> Iterator[Floats]:
        """Yield, for those there at T, P(still there at the 1st, 2nd, ... opportunity)."""
        there = np.ones(T.shape)
        for j in range(TERMS):
            there = there * (self.delta_ + T + j) / (self.gamma_ + self.delta_ + T + j)
            yield there

    def _sum_ahead(self, terms: Iterator[Floats], t: Floats, falls: Floats, T: Floats) -> Floats:
        """Return the sum of the first `t` terms, the later ones falling by the power `falls` + γ."""
        t = np.floor(t)
        most, total = float(t.max(initial=0.0)), np.zeros(np.broadcast_shapes(t.shape, T.shape))
        for j, term in enumerate(terms):
            if j >= most:
                return total
            total += np.where(j < t, term, 0.0)
        power, middle, height = self._tail(term, falls, T)
        span = np.log1p(np.maximum(t - TERMS, 0.0) / middle)
        extra = np.where(power == 1.0, 1e-12, power - 1.0)
        return total + height * middle * -np.expm1(np.maximum(-extra * span, -700.0)) / extra

    def _tail(self, last: Floats, falls: Floats, T: Floats) -> tuple[Floats, Floats, Floats]:
        """Return by which power of (opportunity + constant) the terms after the `last` fall; from where; how high.

        Γ(z + a) / Γ(z + b) is (z + (a + b - 1) / 2)^(a - b) for large z, and a sum the integral from half to half.
        """
        taken, there = self.alpha_ + self.beta_ + T - (falls + 1.0) / 2.0, self.delta_ + T + (self.gamma_ - 1.0) / 2.0
        power = falls + self.gamma_
        middle = TERMS + 0.5 + (falls * taken + self.gamma_ * there) / power
        return power, middle, last * (1.0 - 0.5 / middle) ** power

    def _in_original_units(self, log_likelihood: float, cells: Cells) -> float:
        return log_likelihood  # opportunities are counted: there is no density, so no unit

    def _steady(self, theta: Floats, cells: Cells) -> tuple[float, Floats]:
        alpha, beta = np.exp(theta) * (1.0, cells.unit)
        x, n = _whole(cells.x), _whole(cells.T * cells.unit)
        (rise, slope), steps = log_rising(alpha, cells.above), int(n.max())
        taken, passed = _rises(beta, steps), _rises(alpha + beta, steps)
        value = rise + cells.customers @ (taken[0][n - x] - passed[0][n])
        together = cells.customers @ passed[1][n]
        slopes = np.array([slope - together, cells.customers @ taken[1][n - x] - together])
        return float(value), slopes * np.array([alpha, beta])

    def _log_likelihood(self, theta: Floats, cells: Cells) -> tuple[float, Floats]:
        parameters = np.exp(theta) * (1.0, cells.unit, 1.0, cells.unit)
        n, t = _whole(cells.T * cells.unit), _whole(cells.t_x * cells.unit)
        tables = _tables(parameters, int(n.max()))
        value, slope = log_rising(parameters[0], cells.above)
        slopes = np.array([slope, 0.0, 0.0, 0.0])
        frequencies, firsts = np.unique(_whole(cells.x), return_index=True)
        for x, first, last in zip(frequencies.tolist(), firsts, np.append(firsts[1:], len(n)), strict=True):
            rows = slice(first, last)
            of_x, by_parameter = _of_frequency(tables, x, t[rows], n[rows])
            value += float(cells.customers[rows] @ of_x)
            slopes += by_parameter @ cells.customers[rows]
        return value, slopes * parameters


class _Tables(NamedTuple):
    """ln of the rising factorials of β, α + β, δ and γ + δ by step, and their derivatives; and γ."""

    not_taken: tuple[Floats, Floats]
    any_p: tuple[Floats, Floats]
    stay: tuple[Floats, Floats]
    any_theta: tuple[Floats, Floats]
    gamma: float

    def stayed(self, x: int, n: Integers) -> Floats:
        """Return ln of the chance of these purchases by someone still there at `n`, without the factor of α."""
        return self.not_taken[0][n - x] - self.any_p[0][n] + self.stay[0][n] - self.any_theta[0][n]


def _whole(values: Floats) -> Integers:
    return np.rint(values).astype(np.int64)


def _rises(base: float, steps: int) -> tuple[Floats, Floats]:
    """Return ln[Γ(base + n) / Γ(base)] and its derivative for n = 0, 1, ..., steps."""
    each = base + np.arange(steps)
    return np.append(0.0, np.cumsum(np.log(each))), np.append(0.0, np.cumsum(1.0 / each))


def _tables(parameters: Floats, steps: int) -> _Tables:
    alpha, beta, gamma, delta = parameters.tolist()
    not_taken, any_p, stay, any_theta = (_rises(base, steps + 1) for base in (beta, alpha + beta, delta, gamma + delta))
    return _Tables(not_taken, any_p, stay, any_theta, gamma)


def _gone(tables: _Tables, x: int, *, derivatives: bool) -> Floats:
    """Return ln of the chance to leave after opportunity y = x, x + 1, ... or later, having bought x times.

    Added up from the latest, so that no digits cancel. With `derivatives`, four more rows: of the same chances
    times the derivatives of the tables.
    """
    steps = len(tables.stay[0]) - 1 - x
    y = slice(x, x + steps)
    after = slice(x + 1, x + 1 + steps)
    chance = (
        tables.not_taken[0][:steps] - tables.any_p[0][y] + tables.stay[0][y] - tables.any_theta[0][after]
    ) + np.log(tables.gamma)
    terms = chance[None, :]
    if derivatives:
        slopes = (tables.not_taken[1][:steps], tables.any_p[1][y], tables.stay[1][y], tables.any_theta[1][after])
        with np.errstate(divide="ignore"):
            terms = np.vstack([terms, chance + np.log(slopes)])
    later = np.logaddexp.accumulate(terms[:, ::-1], axis=1)[:, ::-1]
    return np.concatenate([later, np.full((len(later), 1), -np.inf)], axis=1)


def _between(later: Floats, first: Integers, end: Integers) -> Floats:
    """Return ln(e^later[first] - e^later[end])."""
    with np.errstate(divide="ignore"):
        return later[first] + np.log(-np.expm1(later[end] - later[first]))


def _of_frequency(tables: _Tables, x: int, t: Integers, n: Integers) -> tuple[Floats, Floats]:
    """Return ln(stayed + left) of customers with `x` purchases, and its derivatives in α, β, γ and δ."""
    stayed, later = tables.stayed(x, n), _gone(tables, x, derivatives=True)
    gone = _between(later[0], t - x, n - x)
    value = np.logaddexp(stayed, gone)
    alive, left = np.exp(stayed - value), np.exp(gone - value)
    not_taken, any_p, stay, any_theta = np.exp(later[1:, t - x] - value) - np.exp(later[1:, n - x] - value)
    not_taken += alive * tables.not_taken[1][n - x]
    any_p += alive * tables.any_p[1][n]
    stay += alive * tables.stay[1][n]
    any_theta += alive * tables.any_theta[1][n]
    return value, np.array([-any_p, not_taken - any_p, left / tables.gamma - any_theta, stay - any_theta])
