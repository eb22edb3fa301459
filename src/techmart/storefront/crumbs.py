"""The way from the front page to where somebody is."""

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse

from techmart.catalogue.models import Category, Product
from techmart.catalogue.queries import CategoryLink, navigation
from techmart.core.models import ShopSettings


class Crumb(NamedTuple):
    """One step of the way."""

    title: str
    url: str


def home() -> Crumb:
    """Return where every way begins, by the shop's name: an aisle may well be called Home."""
    return Crumb(ShopSettings.current().name, reverse("home"))


def way_through(categories: Iterable[Category | CategoryLink]) -> list[Crumb]:
    """Return the way through these categories, the widest first."""
    return [home(), *(Crumb(found.title, reverse("category", args=[found.slug])) for found in categories)]


def way_past(product: Product) -> list[Crumb]:
    """Return the way to a page about a product: through its categories and over its own page."""
    above = [link for link in navigation() if product.category.path.startswith(link.path)]
    return [*way_through(above), Crumb(product.title, product.get_absolute_url())]
