"""Questions about rates and ways of sending."""

from dataclasses import dataclass

from django.core.cache import caches

from techmart.core.models import ShopSettings
from techmart.pricing.models import ShippingMethod, TaxRate

RATES_KEY = "pricing.rates"
METHODS_KEY = "pricing.methods"
CACHE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class ShippingOffer:
    """A way of sending this cart to this country, with its cost in minor units."""

    code: str
    name: str
    promise: str
    price: int
    free_over: int | None


def tax_basis_points(country: str, tax_class: str) -> int:
    """Return a country's rate for a class, in basis points; 0 where the merchant has set none."""
    rates = caches["local"].get(RATES_KEY)
    if rates is None:
        rows = TaxRate.objects.values_list("country", "tax_class", "basis_points")
        rates = {(country, tax_class): points for country, tax_class, points in rows}
        caches["local"].set(RATES_KEY, rates, CACHE_SECONDS)
    return int(rates.get((country, tax_class), 0))


def shipping_offers(*, country: str, value: int, weight_g: int) -> list[ShippingOffer]:
    """Return the ways of sending a cart of this value (minor units) and weight there, in the merchant's order."""
    return [
        ShippingOffer(
            code=method.code,
            name=method.name,
            promise=method.promise,
            price=0 if method.free_over is not None and value >= method.free_over else method.price,
            free_over=method.free_over,
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


def _methods() -> list[ShippingMethod]:
    methods = caches["local"].get(METHODS_KEY)
    if methods is None:
        methods = list(ShippingMethod.objects.filter(is_active=True))
        caches["local"].set(METHODS_KEY, methods, CACHE_SECONDS)
    return methods
