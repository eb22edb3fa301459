"""Making coupons, and counting their uses."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from techmart.pricing.models import Coupon, Discount

# Without letters and digits that people take for one another.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
DRAWN_LETTERS = 8
MOST_AT_ONCE = 5000


class CouponRefused(Exception):
    """The coupon does not count here; the message says why."""


@transaction.atomic
def redeem(*, coupon: Coupon) -> None:
    """Count one more use of a coupon and of its discount; both rows stay locked until the transaction ends.

    One conditional UPDATE each decides who gets the last one. Whoever counts a person's uses after this counts them
    alone, because the next one waits here.

    Raises
    ------
    CouponRefused
        It was used up meanwhile.
    """
    unused = Coupon.objects.filter(Q(limit=None) | Q(uses__lt=F("limit")), pk=coupon.pk)
    if not unused.update(uses=F("uses") + 1):
        raise CouponRefused(_("{code} has been used.").format(code=coupon.code))
    open_still = Discount.objects.filter(Q(limit_total=None) | Q(uses__lt=F("limit_total")), pk=coupon.discount_id)
    if not open_still.update(uses=F("uses") + 1):
        raise CouponRefused(_("{code} has been used up.").format(code=coupon.code))


@transaction.atomic
def give_back(*, coupon_id: int) -> None:
    """Take one use back: the order it went into is called off."""
    Coupon.objects.filter(pk=coupon_id, uses__gt=0).update(uses=F("uses") - 1)
    Discount.objects.filter(coupons=coupon_id, uses__gt=0).update(uses=F("uses") - 1)


@transaction.atomic
def make_coupon(*, discount: Discount, code: str, now: datetime) -> Coupon:
    """Let a code that the merchant chose open a discount, as often as its limits allow.

    Raises
    ------
    CouponRefused
        The code is taken.
    """
    try:
        with transaction.atomic():
            return Coupon.objects.create(discount=discount, code=code.upper(), created_at=now)
    except IntegrityError:
        raise CouponRefused(_("{code} is taken; please choose another code.").format(code=code.upper())) from None


@transaction.atomic
def draw_coupons(
    *, discount: Discount, count: int, now: datetime, prefix: str = "", customer_ids: list[int] | None = None
) -> list[Coupon]:
    """Draw codes that are good once each and cannot be guessed; the n-th is the n-th customer's where these are given.

    Raises `ValueError` for more than `MOST_AT_ONCE`.
    """
    if not 0 < count <= MOST_AT_ONCE:
        raise ValueError(f"From 1 to {MOST_AT_ONCE} codes at once.")
    owners: list[int | None] = list(customer_ids or []) or [None] * count
    drawn = [
        Coupon(discount=discount, code=_code(prefix), customer_id=owner, limit=1, created_at=now)
        for owner in owners[:count]
    ]
    return Coupon.objects.bulk_create(drawn, batch_size=500)


def _code(prefix: str) -> str:
    # 31 letters to the eighth are too many to guess.
    return prefix.upper() + "".join(secrets.choice(ALPHABET) for _ in range(DRAWN_LETTERS))
