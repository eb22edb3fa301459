"""The signed link that shows an order to whoever got its e-mail."""

from datetime import datetime, timedelta

from django.core import signing
from django.urls import reverse

from techmart.core.links import key_in, token_for, whole_address
from techmart.orders.models import Order
from techmart.orders.queries import orders_as_bought

SALT, MAIL_SALT = "orders.tracking", "orders.mail"
RETURN_SALT = "orders.return"
BACK_FROM_PAYING_WITHIN = timedelta(days=7)
MAX_AGE_SECONDS = 400 * 24 * 3600


def token_of(order: Order) -> str:
    """Return the token that opens an order's pages to whoever has it."""
    return token_for(order.number, salt=SALT)


def tracking_path(order: Order) -> str:
    """Return the path of an order's tracking page."""
    return reverse("order_tracking", args=[token_of(order)])


def mail_token_of(order: Order) -> str:
    """Return the token that goes to the order's address and nowhere else: who has it reads that address's mail."""
    return token_for(order.number, salt=MAIL_SALT)


def tracking_url(order: Order) -> str:
    """Return the whole address, for e-mails alone."""
    return whole_address(reverse("order_tracking", args=[mail_token_of(order)]))


def return_path(order: Order) -> str:
    """Return where a buyer comes back to from paying: always the same, as a request that is repeated must be."""
    return reverse("payment_return", args=[signing.Signer(salt=RETURN_SALT).sign(order.number)])


def order_from_return(token: str, now: datetime) -> Order | None:
    """Return the order that somebody comes back from paying; None where the address is forged or of last week."""
    try:
        number = signing.Signer(salt=RETURN_SALT).unsign(token)
    except signing.BadSignature:
        return None
    return Order.objects.filter(number=number, placed_at__gt=now - BACK_FROM_PAYING_WITHIN).first()


def order_from_token(token: str) -> Order | None:
    """Return the order that a link was signed for; None where the link is forged, altered or too old."""
    number = _number_in(token, SALT) or _number_in(token, MAIL_SALT)
    return orders_as_bought().filter(number=number).first()


def came_by_mail(token: str) -> bool:
    """Say whether a link is one of our e-mails': anybody may order with somebody else's address, and see that order."""
    return _number_in(token, MAIL_SALT) is not None


def _number_in(token: str, salt: str) -> str | None:
    number: str | None = key_in(token, salt=salt, max_age_seconds=MAX_AGE_SECONDS)
    return number
