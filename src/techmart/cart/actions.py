"""Filling a cart, merging two, and holding stock for one that is at the checkout."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from techmart.accounts.models import Customer
from techmart.cart.models import Cart, CartLine, CartState
from techmart.cart.queries import MAX_QUANTITY, most_of
from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Variant
from techmart.jobs.rows import each
from techmart.pricing.actions import CouponRefused
from techmart.pricing.models import Coupon
from techmart.pricing.queries import coupon_fault, coupon_of
from techmart.tracking import actions as tracking
from techmart.tracking.enums import EventName
from techmart.tracking.models import Visitor

HOLD = timedelta(minutes=15)


class NotForSale(Exception):
    """The variant does not exist, or is not to be seen by shoppers."""


class CartClosed(Exception):
    """The cart was ordered or merged meanwhile; it is filled no more."""


def open_cart(*, customer: Customer | None, now: datetime) -> Cart:
    """Return the customer's open cart, or a new one; a guest always gets a new one."""
    if customer is None:
        return Cart.objects.create(created_at=now, updated_at=now)
    try:
        with transaction.atomic():
            cart, _ = Cart.objects.open().get_or_create(
                customer=customer, defaults={"created_at": now, "updated_at": now}
            )
    except IntegrityError:
        # Two tabs opened one at the same moment: the other was first.
        return Cart.objects.open().get(customer=customer)
    return cart


@transaction.atomic
def add_to_cart(
    *, cart: Cart, variant_id: int, quantity: int, now: datetime, visitor: Visitor | None = None
) -> tuple[CartLine, str]:
    """Put units into a cart; return the line and a sentence where fewer went in than were asked for.

    Raises
    ------
    NotForSale
        No visible product has this variant.
    OutOfStock
        Not one is left.
    """
    _touch(cart, now)
    variant = Variant.objects.select_related("product").filter(pk=variant_id).first()
    if variant is None or not variant.product.is_visible(now):
        raise NotForSale(_("This is not for sale any more."))
    line = CartLine.objects.filter(cart=cart, variant=variant).first()
    before, held = (line.quantity, line.held) if line else (0, 0)
    possible = _possible(variant, before + quantity, held)
    if possible <= 0:
        raise catalogue.OutOfStock(variant)
    # To look and then write is safe: whoever else adds to this cart waits for its row, which `_touch` has locked.
    if line is None:
        line = CartLine.objects.create(
            cart=cart, variant=variant, quantity=possible, price_when_added=variant.price, added_at=now
        )
    else:
        CartLine.objects.filter(pk=line.pk).update(quantity=possible)
        line.quantity = possible
    _record(EventName.CART_LINE_ADDED, variant, possible - before, visitor, now)
    return line, _shortage(variant, possible, before + quantity)


@transaction.atomic
def set_quantity(*, cart: Cart, line_id: int, quantity: int, now: datetime, visitor: Visitor | None = None) -> str:
    """Change a line's quantity (0 removes it); return a sentence where fewer than asked for are left."""
    if quantity <= 0:
        remove_line(cart=cart, line_id=line_id, now=now, visitor=visitor)
        return ""
    _touch(cart, now)
    line = _locked_line(cart, line_id)
    if line is None:
        return ""
    possible = max(1, _possible(line.variant, quantity, line.held))
    CartLine.objects.filter(pk=line.pk).update(quantity=possible)
    if possible != line.quantity:
        name = EventName.CART_LINE_ADDED if possible > line.quantity else EventName.CART_LINE_REMOVED
        _record(name, line.variant, abs(possible - line.quantity), visitor, now)
    return _shortage(line.variant, possible, quantity)


@transaction.atomic
def remove_line(*, cart: Cart, line_id: int, now: datetime, visitor: Visitor | None = None) -> None:
    """Take a line out; what it held goes back into stock. A line that is gone already is no fault."""
    _touch(cart, now)
    line = _locked_line(cart, line_id)
    if line is None:
        return
    _give_back(line)
    line.delete()
    _record(EventName.CART_LINE_REMOVED, line.variant, line.quantity, visitor, now)


@transaction.atomic
def merge_carts(*, guest: Cart, customer: Customer, now: datetime) -> Cart:
    """Give a browser's cart to the customer who signed in; the lines of both end up in one.

    A browser's cart that was ordered meanwhile is left to its order.
    """
    if guest.customer_id == customer.pk:
        return guest
    own = Cart.objects.open().filter(customer=customer).first()
    if own is None:
        Cart.objects.open().filter(pk=guest.pk).update(customer=customer, updated_at=now)
        guest.customer = customer
        return guest
    _touch(own, now)
    # Compare-and-set, and it locks the cart: whoever is ordering it is either done or finds it closed.
    if not Cart.objects.open().filter(pk=guest.pk).update(state=CartState.MERGED, updated_at=now):
        return own
    if own.coupon_id is None and guest.coupon_id is not None:
        Cart.objects.filter(pk=own.pk).update(coupon=guest.coupon_id)
    for line in lock_lines(guest):
        _give_back(line)
        moved = CartLine.objects.filter(cart=own, variant_id=line.variant_id).update(
            quantity=F("quantity") + line.quantity
        )
        if not moved:
            CartLine.objects.filter(pk=line.pk).update(cart=own)
    CartLine.objects.filter(cart=own, quantity__gt=MAX_QUANTITY).update(quantity=MAX_QUANTITY)
    return own


