"""Ways to pay that need nobody but buyer and merchant: the payment is agreed, and recorded when it comes in."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _


class PaymentProvider(Protocol):
    """A way to pay."""

    @property
    def code(self) -> str:
        """What an order stores."""

    @property
    def name(self) -> str:
        """What the buyer chooses."""

    @property
    def is_online(self) -> bool:
        """Whether the buyer pays at once, on the provider's page."""

    def instructions(self, *, order_number: str, amount: str, bank_details: str) -> str:
        """Say what the buyer does next."""


@dataclass(frozen=True, slots=True)
class CashOnDelivery:
    """The buyer pays whoever brings the parcel."""

    code: str = "cash"
    is_online: bool = False

    @property
    def name(self) -> str:
        """What the buyer chooses."""
        return _("Cash on delivery")

    def instructions(self, *, order_number: str, amount: str, bank_details: str) -> str:
        """Say that the money comes with delivery."""
        return _("Please have {amount} ready when the parcel arrives.").format(amount=amount)


@dataclass(frozen=True, slots=True)
class BankTransfer:
    """The buyer sends the money by bank."""

    code: str = "transfer"
    is_online: bool = False

    @property
    def name(self) -> str:
        """What the buyer chooses."""
        return _("Bank transfer")

    def instructions(self, *, order_number: str, amount: str, bank_details: str) -> str:
        """Say where the money goes."""
        words = _("Please transfer {amount} with the reference {order_number}.")
        account = bank_details or _("The account follows by e-mail.")
        return f"{words.format(amount=amount, order_number=order_number)}\n{account}"
