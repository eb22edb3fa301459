"""Questions about rates, ways of sending and discounts."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from techmart.core.models import ShopSettings
from techmart.core.remember import remembered
from techmart.pricing.models import Coupon, Discount, ShippingMethod, TaxRate

SECONDS = 5


@dataclass(frozen=True, slots=True)
class ShippingOffer:
    """A way of sending this cart to this country, with its cost in minor units."""

    code: str
    name: str
    promise: str
    price: int
    free_over: int | None
    fastest_days: int | None = None
    slowest_days: int | None = None


def tax_basis_points(country: str, tax_class: str) -> int:
    """Return a country's rate for a class, in basis points; 0 where the merchant has set none."""
    return remembered("tax-rates", seconds=SECONDS, make=_rates).get((country, tax_class), 0)


def _rates() -> dict[tuple[str, str], int]:
    rows = TaxRate.objects.values_list("country", "tax_class", "basis_points")
    return {(country, tax_class): points for country, tax_class, points in rows}


def shipping_offers(*, country: str, value: int, weight_g: int) -> list[ShippingOffer]:
    """Return the ways of sending a cart of this value (minor units) and weight there, in the merchant's order."""
    return [
        ShippingOffer(
            code=method.code,
            name=method.name,
            promise=method.promise,
            price=0 if method.free_over is not None and value >= method.free_over else method.price,
            free_over=method.free_over,
            fastest_days=method.fastest_days,
            slowest_days=method.slowest_days,
        )
        for method in _methods()
        if (not method.countries or country in method.countries)
        and (method.max_weight_g is None or weight_g <= method.max_weight_g)
    ]


def served_countries() -> list[str]:
    """Return the countries the shop sends to, its own first."""
    home = ShopSettings.current().country
    named = {country for method in _methods() for country in method.countries}
    return [home, *sorted(named - {home})]


def automatic_discounts(now: datetime) -> list[Discount]:
    """Return the discounts that everybody gets now, the oldest first."""
    rows = Discount.objects.filter(is_automatic=True, is_active=True).select_related("category").order_by("pk")
    discounts = remembered("automatic-discounts", seconds=SECONDS, make=lambda: list(rows))
    return [discount for discount in discounts if discount.is_running(now)]


def coupon_of(code: str) -> Coupon | None:
    """Return the coupon that somebody typed, in whatever case, spaces and signs aside; None where there is none."""
    typed = "".join(letter for letter in code[:100] if letter.isalnum() or letter == "-").upper()
    return Coupon.objects.select_related("discount__category").filter(code=typed).first()


def coupon_fault(coupon: Coupon, *, customer_id: int | None, now: datetime) -> str:
    """Say why a coupon cannot be used now, whatever is in the cart; nothing where it can."""
    discount = coupon.discount
    if coupon.customer_id is not None and customer_id is not None and coupon.customer_id != customer_id:
        return _("{code} is somebody else's.").format(code=coupon.code)
    if discount.is_active and discount.starts_at and now < discount.starts_at:
        begins = date_format(localtime(discount.starts_at), "MONTH_DAY_FORMAT")
        return _("{code} counts from {day} on.").format(code=coupon.code, day=begins)
    if not discount.is_running(now):
        return _("{code} has ended.").format(code=coupon.code)
    if coupon.limit is not None and coupon.uses >= coupon.limit:
        return _("{code} has been used.").format(code=coupon.code)
    if discount.limit_total is not None and discount.uses >= discount.limit_total:
        return _("{code} has been used up.").format(code=coupon.code)
    return ""


def _methods() -> list[ShippingMethod]:
    rows = ShippingMethod.objects.filter(is_active=True)
    return remembered("shipping-methods", seconds=SECONDS, make=lambda: list(rows))
