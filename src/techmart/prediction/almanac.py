"""Earlier days of a history, as examples to learn from: what was known then, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import NotEnoughData
from techmart.prediction.features import YEAR, Features, features_as_of, log_odds
from techmart.prediction.recipes import WEAK_PRIOR, forecast, seasonal_recipe
from techmart.prediction.seasonal import SeasonalModifiedBetaGeo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from techmart.prediction.base import Floats
    from techmart.prediction.history import PurchaseHistory
    from techmart.prediction.learners import Learner
    from techmart.prediction.recipes import RepurchaseModel

STACKED = 4
LEAST_STEP = 14.0  # days between the stacked days
YOUNGEST = 30.0  # days of history before features mean something
SETTLED = 150.0  # days after which a shop's first customers no longer look new
# Learners are taught windows of at most so many days: who comes first is the same beyond, and examples are fresher.
FARTHEST = 90.0
MOST_EXAMPLES = 100_000  # of more, every second or third customer of a day teaches as much in less time
LEAST_BUYERS = 20  # of each kind, those who bought and those who did not
YARDSTICK = seasonal_recipe(SeasonalModifiedBetaGeo(prior_sd=WEAK_PRIOR))


@dataclass(frozen=True, eq=False)
class Almanac:
    """A history, the features of its earlier days, and what was learned on them, each computed once.

    ``until`` shares what was computed: the features of a day depend on that day's past alone. Who bought is
    read from the history itself, so nothing after its end can be asked.
    """

    history: PurchaseHistory
    _features: dict[tuple[float, float], Features] = field(default_factory=dict)
    _by_clock: dict[float, RepurchaseModel] = field(default_factory=dict)
    learned: dict[tuple[str, float, float], Learner] = field(default_factory=dict)

    @property
    def today(self) -> float:
        """The last day that was watched."""
        return self.history.observed_until

    @property
    def first_day(self) -> float:
        """The day of the first purchase.

        Raises
        ------
        NotEnoughData
            If there is none.
        """
        if not len(self.history.day):
            raise NotEnoughData("Nobody has bought yet.")
        return float(self.history.day.min())

    def until(self, day: float) -> Almanac:
        """Return the same, cut at the end of `day`."""
        return Almanac(self.history.until(day), self._features, self._by_clock, self.learned)

    def features(self, cutoff: float, horizon: float) -> Features:
        """Return ``features_as_of`` the end of day `cutoff`."""
        key = (float(cutoff), float(horizon))
        if key not in self._features:
            self._features[key] = features_as_of(self.history.until(cutoff), cutoff, horizon=horizon)
        return self._features[key]

    def yardstick(self, cutoff: float, horizon: float) -> Floats:
        """Return the log odds of repurchase at the end of day `cutoff` by MBG/NBD in shop time."""
        past, day = self.history.until(cutoff), float(cutoff)
        if day not in self._by_clock:
            self._by_clock[day] = YARDSTICK(past, [horizon])
        return log_odds(forecast(self._by_clock[day], past.summary(), horizon))

    def bought(self, cutoff: float, horizon: float) -> NDArray[np.bool_]:
        """Return who bought in the window after `cutoff`, which must have ended by today."""
        return self.history.bought_after(cutoff, horizon)


@dataclass(frozen=True, eq=False)
class Examples:
    """Rows of features at several earlier days, who bought in the window that followed each, and their weights."""

    names: tuple[str, ...]
    features: Floats
    bought: NDArray[np.bool_]
    weight: Floats
    days: int

    @property
    def outcomes(self) -> float:
        """How many outcomes of the rarer kind a day has, on average: the same customers again tell little more."""
        return float(min(self.bought.sum(), (~self.bought).sum())) / self.days


def training_days(almanac: Almanac, horizon: float, *, stacked: int = STACKED) -> list[float]:
    """Return the earlier days to learn from, latest first: all their windows have ended by today.

    The latest is one horizon ago; the others precede it by a third of a horizon each. The same season of last
    year is added where the shop was already five months old.

    Parameters
    ----------
    almanac : Almanac
    horizon : float, > 0, days
    stacked : int, >= 1
        How many days at most, but for last year's.

    Raises
    ------
    NotEnoughData
        If nobody has bought yet.
    """
    latest, step = almanac.today - horizon, max(LEAST_STEP, horizon / 3)
    earliest = almanac.first_day + max(YOUNGEST, horizon / 3)
    days = [latest - i * step for i in range(stacked)]
    season = almanac.today - YEAR
    if season >= almanac.first_day + SETTLED and season + horizon <= almanac.today and season < days[-1]:
        days.append(season)
    return [day for day in days if day >= earliest]


def examples(almanac: Almanac, horizon: float, days: Sequence[float] | None = None) -> Examples:
    """Return the examples of `days`, by default of ``training_days``; each day weighs the same.

    They have the features that are known of all days and of today: what a shop has watched since yesterday has
    taught nobody anything. Last year's day is left out where it alone knows less.

    Parameters
    ----------
    almanac : Almanac
    horizon : float, > 0, days
    days : sequence of float, optional, days
        Each at least one horizon before today.

    Raises
    ------
    NotEnoughData
        If the history is too young, or too few customers bought, or too few did not.
    """
    days = training_days(almanac, horizon) if days is None else days
    if not days:
        age = almanac.today - almanac.first_day
        raise NotEnoughData(
            f"{age:g} days since the first order; learning to look {horizon:g} days ahead takes "
            f"{horizon + max(YOUNGEST, horizon / 3):g}."
        )
    days, names = _alike(almanac, horizon, days)
    customers = sum(len(almanac.bought(day, horizon)) for day in days)
    thinned = slice(None, None, -(-customers // MOST_EXAMPLES))
    parts = [almanac.features(day, horizon).select(names)[thinned] for day in days]
    bought = [almanac.bought(day, horizon)[thinned] for day in days]
    happened = np.concatenate(bought)
    fewest = int(min(happened.sum(), (~happened).sum()))
    if fewest < LEAST_BUYERS:
        raise NotEnoughData(f"{fewest} of {LEAST_BUYERS} examples of each kind: who bought again, and who did not.")
    weight = np.concatenate([np.full(len(part), 1.0 / len(part)) for part in bought])
    return Examples(names, np.vstack(parts), happened, weight / weight.mean(), len(days))


def _alike(almanac: Almanac, horizon: float, days: Sequence[float]) -> tuple[Sequence[float], tuple[str, ...]]:
    """Return the days to learn from, and the features that all of them and today know."""
    recent = [day for day in days if day != almanac.today - YEAR]
    names = _known(almanac, horizon, recent)
    if recent and len(names) > len(_known(almanac, horizon, days)):
        return recent, names
    return days, _known(almanac, horizon, days)


def _known(almanac: Almanac, horizon: float, days: Sequence[float]) -> tuple[str, ...]:
    known = [almanac.features(day, horizon).names for day in days]
    return tuple(name for name in almanac.features(almanac.today, horizon).names if all(name in each for each in known))
