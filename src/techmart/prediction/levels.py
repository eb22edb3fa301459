"""How many will buy, as distinct from who: the level of a forecast, learned from how earlier ones missed theirs.

In a shop with seasons models differ little in whom they rank first, and much in how many they expect. BG/NBD,
which knows no season, is the yardstick; its *miss* in a window is the shift of all log odds that would have made
the expected share of buyers the true one. The next miss is foretold from the last window's, the mean of all so
far, and that of the same season last year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.almanac import SETTLED, YOUNGEST
from techmart.prediction.features import YEAR
from techmart.prediction.learners import sigmoid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from techmart.prediction.almanac import Almanac
    from techmart.prediction.base import Floats

MOST_DAYS = 16  # earlier days looked at
# What is believed of (last window, mean so far, last year) before any window is looked at, in equal earlier
# windows' worth of evidence of misses of size one.
WITHOUT_A_YEAR = np.array([0.3, 0.3, 0.0])
WITH_A_YEAR = np.array([0.0, 0.0, 0.75])
BELIEF = 1.0
FARTHEST = 8.0  # log odds


def shift_to(log_odds: Floats, share: float) -> float:
    """Return what to add to all log odds so that the mean probability is `share`.

    Examples
    --------
    >>> abs(shift_to(np.array([-1.0, 1.0]), 0.5)) < 1e-6
    True
    """
    low, high = -FARTHEST, FARTHEST
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if sigmoid(log_odds + middle).mean() < share else (low, middle)
    return (low + high) / 2


def expected_share(almanac: Almanac, horizon: float) -> float:
    """Return the share of today's customers who will buy within `horizon`: BG/NBD's, its next miss made good."""
    yardstick = almanac.yardstick(almanac.today, horizon)
    return float(sigmoid(yardstick + expected_miss(almanac, horizon)).mean())


def expected_miss(almanac: Almanac, horizon: float) -> float:
    """Return by how much BG/NBD will miss the level of the coming window, in log odds.

    A ridge regression of earlier misses on what was known of each beforehand, drawn towards fixed beliefs: there
    are few windows, and they overlap.
    """
    misses = _Misses(almanac, horizon)
    days = misses.days
    if not days:
        return 0.0
    known, with_year = misses.known_at(almanac.today)
    belief = WITH_A_YEAR if with_year else WITHOUT_A_YEAR
    pairs = [(misses.known_at(day), misses.of(day)) for day in days if misses.is_judged(day - horizon)]
    alike = [(sources, miss) for (sources, year), miss in pairs if year == with_year]
    return float(known @ _weights(alike, belief, worth=min(1.0, misses.step / horizon)))


class _Misses:
    """The misses of the earlier windows that have ended, each computed once."""

    def __init__(self, almanac: Almanac, horizon: float) -> None:
        self.almanac, self.horizon = almanac, horizon
        self.earliest = almanac.first_day + max(YOUNGEST, horizon / 2)
        self.season_from = almanac.first_day + SETTLED
        latest = almanac.today - horizon
        self.step = max(horizon / 6, (latest - self.earliest) / MOST_DAYS, 1.0)
        count = int((latest - self.earliest) // self.step) + 1 if latest >= self.earliest else 0
        self.days = [latest - i * self.step for i in range(count)]
        self._miss: dict[float, float] = {}

    def is_judged(self, day: float) -> bool:
        return self.earliest <= day <= self.almanac.today - self.horizon

    def of(self, day: float) -> float:
        if day not in self._miss:
            share = self.almanac.bought(day, self.horizon).mean()
            self._miss[day] = shift_to(self.almanac.yardstick(day, self.horizon), float(share))
        return self._miss[day]

    def known_at(self, day: float) -> tuple[Floats, bool]:
        """Return (last window, mean so far, last year) as they were known on `day`, and whether there was a year."""
        last, season = day - self.horizon, day - YEAR
        with_year = season >= self.season_from and season + self.horizon <= day
        so_far = [self.of(earlier) for earlier in self.days if earlier <= last]
        return np.array([
            self.of(last) if self.is_judged(last) else 0.0,
            float(np.mean(so_far)) if so_far else 0.0,
            self.of(season) if with_year else 0.0,
        ]), with_year  # fmt: skip


def _weights(pairs: Sequence[tuple[Floats, float]], belief: Floats, *, worth: float) -> Floats:
    """Return weights in [0, 1]; overlapping windows count for the part of one that is new."""
    if not pairs:
        return belief
    sources, misses = np.array([known for known, _ in pairs]), np.array([miss for _, miss in pairs])
    matrix = worth * sources.T @ sources + BELIEF * np.eye(len(belief))
    return np.clip(np.linalg.solve(matrix, worth * sources.T @ misses + BELIEF * belief), 0.0, 1.0)
