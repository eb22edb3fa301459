"""Customers drawn from a model with known parameters: the truth that a fit must find again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.history import PurchaseHistory

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from techmart.prediction.base import Floats

    Integers = NDArray[np.int64]


def simulate_history(
    rng: np.random.Generator,
    *,
    customers: int,
    observed_until: float,
    joined_within: float = 0.0,
    r: float = 0.6,
    alpha: float = 40.0,
    a: float = 0.8,
    b: float = 3.0,
    p: float = 6.25,
    q: float = 3.74,
    v: float = 15.44,
    k: int = 1,
    may_leave_at_once: bool = False,
) -> PurchaseHistory:
    """Draw customers of (M)BG/CNBD-k, their purchase times and what they spent.

    Parameters
    ----------
    rng : numpy.random.Generator
    customers : int
    observed_until : float, days
        The end of observation; the first customers come on day 0.
    joined_within : float, days
        First purchases are spread evenly over [0, joined_within].
    r, alpha, a, b : float, > 0
        BG/NBD: rate λ ~ Gamma(r, alpha) per day, chance of leaving after a repeat purchase ~ Beta(a, b).
    p, q, v : float, > 0
        Gamma-Gamma: amounts ~ Gamma(p, ν), ν ~ Gamma(q, v).
    k : int, >= 1
        Of k ticks of the rate's clock one is a purchase: above 1, customers buy regularly.
    may_leave_at_once : bool
        Whether the first purchase, too, may be the last by choice (MBG).

    Returns
    -------
    PurchaseHistory
        Times are not rounded to days. Customer i is row i of its summary.

    Examples
    --------
    >>> history = simulate_history(np.random.default_rng(1), customers=3, observed_until=365)
    >>> len(history.summary())
    3
    """
    rate = rng.gamma(r, 1 / alpha, customers)
    leaving = rng.beta(a, b, customers)
    spend = _spender(rng, customers, p, q, v)
    buyer, time = np.arange(customers), rng.uniform(0, joined_within, customers)
    buyers, times = [buyer], [time]
    if may_leave_at_once:
        stays = rng.random(customers) >= leaving
        buyer, time = buyer[stays], time[stays]
    while len(buyer):
        with np.errstate(divide="ignore"):  # a rate may underflow to 0: that customer never comes back
            time = time + rng.exponential(size=(k, len(buyer))).sum(axis=0) / rate[buyer]
        in_time = time <= observed_until
        buyer, time = buyer[in_time], time[in_time]
        buyers.append(buyer)
        times.append(time)
        stays = rng.random(len(buyer)) >= leaving[buyer]
        buyer, time = buyer[stays], time[stays]
    customer = np.concatenate(buyers)
    return PurchaseHistory.from_orders(customer, np.concatenate(times), spend(customer), observed_until=observed_until)


def simulate_pareto(
    rng: np.random.Generator,
    *,
    customers: int,
    observed_until: float,
    joined_within: float = 0.0,
    r: float = 0.6,
    alpha: float = 40.0,
    s: float = 0.7,
    beta: float = 90.0,
) -> PurchaseHistory:
    """Draw customers of Pareto/NBD: at any moment, not only after a purchase, they may leave.

    Parameters
    ----------
    rng : numpy.random.Generator
    customers : int
    observed_until, joined_within : float, days
        As in ``simulate_history``.
    r, alpha, s, beta : float, > 0
        Rate λ ~ Gamma(r, alpha) per day; lifetime exponential with rate μ ~ Gamma(s, beta) per day.

    Returns
    -------
    PurchaseHistory
        Amounts are those of ``simulate_history``.

    Examples
    --------
    >>> history = simulate_pareto(np.random.default_rng(1), customers=3, observed_until=365)
    >>> len(history.summary())
    3
    """
    first = rng.uniform(0, joined_within, customers)
    with np.errstate(divide="ignore"):  # a rate may underflow to 0: that customer never leaves
        lifetime = rng.exponential(size=customers) / rng.gamma(s, 1 / beta, customers)
    watched = np.minimum(lifetime, observed_until - first)
    repeats = rng.poisson(rng.gamma(r, 1 / alpha, customers) * watched)
    buyer = np.repeat(np.arange(customers), repeats)
    times = first[buyer] + watched[buyer] * rng.random(len(buyer))
    customer = np.concatenate([np.arange(customers), buyer])
    spend = _spender(rng, customers, 6.25, 3.74, 15.44)
    return PurchaseHistory.from_orders(
        customer, np.concatenate([first, times]), spend(customer), observed_until=observed_until
    )


def _spender(rng: np.random.Generator, customers: int, p: float, q: float, v: float) -> Callable[[Integers], Floats]:
    scale = 1 / rng.gamma(q, 1 / v, customers)
    return lambda customer: rng.gamma(p, scale[customer])
