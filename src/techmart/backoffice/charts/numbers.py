"""Numbers as people read them on a mark."""

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
