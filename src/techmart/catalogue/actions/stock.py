"""Stock: three counters a variant, and a ledger row for every change of what is on hand or promised.

One conditional UPDATE decides every race; nothing is read first. Callers that take several variants take them in the
order of their keys, so that two of them cannot wait for each other in a circle.
"""

from datetime import datetime
from enum import Enum, auto
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from techmart.catalogue.enums import MANUAL_KINDS, StockMoveKind
from techmart.catalogue.models import StockMove, Variant


class Change(Enum):
    """What became of a change of the counters."""

    DONE = auto()
    TOO_FEW = auto()
    UNCOUNTED = auto()


class OutOfStock(Exception):
    """There are fewer units than were asked for; `available` says how many are left."""

    def __init__(self, variant: Variant) -> None:
        self.variant = variant
        self.available = variant.available or 0
        words = _("Only {units} left of {product}.") if self.available else _("{product} is sold out.")
        super().__init__(words.format(product=variant.product.title, units=self.available))


class StockPromised(Exception):
    """Units that are promised to orders or held in carts cannot be taken away."""


def hold(*, variant_id: int, quantity: int) -> bool:
    """Hold units for a live cart; say whether they were there. An uncounted variant needs no hold and has none."""
    return _change(variant_id, quantity, held=quantity) is Change.DONE


def unhold(*, variant_id: int, quantity: int) -> None:
    """Give held units back."""
    _change(variant_id, 0, held=-quantity)


@transaction.atomic
def allocate(*, variant_id: int, quantity: int, held: int, reference: str, now: datetime) -> None:
    """Promise units to an order line, using up `held` of them that its cart had held.

    Raises
    ------
    OutOfStock
        Fewer are left; nothing is changed.
    """
    change = _change(variant_id, quantity - held, allocated=quantity, held=-held)
    if change is Change.TOO_FEW:
        raise OutOfStock(Variant.objects.select_related("product").get(pk=variant_id))
    if change is Change.DONE:
        _write(variant_id, StockMoveKind.ALLOCATED, reference=reference, at=now, allocated=quantity)


@transaction.atomic
def release(*, variant_id: int, quantity: int, reference: str, now: datetime) -> None:
    """Take back what was promised to an order line that will not be sent."""
    if _change(variant_id, 0, allocated=-quantity) is Change.DONE:
        _write(variant_id, StockMoveKind.RELEASED, reference=reference, at=now, allocated=-quantity)


@transaction.atomic
def ship(*, variant_id: int, quantity: int, reference: str, by: str, now: datetime) -> None:
    """Send promised units out of the house."""
    if _change(variant_id, 0, on_hand=-quantity, allocated=-quantity) is Change.DONE:
        moved = {"on_hand": -quantity, "allocated": -quantity}
        _write(variant_id, StockMoveKind.SHIPPED, reference=reference, at=now, by=by, **moved)


@transaction.atomic
def take_back(*, variant_id: int, quantity: int, reference: str, by: str, now: datetime) -> None:
    """Put units that came back on the shelf again."""
    if _change(variant_id, 0, on_hand=quantity) is Change.DONE:
        _write(variant_id, StockMoveKind.RETURNED, reference=reference, at=now, by=by, on_hand=quantity)


@transaction.atomic
def change_stock(
    *, variant_id: int, change: int, kind: StockMoveKind, note: str, by: str, now: datetime, key: str = ""
) -> None:
    """Add or take away units by hand, with the reason.

    Raises
    ------
    IntegrityError
        This was done already under the same key.
    ValueError
        The kind is not one that people choose.
    StockPromised
        So many units are not free: they are promised to orders or held in carts.
    """
    if kind not in MANUAL_KINDS:
        raise ValueError(f"{kind} follows from orders; it is not chosen by hand.")
    outcome = _change(variant_id, max(0, -change), on_hand=change)
    if outcome is Change.UNCOUNTED:
        raise StockPromised(_("Nobody counts the stock of this variant. Switch counting on first."))
    if outcome is Change.TOO_FEW:
        variant = Variant.objects.get(pk=variant_id)
        raise StockPromised(
            _(
                "{sku} has {on_hand} on hand, of which {promised} are promised to orders and {held} held in carts. "
                "Cancel an order first, or take fewer."
            ).format(sku=variant.sku, on_hand=variant.on_hand, promised=variant.allocated, held=variant.held)
        )
    _write(variant_id, kind, at=now, by=by, note=note, reference=key, on_hand=change)


@transaction.atomic
def count_stock(*, variant_id: int, counted: int, note: str, by: str, now: datetime, key: str = "") -> None:
    """Set what is on hand to what was counted on the shelf; the difference goes into the ledger.

    Locks the variant, so that the difference is that of this moment.
    """
    variant = Variant.objects.select_for_update().get(pk=variant_id)
    change = counted - variant.on_hand
    change_stock(variant_id=variant_id, change=change, kind=StockMoveKind.COUNTED, note=note, by=by, now=now, key=key)


@transaction.atomic
def open_stock(*, variants: list[Variant], now: datetime) -> None:
    """Write the first ledger row of new variants that were saved with units on hand."""
    StockMove.objects.bulk_create(
        StockMove(variant=variant, kind=StockMoveKind.OPENING, on_hand_change=variant.on_hand, at=now)
        for variant in variants
        if variant.tracks_stock and variant.on_hand
    )


def _change(variant_id: int, needed: int, *, on_hand: int = 0, allocated: int = 0, held: int = 0) -> Change:
    """Add to the counters in one UPDATE, on condition that `needed` units are free."""
    changed = (
        Variant.objects.with_at_least(needed)
        .filter(pk=variant_id, tracks_stock=True)
        .update(on_hand=F("on_hand") + on_hand, allocated=F("allocated") + allocated, held=F("held") + held)
    )
    if changed:
        return Change.DONE
    is_counted = Variant.objects.filter(pk=variant_id, tracks_stock=True).exists()
    return Change.TOO_FEW if is_counted else Change.UNCOUNTED


def _write(variant_id: int, kind: StockMoveKind, *, on_hand: int = 0, allocated: int = 0, **fields: Any) -> None:
    """Write the ledger row; a second row for the same order line and kind is a repeated request, and refused."""
    StockMove.objects.create(
        variant_id=variant_id, kind=kind, on_hand_change=on_hand, allocated_change=allocated, **fields
    )