@transaction.atomic
def apply_coupon(*, cart: Cart, code: str, now: datetime) -> Coupon:
    """Put a coupon on a cart, in place of another; it may still lack something, which the cart's page says.

    Raises
    ------
    CouponRefused
        There is none of this code, or it does not count now.
    """
    coupon = coupon_of(code)
    if coupon is None:
        raise CouponRefused(_("We know no such code. Please look at how it is written."))
    if fault := coupon_fault(coupon, customer_id=cart.customer_id, now=now):
        raise CouponRefused(fault)
    _touch(cart, now)
    cart.coupon = coupon
    cart.save(update_fields=["coupon"])
    return coupon


@transaction.atomic
def remove_coupon(*, cart: Cart, now: datetime) -> None:
    """Take the coupon off a cart."""
    _touch(cart, now)
    cart.coupon = None
    cart.save(update_fields=["coupon"])


@transaction.atomic
def hold_lines(*, cart: Cart, now: datetime) -> None:
    """Hold the stock of every line for a quarter of an hour; what is not there is simply not held.

    One cart holds at most half of what is free, rounded up: nobody empties a shelf without buying. Lines are taken in
    variant order, so that two carts cannot wait for each other in a circle.
    """
    _touch(cart, now)
    for line in lock_lines(cart):
        wanted = min(line.quantity, _most_to_hold(line))
        held = line.held
        if wanted > held and catalogue.hold(variant_id=line.variant_id, quantity=wanted - held):
            held = wanted
        elif line.quantity < held:
            catalogue.unhold(variant_id=line.variant_id, quantity=held - line.quantity)
            held = line.quantity
        until = now + HOLD if held else None
        CartLine.objects.filter(pk=line.pk).update(held=held, held_until=until)


def _most_to_hold(line: CartLine) -> int:
    """Return half of what was free before this cart held any of it. Whether it is still there, `hold` decides."""
    free = line.variant.available
    return 0 if free is None else (free + line.held + 1) // 2


def lock_lines(cart: Cart) -> list[CartLine]:
    """Return the lines in variant order, locked until the end of the transaction: whoever changes a hold waits."""
    lines = cart.lines.select_related("variant__product__category").select_for_update(of=("self",))
    return list(lines.order_by("variant_id"))


def release_expired_holds(*, now: datetime) -> int:
    """Give back what carts held for too long; return how many lines that were. Each line is its own transaction."""
    expired = CartLine.objects.filter(held__gt=0, held_until__lt=now).order_by("variant_id")
    return each(expired, _release_if_still_expired)


@transaction.atomic
def _release_if_still_expired(line: CartLine) -> bool:
    # Compare-and-set: a checkout that renewed the hold in between keeps it.
    unchanged = CartLine.objects.filter(pk=line.pk, held=line.held, held_until=line.held_until)
    if not unchanged.update(held=0, held_until=None):
        return False
    catalogue.unhold(variant_id=line.variant_id, quantity=line.held)
    return True


def _locked_line(cart: Cart, line_id: int) -> CartLine | None:
    return next((line for line in lock_lines(cart) if line.pk == line_id), None)


def _give_back(line: CartLine) -> None:
    if line.held and CartLine.objects.filter(pk=line.pk, held=line.held).update(held=0, held_until=None):
        catalogue.unhold(variant_id=line.variant_id, quantity=line.held)


def _touch(cart: Cart, now: datetime) -> None:
    """Mark the cart as used now, and lock its row; raise where it is not open any more."""
    if not Cart.objects.open().filter(pk=cart.pk).update(updated_at=now):
        raise CartClosed(_("This cart was ordered already."))


def _possible(variant: Variant, wanted: int, held: int) -> int:
    most = most_of(variant)
    free = most if variant.available is None else variant.available + held
    return min(wanted, free, most)


def _shortage(variant: Variant, possible: int, wanted: int) -> str:
    """Say why fewer are in the cart than somebody wanted."""
    if possible >= wanted:
        return ""
    if possible == most_of(variant):
        return _("At most {units} in one order: your cart now holds {units}.").format(units=possible)
    return _("Only {units} left: your cart now holds {units}.").format(units=possible)


def _record(name: EventName, variant: Variant, quantity: int, visitor: Visitor | None, now: datetime) -> None:
    tracking.record(
        name,
        visitor=visitor,
        product_id=variant.product_id,
        data={"sku": variant.sku, "quantity": quantity},
        now=now,
    )
