"""How many will buy, as distinct from who: the level of a forecast.

In a shop with seasons models differ little in whom they rank first, and much in how many they expect. How many is
told by the lifetime model that keeps the shop's clock, which knows the past year, set right by part of what it missed
of late. What a shop does more or less than foretold lasts for a while; of a shop in its first year, it may
also be the season.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from techmart.prediction.almanac import YOUNGEST
from techmart.prediction.clock import UNSETTLED, YEAR
from techmart.prediction.learners import sigmoid

if TYPE_CHECKING:
    from techmart.prediction.almanac import Almanac
    from techmart.prediction.base import Floats

SPANS = 30.0, 60.0  # of the last days whose misses are looked at
LASTS = 0.25  # of a miss, while the shop's clock knows no season
LASTS_BEYOND_SEASON = 0.5  # of one that the season does not explain
A_FEW = 50.0  # imaginary customers who do as foretold: where hardly anybody is watched, hardly anything is learned
FARTHEST = 8.0  # log odds
HALVINGS = 50  # after which no digit of a shift moves any more


def shift_to(log_odds: Floats, share: float) -> float:
    """Return what to add to all log odds so that the mean probability is `share`; at most 8 either way.

    Parameters
    ----------
    log_odds : array of float64, shape (n,), n >= 1
    share : float, in [0, 1]

    Examples
    --------
    >>> import numpy as np
    >>> abs(shift_to(np.array([-1.0, 1.0]), 0.5)) < 1e-6
    True
    """
    low, high = -FARTHEST, FARTHEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if sigmoid(log_odds + middle).mean() < share else (low, middle)
    return (low + high) / 2


def at_share(log_odds: Floats, share: float) -> Floats:
    """Return the probabilities of these log odds, all shifted so that their mean is `share`; see ``shift_to``.

    Examples
    --------
    >>> import numpy as np
    >>> at_share(np.array([0.0, 0.0]), 0.2).round(6)
    array([0.2, 0.2])
    """
    return sigmoid(log_odds + shift_to(log_odds, share))


def expected_share(almanac: Almanac, horizon: float) -> float:
    """Return the share of today's customers who will buy within `horizon`.

    Parameters
    ----------
    almanac : Almanac
    horizon : float, > 0, days

    Returns
    -------
    float, in (0, 1)

    Raises
    ------
    InputError
        If nobody has bought yet.

    Examples
    --------
    >>> from techmart.prediction import PurchaseHistory
    >>> from techmart.prediction.almanac import Almanac
    >>> shop = PurchaseHistory.from_orders(list("aaaabcde"), [0, 20, 41, 58, 3, 9, 12, 55], [9] * 8, observed_until=60)
    >>> 0 < expected_share(Almanac(shop), 30) < expected_share(Almanac(shop), 90) < 1
    True
    """
    by_clock = almanac.yardstick(almanac.today, horizon)
    return float(sigmoid(by_clock + expected_miss(almanac)).mean())


def expected_miss(almanac: Almanac) -> float:
    """Return by how much the lifetime model by the shop's clock is likely to miss the level to come, in log odds.

    Part of the mean of what it missed in the last 30 and in the last 60 days, as far as the shop is old enough.

    Parameters
    ----------
    almanac : Almanac
        Its today is the day from which the coming days are counted.

    Returns
    -------
    float, log odds
        What to add to all of them; above 0 where more will buy than the clock says. 0 in a shop younger than 60 days.

    Raises
    ------
    NotEnoughData
        If nobody has bought yet.
    """
    age = almanac.today - almanac.first_day
    misses = [_miss(almanac, span) for span in SPANS if age >= YOUNGEST + span]
    return (LASTS_BEYOND_SEASON if age >= YEAR + UNSETTLED else LASTS) * sum(misses) / len(SPANS)


def _miss(almanac: Almanac, span: float) -> float:
    """Return the shift of all log odds that would have made the share expected for the last days the true one."""
    day = almanac.today - span
    odds, bought = almanac.yardstick(day, span), almanac.bought(day, span)
    share = (bought.sum() + A_FEW * sigmoid(odds).mean()) / (len(bought) + A_FEW)
    return shift_to(odds, float(share))
