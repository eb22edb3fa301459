"""The ways to pay here. A provider says what is agreed or paid; the rows are the orders' own."""

from django.conf import settings

from techmart.payments.demo_card import DemoCard
from techmart.payments.offline import BankTransfer, CashOnDelivery, PaymentProvider
from techmart.payments.online import OnlineProvider
from techmart.payments.stripe_checkout import StripeCheckout

__all__ = ["OnlineProvider", "PaymentProvider", "UnknownProvider", "name_of", "offered", "online_provider", "provider"]

ONLINE: dict[str, OnlineProvider] = {each.code: each for each in (StripeCheckout(), DemoCard())}
PROVIDERS: dict[str, PaymentProvider] = {
    **{each.code: each for each in (BankTransfer(), CashOnDelivery())},
    **ONLINE,
}


class UnknownProvider(ValueError):
    """No provider has this code."""


def offered() -> dict[str, PaymentProvider]:
    """Return the ways to pay that buyers may choose, the quickest first."""
    are_open = {
        "stripe": bool(settings.STRIPE_SECRET_KEY),
        "demo": settings.DEMO_PAYMENTS,
        "transfer": True,
        "cash": True,
    }
    return {code: PROVIDERS[code] for code, is_open in are_open.items() if is_open}


def provider(code: str) -> PaymentProvider:
    """Return a provider that is offered; raise `UnknownProvider` where none of these has the code."""
    ways = offered()
    try:
        return ways[code]
    except KeyError:
        raise UnknownProvider(f"{code!r} is no way to pay here; choose one of {', '.join(ways)}.") from None


def online_provider(code: str) -> OnlineProvider | None:
    """Return an online provider, whether or not it is still offered: its charges must be followed to their end."""
    return ONLINE.get(code)


def name_of(code: str) -> str:
    """Name a way to pay; one that the shop never had keeps its code.

    >>> name_of("cash"), name_of("cheque")
    ('Cash on delivery', 'cheque')
    """
    return PROVIDERS[code].name if code in PROVIDERS else code
