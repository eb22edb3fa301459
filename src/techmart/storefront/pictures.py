"""Pictures as tiles show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from techmart.catalogue.models import Image, Variant
from techmart.catalogue.queries import pictures_of_variants
from techmart.orders.models import Order, OrderLine
from techmart.pictures.colours import tint_name

PLAIN = "stone"
# An order in a list shows so many of its things.
THUMBS = 3


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture; a photograph or a scene fills its tile, a drawing stands in it."""

    url: str = ""
    alt: str = ""
    tint: str = PLAIN
    fills: bool = False


def picture_of(image: Image, title: str) -> Picture:
    """Return an image as a tile shows it; a drawing's tile takes a tint of its colour."""
    tint = tint_name(image.drawing.split("/")[1]) if image.drawing else PLAIN
    fills = not image.drawing or view_of(image) == "in-use"
    return Picture(url=image.url, alt=image.alt or title, tint=tint, fills=fills)


def view_of(image: Image) -> str:
    """Return from where a drawing looks: front, detail, in-use."""
    return image.drawing.rpartition("/")[2]


def variant_picture(variant: Variant, own: Image | None) -> Picture:
    """Return a variant's own picture, or the one on its product's card."""
    if own is not None:
        return picture_of(own, variant.product.title)
    card = variant.product.card
    url = card.get("picture", "")
    return Picture(url, variant.product.title, card.get("tint", PLAIN), fills=not url.startswith("/pictures/"))


def with_thumbs(orders: Iterable[Order]) -> list[tuple[Order, list[Picture]]]:
    """Return orders with the pictures of their first lines; two queries for all of them, however long they are."""
    orders = list(orders)
    first_lines = OrderLine.objects.select_related("variant__product").order_by("position")[:THUMBS]
    prefetch_related_objects(orders, Prefetch("lines", first_lines, to_attr="first_lines"))
    pictures = iter(with_pictures(line for order in orders for line in order.first_lines))  # type: ignore[attr-defined]
    return [(order, [next(pictures)[1] for _ in order.first_lines]) for order in orders]  # type: ignore[attr-defined]


def with_pictures(lines: Iterable[OrderLine]) -> list[tuple[OrderLine, Picture]]:
    """Return order lines with what was bought; one query for all of them."""
    lines = list(lines)
    images = pictures_of_variants(line.variant_id for line in lines if line.variant_id)
    return [
        (line, variant_picture(line.variant, images.get(line.variant.pk)) if line.variant else Picture())
        for line in lines
    ]
