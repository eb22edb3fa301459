"""The shop's own time: it runs faster on days on which customers buy more than they otherwise would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import InputError, as_columns
from techmart.prediction.beta_geo import BetaGeo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Self

    from numpy.typing import ArrayLike

    from techmart.prediction.base import Floats

YEAR = 365
SMOOTH_DAYS = 7  # standard deviation of the bell over which the pace of a day is averaged
ROUNDS = 3
# Imaginary purchases a day at the usual pace: a shop of one purchase a day keeps nearly ordinary time.
USUAL = 2.0
RECENT = 60  # days that say how this year's pace compares with last year's
UNSETTLED = 30  # first days of a shop, no guide to the next year's
MOST_DAYS = 40_000  # a century


@dataclass(frozen=True, eq=False)
class ShopClock:
    """Shop time by day: `pace` units pass on each day from `first_day` on; before and after the last, one.

    Examples
    --------
    >>> clock = ShopClock(10.0, np.array([1.0, 3.0, 0.5]))
    >>> clock.time(np.array([9, 10, 11, 12, 13]))
    array([0. , 1. , 4. , 4.5, 5.5])
    >>> float(clock.day(4.25))
    11.5
    """

    first_day: float
    pace: Floats

    def time(self, day: ArrayLike) -> Floats:
        """Return the shop time at the end of each day."""
        return _along(np.asarray(day, dtype=np.float64), *self._ends())

    def day(self, time: ArrayLike) -> Floats:
        """Return at which day, or part of one, that shop time is reached."""
        return _along(np.asarray(time, dtype=np.float64), *self._ends()[::-1])

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {"first_day": self.first_day, "pace": self.pace.tolist()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the clock that ``to_dict`` described."""
        return cls(float(data["first_day"]), np.array(data["pace"], dtype=np.float64))

    def _ends(self) -> tuple[Floats, Floats]:
        """Return the day before the first and every day, and the shop time at the end of each."""
        days: Floats = self.first_day - 1.0 + np.arange(len(self.pace) + 1.0)
        return days, np.append(0.0, np.cumsum(self.pace)).astype(np.float64)


def learn_clock(
    frequency: ArrayLike,
    first_purchase_on: ArrayLike,
    last_purchase_on: ArrayLike,
    observed_until: ArrayLike,
    *,
    purchased_on: ArrayLike,
) -> ShopClock:
    """Return the clock by which the shop's customers buy steadily, and what it is likely to show in a year to come.

    A day's pace is the number of repeat purchases around it over the number that BG/NBD, keeping shop time,
    expects of the customers there then. The pace ahead is that of a year before, times how the last 60 days
    compare with the same days a year before; where nothing is known, one.

    Parameters
    ----------
    frequency : array_like of float, shape (n,)
    first_purchase_on, last_purchase_on : array_like of float, shape (n,), days
    observed_until : float, days
    purchased_on : array_like of float, shape (m,), days
        Of all purchases, every customer's first included.

    Raises
    ------
    InputError
        If there is no customer or a row is impossible.
    """
    x, first, last, until = as_columns(
        frequency=frequency,
        first_purchase_on=first_purchase_on,
        last_purchase_on=last_purchase_on,
        observed_until=observed_until,
    )
    (bought,) = as_columns(purchased_on=purchased_on)
    if not x.size:
        raise InputError("There is no customer to learn from.")
    start = float(np.floor(first.min()))
    if not 0.0 <= until.max() - start <= MOST_DAYS:
        raise InputError(f"observed_until is not within {MOST_DAYS:,} days after the first purchase.")
    if (bought < start).any() or (bought > until.max()).any():
        raise InputError("A purchase is before every customer's first, or after observed_until.")
    days = int(np.floor(until.max() - start)) + 1
    made = _by_day(bought, start, days) - _by_day(first, start, days)
    clock = ShopClock(start, np.ones(days))
    for _ in range(ROUNDS):
        expected = _expected(clock, x, first, last, until)
        pace = (_smooth(made) + USUAL) / (_smooth(expected) + USUAL)
        clock = ShopClock(start, pace * (expected.sum() or 1.0) / ((pace @ expected) or 1.0))
    return ShopClock(start, np.append(clock.pace, _ahead(clock.pace)))


def _along(at: Floats, x: Floats, y: Floats) -> Floats:
    """Interpolate, and go on at one for one beyond the ends."""
    return np.interp(at, x, y) + np.minimum(at - x[0], 0.0) + np.maximum(at - x[-1], 0.0)


def _by_day(when: Floats, start: float, days: int) -> Floats:
    return np.bincount(np.floor(when - start).astype(np.int64), minlength=days).astype(np.float64)


def _expected(clock: ShopClock, x: Floats, first: Floats, last: Floats, until: Floats) -> Floats:
    """Return how many repeat purchases BG/NBD expects on each day at the usual pace.

    Whoever leaves does so after a purchase: until the last all were there, and after it whoever is alive now.
    """
    began, bought, now = clock.time(first), clock.time(last), clock.time(until)
    model = BetaGeo(prior_sd=3.0).fit(x, bought - began, now - began)
    alive = model.probability_alive(x, bought - began, now - began)
    of_living = alive * (model.r_ + x) / (model.alpha_ + now - began)
    of_left = (1.0 - alive) * (model.r_ + x) / (model.alpha_ + bought - began)
    days = len(clock.pace)
    joins, leaves = (np.floor(day - clock.first_day).astype(np.int64) + 1 for day in (first, last))
    joining = np.bincount(joins, of_living + of_left, minlength=days + 1)
    leaving = np.bincount(leaves, of_left, minlength=days + 1)
    return np.asarray(np.cumsum(joining - leaving)[:days], dtype=np.float64)


def _smooth(by_day: Floats) -> Floats:
    reach = 3 * SMOOTH_DAYS
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / SMOOTH_DAYS) ** 2)
    return np.convolve(np.pad(by_day, reach), bell / bell.sum(), mode="valid")


def _ahead(pace: Floats) -> Floats:
    """Return the pace of the year to come."""
    same_days = pace[-YEAR:] if len(pace) >= YEAR else np.append(np.ones(YEAR - len(pace)), pace)
    known = len(pace) - YEAR + np.arange(YEAR) >= UNSETTLED
    year_before = pace[-YEAR - RECENT : -YEAR]
    level = 1.0
    if len(pace) - YEAR - RECENT >= UNSETTLED:
        level = float(pace[-RECENT:].mean() / year_before.mean())
    return np.where(known, same_days * level, 1.0)
