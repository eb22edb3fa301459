"""Products as listings show them: everything worked out here, so that the template only prints."""

from collections.abc import Iterable
from typing import Any, TypedDict

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from techmart.core.money import Money
from techmart.storefront.voices import as_stars


class Card(TypedDict):
    """One product of a listing."""

    pk: int
    slug: str
    url: str
    title: str
    summary: str
    price: str
    was: str
    is_from: bool
    stars: str
    review_count: int
    rating_words: str
    tag: str
    is_buyable: bool
    picture: str
    fills: bool
    alt: str
    tint: str
    swatches: list[str]


def cards(rows: Iterable[dict[str, Any]]) -> list[Card]:
    """Turn rows of `catalogue.queries.cards` into what the template prints."""
    return [_card(row) for row in rows]


def _card(row: dict[str, Any]) -> Card:
    card, currency = row["card"], row["currency"]
    picture = card.get("picture", "")
    stars = as_stars(row["rating"]).mean if row["rating_count"] else ""
    return {
        "pk": row["pk"],
        "slug": row["slug"],
        "url": reverse("product", args=[row["slug"]]),
        "title": row["title"],
        "summary": row["summary"],
        "price": short_money(row["price"], currency),
        "was": short_money(row["compare_at"], currency) if is_reduced(row["price"], row["compare_at"]) else "",
        "is_from": card.get("from", False),
        "stars": stars,
        "review_count": row["rating_count"],
        "rating_words": _rating_words(stars, row["rating_count"]) if stars else "",
        "tag": _tag(row),
        "is_buyable": row["is_buyable"],
        "picture": picture,
        "fills": not picture.startswith("/pictures/"),
        "alt": card.get("alt", ""),
        "tint": card.get("tint", "stone"),
        "swatches": card.get("swatches", []),
    }


def _rating_words(stars: str, count: int) -> str:
    """Say the rating to whoever hears the page."""
    words = ngettext("{stars} of 5 stars, {count} review", "{stars} of 5 stars, {count} reviews", count)
    return words.format(stars=stars, count=count)


def _tag(row: dict[str, Any]) -> str:
    if not row["is_buyable"]:
        return gettext("Sold out")
    if is_reduced(row["price"], row["compare_at"]):
        return f"−{100 - 100 * row['price'] // row['compare_at']} %"
    return ""


def is_reduced(price: int, compare_at: int | None) -> bool:
    """Say whether the price is below what it was."""
    return compare_at is not None and price < compare_at


def short_money(minor: int, currency: str) -> str:
    """Write money as a price tag does: no decimals where they are zero."""
    return Money(minor, currency).short()
