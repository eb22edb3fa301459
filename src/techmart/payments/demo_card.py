"""A provider that moves no money and always does the same: for demonstrations, and to test what a real one may do.

Its book of charges is the shared cache, so that every process of the shop sees one. What a buyer does on its page is
`pay` or `decline`, what a bank does `dispute` or `fail_refund`; each happening is signed as a notice, which whoever
delivers it may delay, repeat, reorder or forge.
"""

import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from techmart.core.database import refuse_in_transaction
from techmart.payments.online import (
    Charge,
    ChargeRequest,
    ChargeState,
    ForgedNotice,
    Notice,
    Refund,
    RefundRefused,
    UnknownCharge,
)

HEADER = "Demo-Signature"
TOLERANCE_SECONDS = 300
KEEP_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class DemoCard:
    """The provider, as the shop sees it."""

    code: str = "demo"
    is_online: bool = True

    @property
    def name(self) -> str:
        """What the buyer chooses."""
        return _("Demo card (no money moves)")

    def instructions(self, *, order_number: str, amount: str, bank_details: str) -> str:
        """Nothing is left to do."""
        return ""

    def begin(self, request: ChargeRequest) -> Charge:
        """Open a charge; the same key again returns the same one."""
        refuse_in_transaction()
        reference = "demo_" + salted_hmac("payments.demo_card.reference", request.key).hexdigest()[:24]
        book = {
            "state": "open",
            "amount": request.amount,
            "currency": request.currency,
            "return_url": request.return_url,
            "refunds": {},
            "failed": [],
            "is_disputed": False,
            "happened": [],
        }
        caches["default"].add(_key(reference), book, KEEP_SECONDS)
        return self.look_up(reference)

    def look_up(self, reference: str) -> Charge:
        """Ask how a charge stands."""
        refuse_in_transaction()
        book = _book(reference)
        return Charge(
            reference=reference,
            state=ChargeState(book["state"]),
            amount=book["amount"],
            currency=book["currency"],
            refunds=tuple(Refund(key, amount, key in book["failed"]) for key, amount in book["refunds"].items()),
            is_disputed=book["is_disputed"],
            page=reverse("demo_card", args=[reference]),
        )

    def close(self, reference: str) -> Charge:
        """Let nobody pay an open charge any more."""
        if _book(reference)["state"] == "open" and _is_first_end(reference):
            _happen(reference, "charge.closed", state="closed")
        return self.look_up(reference)

    def refund(self, *, reference: str, amount: int, key: str) -> None:
        """Send money back; the same key again sends nothing more."""
        refuse_in_transaction()
        charge, refunds = self.look_up(reference), _book(reference)["refunds"]
        if key in refunds:
            return
        if charge.state is not ChargeState.PAID or charge.refunded + amount > charge.amount:
            raise RefundRefused("There is not so much to send back.")
        _happen(reference, "charge.refunded", refunds={**refunds, key: amount})

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """Return what a notice says, if it was signed here within five minutes."""
        parts = dict(part.partition("=")[::2] for part in headers.get(HEADER, "").split(","))
        stamp = parts.get("t", "")
        if not stamp.isdecimal() or abs(time.time() - int(stamp[:20])) > TOLERANCE_SECONDS:
            raise ForgedNotice("The notice is too old, or from the future.")
        if not hmac.compare_digest(_sign(stamp, body).encode(), parts.get("v1", "").encode(errors="replace")):
            raise ForgedNotice("The signature is not ours.")
        said = json.loads(body)
        return Notice(event_id=said["id"], kind=said["kind"], reference=said["reference"])


def pay(reference: str, *, amount: int | None = None) -> None:
    """Do what a buyer does who pays; another amount than the one asked for is what must never be taken for it."""
    book = _book(reference)
    if book["state"] == "open" and _is_first_end(reference):
        _happen(reference, "charge.paid", state="paid", amount=book["amount"] if amount is None else amount)


def decline(reference: str) -> None:
    """Refuse the card; the buyer may try another."""
    _happen(reference, "charge.declined")


def dispute(reference: str) -> None:
    """Let the buyer's bank ask the money back."""
    _happen(reference, "charge.disputed", is_disputed=True)


def fail_refund(reference: str, key: str) -> None:
    """Let the buyer's bank not take what was refunded, because the card was closed, say."""
    _happen(reference, "refund.failed", failed=[*_book(reference)["failed"], key])


def notices(reference: str) -> list[tuple[bytes, str]]:
    """Return a signed notice of everything that happened to a charge, oldest first: body and signature."""
    stamp = str(int(time.time()))
    bodies = [
        json.dumps({"id": f"{reference}.{number}", "kind": kind, "reference": reference}).encode()
        for number, kind in enumerate(_book(reference)["happened"])
    ]
    return [(body, f"t={stamp},v1={_sign(stamp, body)}") for body in bodies]


def return_url(reference: str) -> str:
    """Return where the buyer goes back to."""
    return str(_book(reference)["return_url"])


def exists(reference: str) -> bool:
    """Say whether there is such a charge."""
    return bool(settings.DEMO_PAYMENTS) and _key(reference) in caches["default"]


def _key(reference: str) -> str:
    return f"payments.demo_card.{reference}"


def _book(reference: str) -> dict[str, Any]:
    book: dict[str, Any] | None = caches["default"].get(_key(reference))
    if book is None:
        raise UnknownCharge(reference)
    return book


def _is_first_end(reference: str) -> bool:
    """Decide who comes first of a buyer who pays and a shop that closes: a charge ends once."""
    return bool(caches["default"].add(f"{_key(reference)}.end", 1, KEEP_SECONDS))


def _happen(reference: str, kind: str, **changes: Any) -> None:
    book = _book(reference)
    caches["default"].set(_key(reference), {**book, **changes, "happened": [*book["happened"], kind]}, KEEP_SECONDS)


def _sign(stamp: str, body: bytes) -> str:
    return salted_hmac("payments.demo_card.notice", stamp.encode() + b"." + body, algorithm="sha256").hexdigest()
