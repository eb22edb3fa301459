"""What people wish for."""

from django.db.models import QuerySet

from techmart.accounts.models import Customer
from techmart.wishes.models import Notice, Wish


def wished_ids(customer: Customer) -> list[int]:
    """Return the products a customer put aside, newest first."""
    return list(Wish.objects.filter(customer=customer).values_list("product_id", flat=True))


def notices_of(customer: Customer) -> QuerySet[Notice]:
    """Return what a customer waits for, newest first."""
    return Notice.objects.waiting().filter(email=customer.email).select_related("variant__product")
