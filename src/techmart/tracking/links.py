"""The signed link at the foot of letters that nobody needs: it ends them."""

from django.urls import reverse

from techmart.accounts.models import Customer
from techmart.core.links import key_in, token_for, whole_address

SALT = "tracking.objection"


def objection_url(customer: Customer) -> str:
    """Return the whole address where a customer says that they want no more letters. It never grows too old."""
    return whole_address(reverse("objection", args=[token_for(customer.pk, salt=SALT)]))


def customer_from_token(token: str) -> Customer | None:
    """Return whose letters a link ends; None where it is forged or altered."""
    return Customer.objects.filter(pk=key_in(token, salt=SALT), is_active=True).first()
