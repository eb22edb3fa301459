"""What discounts take off a cart: integer arithmetic. Each is spread over its lines by largest remainder."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from techmart.core.money import Money, share, spread
from techmart.pricing.models import Coupon, Discount, DiscountKind
from techmart.pricing.totals import WHOLE, PricedLine


@dataclass(frozen=True, slots=True)
class Reduction:
    """What one discount takes off, in minor units: `amount` is the sum of `parts`, one for each line of the cart."""

    discount: Discount
    coupon: Coupon | None
    parts: list[int]
    frees_shipping: bool = False

    @property
    def amount(self) -> int:
        """What it takes off the goods."""
        return sum(self.parts)

    @property
    def words(self) -> str:
        """The line that explains it to the buyer."""
        return f"{self.discount.name} ({self.coupon.code})" if self.coupon else self.discount.name


def reductions(
    lines: Sequence[PricedLine], discounts: Iterable[Discount], coupon: Coupon | None = None
) -> list[Reduction]:
    """Apply discounts one after the other, a coupon's last: each takes its share of what the earlier ones left.

    One that takes nothing off this cart, because it is below the minimum or has nothing of its category, is left out.
    """
    left = [line.total for line in lines]
    value = sum(left)
    given = []
    offers = [(discount, None) for discount in discounts]
    for discount, code in [*offers, *([(coupon.discount, coupon)] if coupon else [])]:
        if value < discount.minimum:
            continue
        reduction = _reduction(discount, code, lines, left)
        if reduction.amount or reduction.frees_shipping:
            given.append(reduction)
            left = [rest - part for rest, part in zip(left, reduction.parts, strict=True)]
    return given


def _reduction(
    discount: Discount, coupon: Coupon | None, lines: Sequence[PricedLine], left: Sequence[int]
) -> Reduction:
    covered = [rest if covers(discount, line) else 0 for rest, line in zip(left, lines, strict=True)]
    if discount.kind == DiscountKind.SHIPPING:
        return Reduction(discount, coupon, [0] * len(lines), frees_shipping=any(covered))
    base = sum(covered)
    if discount.kind == DiscountKind.PERCENT:
        off = share(base, Decimal(discount.basis_points) / WHOLE)
    else:
        off = min(discount.amount, base)
    return Reduction(discount, coupon, spread(off, covered) if off else [0] * len(lines))


def covers(discount: Discount, line: PricedLine) -> bool:
    """Say whether a discount is for this line: one of a category is for all that stands below it."""
    return discount.category is None or line.category_path.startswith(discount.category.path)


def missing_for(discount: Discount, lines: Sequence[PricedLine], currency: str) -> str:
    """Say what a cart lacks for a discount; nothing where it lacks nothing."""
    value = sum(line.total for line in lines)
    if value < discount.minimum:
        minimum, more = Money(discount.minimum, currency), Money(discount.minimum - value, currency)
        return _("It counts from {minimum} on: {more} more.").format(minimum=minimum, more=more)
    if discount.category is not None and not any(covers(discount, line) for line in lines):
        return _("It is for {category} only, and there is nothing of that in your cart.").format(
            category=discount.category.title
        )
    return ""
