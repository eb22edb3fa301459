"""What an online provider is asked and what it answers. The shop's rows follow what it says when it is asked again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from techmart.payments.offline import PaymentProvider


class ProviderDown(Exception):
    """The provider cannot be reached, or is broken; trying again later is safe."""


class UnknownCharge(Exception):
    """The provider has no such charge."""


class RefundRefused(Exception):
    """The provider will not send this money back; somebody must look."""


class ForgedNotice(Exception):
    """The notice is not from the provider, is too old, or was altered."""


class ChargeState(Enum):
    """Where a charge stands. Paid is for ever: money goes back by a refund."""

    OPEN = "open"
    PAID = "paid"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ChargeRequest:
    """Money to be asked of a buyer. The same key comes with the same words, and again is the same charge."""

    key: str
    order_number: str
    amount: int
    currency: str
    email: str
    return_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that was sent back, or was to be: one that failed, or was called off, never reaches the buyer any more.

    Its key is the one it was asked for with; the provider's own name of it where it began at the provider's own desk.
    """

    key: str
    amount: int
    has_failed: bool = False


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge as the provider tells it now; `page` is where the buyer pays while it is open."""

    reference: str
    state: ChargeState
    amount: int
    currency: str
    refunds: tuple[Refund, ...] = ()
    is_disputed: bool = False
    page: str = ""

    @property
    def refunded(self) -> int:
        """What went back and stayed there, or is on its way, in minor units."""
        return sum(refund.amount for refund in self.refunds if not refund.has_failed)


@dataclass(frozen=True, slots=True)
class Notice:
    """The provider says that something happened to a charge. What, it is asked itself."""

    event_id: str
    kind: str
    reference: str


class OnlineProvider(PaymentProvider, Protocol):
    """A provider whose page the buyer pays on. Nothing of it is called while a transaction is open."""

    def begin(self, request: ChargeRequest) -> Charge:
        """Open a charge; the same key again returns the same one."""

    def look_up(self, reference: str) -> Charge:
        """Ask how a charge stands; raise `UnknownCharge` where there is none."""

    def close(self, reference: str) -> Charge:
        """Let nobody pay an open charge any more; one that was paid meanwhile stays paid."""

    def refund(self, *, reference: str, amount: int, key: str) -> None:
        """Send money back; the same key again sends nothing more. Raises `RefundRefused`."""

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """Return what a notice says; raise `ForgedNotice` where it is none of the provider's."""
