"""Keeping robots and guessers out: how often one network address may do something, and a field that people do not see.

Counted in the shared cache, so that every process sees the same count.
"""

import ipaddress
from datetime import datetime
from typing import Final

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

HONEYPOT: Final = "website"
WINDOW_SECONDS: Final = 600


def is_robot(request: HttpRequest) -> bool:
    """Whether the field that people do not see was filled in."""
    return bool(request.POST.get(HONEYPOT))


def may(request: HttpRequest, action: str) -> bool:
    """Count one more try from this network address and say whether it may pass: see ACCOUNT_RATE_LIMITS."""
    return bool(ratelimit.consume(request, action=action))


def may_order(request: HttpRequest, *, now: datetime) -> bool:
    """Count one more order from this network address and say whether it may pass.

    The other limits refuse whoever cannot get their lock in time: right for guesses, wrong for buyers who all come at
    once. This one may count a few too few instead.
    """
    window = int(now.timestamp()) // WINDOW_SECONDS
    key = f"core.limits.orders.{_network(get_adapter(request).get_client_ip(request))}.{window}"
    cache = caches["default"]
    if cache.add(key, 1, WINDOW_SECONDS):
        return True
    try:
        return bool(cache.incr(key) <= settings.ORDERS_PER_ADDRESS)
    except ValueError:
        return True  # it was forgotten between the two: the window is over


def _network(address: str) -> str:
    """Return the network that one household has: in the newer addresses it is half of them."""
    ip = ipaddress.ip_address(address)
    return str(ipaddress.ip_network(f"{ip}/64", strict=False)) if ip.version == 6 else str(ip)
