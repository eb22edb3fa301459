"""Ways to pay that need nobody but buyer and merchant: the payment is agreed, and recorded when it comes in."""

from dataclasses import dataclass
from typing import Protocol


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
    name: str = "Cash on delivery"
    is_online: bool = False

    def instructions(self, *, order_number: str, amount: str, bank_details: str) -> str:
        """Say that the money comes with delivery."""
        return f"Please have {amount} ready when the parcel arrives."


@dataclass(frozen=True, slots=True)
class BankTransfer:
    """The buyer sends the money by bank."""

    code: str = "transfer"
    name: str = "Bank transfer"
    is_online: bool = False

    def instructions(self, *, order_number: str, amount: str, bank_details: str) -> str:
        """Say where the money goes."""
        account = bank_details or "The account follows by e-mail."
        return f"Please transfer {amount} with the reference {order_number}.\n{account}"
