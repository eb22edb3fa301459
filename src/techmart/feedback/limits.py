"""Keeping robots out of the inbox: a field that people do not see, and a limit per address on the network.

The limit is allauth's, counted in the shared cache; its rate is `feedback` in ACCOUNT_RATE_LIMITS.
"""

from typing import Final

from allauth.core import ratelimit
from django.http import HttpRequest

HONEYPOT: Final = "website"


def is_robot(request: HttpRequest) -> bool:
    """Whether the field that people do not see was filled in."""
    return bool(request.POST.get(HONEYPOT))


def is_within_limit(request: HttpRequest) -> bool:
    """Count one more message from this network address and say whether it may pass."""
    return bool(ratelimit.consume(request, action="feedback"))
