"""Numbers as people read them on a mark."""

from math import floor, log10

from django.utils.translation import gettext

from techmart.core.languages import local_number

NBSP = "\u00a0"


def percent(share: float) -> str:
    """Write a share in whole per cent; what is not quite nothing or everything says so.

    >>> percent(0.34), percent(0.001), percent(0.9999), percent(0.0)
    ('34\\xa0%', '<1\\xa0%', '>99\\xa0%', '0\\xa0%')
    """
    whole = round(share * 100)
    if whole == 0 and share > 0:
        return f"<1{NBSP}%"
    if whole == 100 and share < 1:
        return f">99{NBSP}%"
    return f"{whole}{NBSP}%"


def between(low: float, high: float) -> str:
    """Write a stretch of shares.

    >>> between(0.24, 0.46), between(0.001, 0.004)
    ('24 to 46\\xa0%', '<1\\xa0%')
    """
    first, last = percent(low), percent(high)
    if first == last:
        return last
    return gettext("{low} to {high}").format(low=first.removesuffix(f"{NBSP}%"), high=last)


def round_values(highest: float) -> list[float]:
    """Return the few round numbers that give a scale up to `highest`; none where it is small.

    >>> round_values(146), round_values(39), round_values(81), round_values(1)
    ([50.0, 100.0], [10.0, 20.0, 30.0], [50.0], [])
    """
    if highest < 2:
        return []
    power = 10.0 ** floor(log10(highest))
    step = next(power * part for part in (0.5, 1, 2, 5) if highest / (power * part) < 4)
    return [step * number for number in range(1, int(highest / step) + 1)]


def compact(number: float) -> str:
    """Write a count in the space of a mark.

    >>> compact(7), compact(950), compact(1240), compact(18600), compact(2_500_000)
    ('7', '950', '1.2k', '19k', '2.5M')
    """
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if abs(number) >= size:
            scaled = number / size
            tenths = int(abs(scaled) < 10 and round(scaled, 1) % 1 > 0)
            return f"{local_number(scaled, tenths)}{letter}"
    return f"{number:.0f}"
