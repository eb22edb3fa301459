"""Payment providers behind one protocol. A provider says what is agreed; the rows are the orders' own."""

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

    def instructions(self, *, order_number: str, amount: str, bank_details: str) -> str:
        """Say what the buyer does next."""


@dataclass(frozen=True, slots=True)
class CashOnDelivery:
    """The buyer pays whoever brings the parcel."""

    code: str = "cash"
    name: str = "Cash on delivery"

    def instructions(self, *, order_number: str, amount: str, bank_details: str) -> str:
        """Say that the money comes with delivery."""
        return f"Please have {amount} ready when the parcel arrives."


@dataclass(frozen=True, slots=True)
class BankTransfer:
    """The buyer sends the money by bank."""

    code: str = "transfer"
    name: str = "Bank transfer"

    def instructions(self, *, order_number: str, amount: str, bank_details: str) -> str:
        """Say where the money goes."""
        account = bank_details or "The account follows by e-mail."
        return f"Please transfer {amount} with the reference {order_number}.\n{account}"


PROVIDERS: dict[str, PaymentProvider] = {provider.code: provider for provider in (BankTransfer(), CashOnDelivery())}


class UnknownProvider(ValueError):
    """No provider has this code."""


def provider(code: str) -> PaymentProvider:
    """Return the provider of a code; raise `UnknownProvider` where there is none."""
    try:
        return PROVIDERS[code]
    except KeyError:
        raise UnknownProvider(f"{code!r} is no way to pay here; choose one of {', '.join(PROVIDERS)}.") from None
