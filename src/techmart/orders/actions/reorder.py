"""Buying the same again."""

from datetime import datetime

from django.db import transaction

from techmart.cart.actions import NotForSale, add_to_cart
from techmart.cart.models import Cart
from techmart.catalogue.actions import OutOfStock
from techmart.orders.models import Order


@transaction.atomic
def reorder(*, order: Order, cart: Cart, now: datetime) -> list[str]:
    """Put an order's lines into a cart; return a sentence for everything that could not go in as it was.

    Raises `CartClosed` where the cart was ordered meanwhile.
    """
    notes = []
    for line in order.lines.all():
        try:
            _, note = add_to_cart(cart=cart, variant_id=line.variant_id, quantity=line.quantity, now=now)
        except (NotForSale, OutOfStock) as error:
            note = str(error)
        if note:
            notes.append(f"{line.title}: {note}")
    return notes
