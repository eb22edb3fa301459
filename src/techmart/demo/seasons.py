"""The demo shop's calendar: how busy each day is, how the hours of a day fill, and the clock that this makes."""

from datetime import date, timedelta

import numpy as np

from techmart.prediction.base import Floats

# Busyness of a day of the year, between these dates interpolated: a quiet summer, Black Friday, gifts, the lull after.
PEAKS = (
    (1, 0.90), (25, 0.80), (60, 0.85), (105, 0.95), (150, 0.90), (200, 0.72), (235, 0.80), (270, 1.00), (305, 1.15),
    (325, 1.45), (331, 2.10), (336, 1.65), (348, 2.05), (356, 1.55), (360, 0.70), (366, 0.90),
)  # fmt: skip
# Monday to Sunday.
WEEK = (1.08, 1.02, 0.98, 0.97, 0.92, 0.90, 1.13)
# Share of a day's orders up to each hour: a slow morning, a lunch break, a long evening.
HOURS = (0, 6, 9, 12, 14, 17, 19, 21, 23, 24)
SHARE_UP_TO = (0.0, 0.02, 0.09, 0.26, 0.39, 0.55, 0.68, 0.87, 0.98, 1.0)


def busyness(first_day: date, days: int) -> Floats:
    """Return how busy each of `days` days is, with a mean of 1.

    Returns
    -------
    ndarray of float64, shape (days,)
        Relative intensity of orders; the yearly curve times the weekly one.

    Examples
    --------
    >>> busyness(date(2024, 12, 10), 2).round(2).tolist()
    [1.01, 0.99]
    """
    calendar = [first_day + timedelta(days=day) for day in range(days)]
    day_of_year, level = zip(*PEAKS, strict=True)
    yearly = np.interp([day.timetuple().tm_yday for day in calendar], day_of_year, level)
    weekly = np.array([WEEK[day.weekday()] for day in calendar])
    return np.asarray(yearly * weekly / (yearly * weekly).mean())


def shop_clock(first_day: date, days: int) -> tuple[Floats, Floats]:
    """Return times (days since the first midnight) and what the shop's own clock shows then.

    The clock ticks once on an average day, faster when the shop is busy. Between the times given it ticks evenly.

    Returns
    -------
    times, ticks : ndarray of float64, shape (9 * days + 1,)

    Examples
    --------
    >>> times, ticks = shop_clock(date(2024, 12, 10), 2)
    >>> float(times[-1]), round(float(ticks[-1]), 9)
    (2.0, 2.0)
    """
    busy = busyness(first_day, days)
    midnight = np.concatenate([[0.0], np.cumsum(busy)])
    times = np.arange(days)[:, None] + np.array(HOURS[:-1]) / 24
    ticks = midnight[:-1, None] + busy[:, None] * np.array(SHARE_UP_TO[:-1])
    return np.append(times, float(days)), np.append(ticks, midnight[-1])
