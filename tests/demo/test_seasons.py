from datetime import date

import numpy as np

from techmart.demo.seasons import busyness, shop_clock


def test_december_is_twice_as_busy_as_july() -> None:
    year = busyness(date(2024, 1, 1), 366)
    assert year.mean().round(12) == 1.0
    assert 1.8 < year[335:357].mean() / year[182:213].mean() < 2.6


def test_the_clock_never_stands_still_and_ends_right() -> None:
    times, ticks = shop_clock(date(2024, 2, 20), 30)
    assert np.all(np.diff(times) > 0)
    assert np.all(np.diff(ticks) > 0)
    assert (times[0], ticks[0], times[-1], ticks[-1].round(9)) == (0.0, 0.0, 30.0, 30.0)


def test_most_of_a_day_happens_in_the_evening() -> None:
    times, ticks = shop_clock(date(2024, 2, 20), 1)
    assert np.interp(9 / 24, times, ticks).round(9) == 0.09
    assert np.interp(17 / 24, times, ticks).round(9) == 0.55
