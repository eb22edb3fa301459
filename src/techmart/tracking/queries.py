"""What people agreed to."""

from techmart.accounts.models import Customer
from techmart.tracking.enums import Purpose
from techmart.tracking.models import Consent


def has_agreed(customer: Customer, purpose: Purpose) -> bool:
    """Return a customer's newest answer for a purpose; who was never asked has not agreed."""
    answers = Consent.objects.filter(customer=customer, purpose=purpose).order_by("-at", "-pk")
    return bool(answers.values_list("granted", flat=True).first())
