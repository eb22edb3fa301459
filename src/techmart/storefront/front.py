"""The front page: what is new, how it is sent, collections, what is reduced and bought most, what people say."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from techmart.catalogue import queries
from techmart.core.clock import local_day
from techmart.core.countries import country_name
from techmart.core.html import plain_text
from techmart.core.models import ShopSettings
from techmart.feedback.models import Feedback
from techmart.feedback.queries import lately_said
from techmart.pricing.queries import shipping_offers
from techmart.storefront.cards import cards, short_money
from techmart.storefront.delivery import arrival
from techmart.storefront.voices import Rating, with_stars

ROW = 4
RANKED = 6
QUOTED = 3
COLLECTIONS = 2


@dataclass(frozen=True, slots=True)
class Sending:
    """How the shop's own country is served: when something ordered now would arrive, and from which sum on for free."""

    destination: str
    arrives: str
    free_from: str


def front_page(now: datetime) -> dict[str, Any]:
    """Return what the front page shows. Five queries."""
    newest = list(queries.newest_cards(now)[: 1 + ROW])
    return {
        "hero": _hero(newest[0]) if newest else None,
        "newest": cards(newest[1:]),
        "collections": queries.collection_tiles(now)[:COLLECTIONS],
        "reduced": cards(queries.bestsellers(now).filter(queries.IS_REDUCED)[:ROW]),
        "popular": cards(queries.bestsellers(now)[:RANKED]),
        "said": _said(),
        "sending": _sending(now),
    }


def _hero(row: dict[str, Any]) -> dict[str, Any]:
    first_sentence = plain_text(row["description"]).partition(". ")[0].rstrip(".")
    lead = f"{first_sentence}." if first_sentence else row["summary"]
    facts = row["summary"] if first_sentence else ""
    return {**cards([row])[0], "category": row["category__title"], "lead": lead, "facts": facts}


def _said() -> list[tuple[Feedback, Rating, dict[str, Any]]]:
    """Return the newest reviews with their stars and the picture of what they are about."""
    return [(review, rating, review.product.card) for review, rating in with_stars(lately_said(limit=QUOTED))]  # type: ignore[union-attr]


def _sending(now: datetime) -> Sending | None:
    """Return how the first way of sending serves a light parcel to the shop's own country; None where there is none."""
    shop = ShopSettings.current()
    first = next(iter(shipping_offers(country=shop.country, value=0, weight_g=0)), None)
    if first is None:
        return None
    free_from = short_money(first.free_over, shop.currency) if first.free_over else ""
    return Sending(country_name(shop.country), arrival(first, local_day(now)), free_from)
