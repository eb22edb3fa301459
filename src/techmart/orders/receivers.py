"""What orders hear from the rooms below."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from techmart.accounts.erasure import CannotErase
from techmart.accounts.models import Customer
from techmart.accounts.signals import customer_erasing
from techmart.orders.models import Order


@receiver(customer_erasing, dispatch_uid="orders.keep_who_waits_for_a_parcel")
def keep_who_waits_for_a_parcel(sender: Any, customer: Customer, **kwargs: Any) -> None:
    """Stop an erasure while a parcel still needs its address."""
    waiting = Order.objects.to_ship().filter(customer=customer).order_by("pk").values_list("number", flat=True)
    if waiting:
        raise CannotErase(_("Ship or cancel first: {numbers}.").format(numbers=", ".join(waiting)))
