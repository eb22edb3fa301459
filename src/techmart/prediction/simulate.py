"""Customers drawn from BG/NBD and Gamma-Gamma with known parameters: the truth that a fit must find again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.history import PurchaseHistory

if TYPE_CHECKING:
    from techmart.prediction.base import Floats


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
) -> PurchaseHistory:
    """Draw customers, their purchase times and what they spent.

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
    scale = 1 / rng.gamma(q, 1 / v, customers)
    buyer, time = np.arange(customers), rng.uniform(0, joined_within, customers)
    buyers, times = [buyer], [time]
    while len(buyer):
        with np.errstate(divide="ignore"):  # a rate may underflow to 0: that customer never comes back
            time = time + rng.exponential(size=len(buyer)) / rate[buyer]
        in_time = time <= observed_until
        buyer, time = buyer[in_time], time[in_time]
        buyers.append(buyer)
        times.append(time)
        stays = rng.random(len(buyer)) >= leaving[buyer]
        buyer, time = buyer[stays], time[stays]
    customer = np.concatenate(buyers)
    amount: Floats = rng.gamma(p, scale[customer])
    return PurchaseHistory.from_orders(customer, np.concatenate(times), amount, observed_until=observed_until)
