"""Where somebody would like things sent, as far as their browser says, before the checkout asks."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponseBase

from techmart.core import cookies
from techmart.core.models import ShopSettings
from techmart.pricing.queries import served_countries

COOKIE = "to"
AGE = timedelta(days=90)


def destination_of(request: HttpRequest) -> str:
    """Return the country that was chosen in this browser, where the shop sends there; else the shop's own."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in served_countries() else ShopSettings.current().country


def keep_destination(response: HttpResponseBase, country: str) -> None:
    """Let the browser keep a country that the shop sends to."""
    if country in served_countries():
        cookies.keep(response, COOKIE, country, AGE)
