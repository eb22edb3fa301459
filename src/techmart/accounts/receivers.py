"""When an address is proved: by confirming it, or by choosing a password with a link that was sent there."""

from typing import Any, Final

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, password_reset, user_signed_up
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from techmart.accounts import actions as accounts
from techmart.accounts.models import Customer

SIGNED_UP_HERE: Final = "signed_up"


@receiver(user_signed_up, dispatch_uid="accounts.remember_sign_up")
def remember_sign_up(sender: Any, request: HttpRequest, user: Customer, **kwargs: Any) -> None:
    """Note which browser chose the password."""
    request.session[SIGNED_UP_HERE] = user.pk


@receiver(email_confirmed, dispatch_uid="accounts.claim_by_confirming")
def claim_by_confirming(sender: Any, request: HttpRequest, email_address: EmailAddress, **kwargs: Any) -> None:
    """Claim the account of a confirmed address.

    Where another browser than this one signed up, its password is dropped and the person asked for one of their own:
    otherwise somebody could sign up with another's address and wait for them to press the link.
    """
    customer = email_address.user
    if customer.is_guest and request.session.pop(SIGNED_UP_HERE, None) != customer.pk:
        customer.set_unusable_password()
        customer.save(update_fields=["password"])
    accounts.claim(customer=customer, now=timezone.now())


@receiver(password_reset, dispatch_uid="accounts.claim_by_choosing_a_password")
def claim_by_choosing_a_password(sender: Any, user: Customer, **kwargs: Any) -> None:
    """Claim the account whose password was chosen with a link from its mailbox."""
    accounts.claim(customer=user, now=timezone.now())
