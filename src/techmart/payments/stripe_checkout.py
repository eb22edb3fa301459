"""Stripe's hosted Checkout, by its official library: `pip install techmart[stripe]`. No card ever touches the shop."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from techmart.core.database import refuse_in_transaction
from techmart.payments.online import (
    Charge,
    ChargeRequest,
    ChargeState,
    ForgedNotice,
    Notice,
    ProviderDown,
    Refund,
    RefundRefused,
    UnknownCharge,
)

logger = logging.getLogger(__name__)

# Stripe counts these in hundredths though they have none.
HUNDREDTHS = {"ISK", "UGX"}
FAILED = {"failed", "canceled"}
ALL = {"limit": 100}
EXPAND = {"expand": ["payment_intent.latest_charge"]}


@contextmanager
def _asking(refused: type[Exception] = ProviderDown) -> Iterator[Any]:
    """Hand out the library's client, and turn its errors into ours; nobody asks inside a transaction."""
    refuse_in_transaction()
    import stripe  # an extra: only a shop that takes cards has it

    try:
        yield stripe.StripeClient(settings.STRIPE_SECRET_KEY, max_network_retries=2).v1
    except stripe.InvalidRequestError as error:
        logger.warning("Stripe refused: %s", error)
        raise (UnknownCharge if error.code == "resource_missing" else refused)(str(error)) from error
    except stripe.StripeError as error:
        logger.warning("Stripe could not be asked: %s", error)
        raise ProviderDown(str(error)) from error


@dataclass(frozen=True, slots=True)
class StripeCheckout:
    """Card payments, wallets included. A charge's reference is that of its Checkout session."""

    code: str = "stripe"
    is_online: bool = True

    @property
    def name(self) -> str:
        """What the buyer chooses."""
        return _("Card")

    def instructions(self, *, order_number: str, amount: str, bank_details: str) -> str:
        """Nothing is left to do."""
        return ""

    def begin(self, request: ChargeRequest) -> Charge:
        """Open a Checkout session; the same key again returns the same one."""
        params = {
            "mode": "payment",
            "payment_method_types": ["card"],
            "client_reference_id": request.order_number,
            "customer_email": request.email,
            "expires_at": int(request.expires_at.timestamp()),
            "success_url": request.return_url,
            "cancel_url": request.return_url,
            "payment_intent_data": {"description": f"Order {request.order_number}"},
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": request.currency.lower(),
                        "unit_amount": _to_stripe(request.amount, request.currency),
                        "product_data": {"name": f"Order {request.order_number}"},
                    },
                }
            ],
        }
        with _asking() as client:
            return _charge(client.checkout.sessions.create(params, {"idempotency_key": request.key}), [])

    def look_up(self, reference: str) -> Charge:
        """Ask how a session stands, by its own name or by that of its payment intent."""
        with _asking() as client:
            if reference.startswith("pi_"):
                found = client.checkout.sessions.list({"payment_intent": reference, "limit": 1}).data
                if not found:
                    raise UnknownCharge(reference)
                reference = found[0].id
            session = client.checkout.sessions.retrieve(reference, EXPAND)
            intent = session.payment_intent
            return _charge(session, client.refunds.list({"payment_intent": intent.id, **ALL}).data if intent else [])

    def close(self, reference: str) -> Charge:
        """Expire a session that is open; one that was paid meanwhile stays paid."""
        charge = self.look_up(reference)
        if charge.state is ChargeState.OPEN and charge.page:
            with _asking() as client:
                client.checkout.sessions.expire(reference)
            charge = self.look_up(reference)
        return charge

    def refund(self, *, reference: str, amount: int, key: str) -> None:
        """Send money back; the same key again sends nothing more."""
        with _asking(RefundRefused) as client:
            session = client.checkout.sessions.retrieve(reference)
            params = {
                "payment_intent": session.payment_intent,
                "amount": _to_stripe(amount, session.currency.upper()),
                "metadata": {"refund_key": key},
            }
            refund = client.refunds.create(params, {"idempotency_key": key})
        if refund.status in FAILED:
            raise RefundRefused(refund.status)

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """Return what an event is about, if one of our secrets signed it within five minutes."""
        if not settings.STRIPE_WEBHOOK_SECRETS:
            raise ForgedNotice("No secret of ours is set.")
        import stripe  # an extra: only a shop that takes cards has it

        for secret in settings.STRIPE_WEBHOOK_SECRETS:
            try:
                event = stripe.Webhook.construct_event(body, headers.get("Stripe-Signature", ""), secret)
            except (ValueError, stripe.SignatureVerificationError):
                continue
            about = event.data.object
            name = about.id if about.object == "checkout.session" else getattr(about, "payment_intent", None)
            return Notice(event_id=event.id, kind=event.type, reference=name or "")
        raise ForgedNotice("No secret of ours signed this notice.")


def _charge(session: Any, refunds: list[Any]) -> Charge:
    """Return what a session and its refunds say; whether it is disputed, its charge does."""
    intent = session.payment_intent
    latest = getattr(intent, "latest_charge", None) if not isinstance(intent, str) else None
    currency = session.currency.upper()
    return Charge(
        reference=session.id,
        state=_state(session.status, session.payment_status),
        amount=_from_stripe(session.amount_total, currency),
        currency=currency,
        refunds=tuple(_refund(refund, currency) for refund in refunds),
        is_disputed=bool(latest and latest.disputed),
        page=session.url or "",
    )


def _refund(refund: Any, currency: str) -> Refund:
    key = getattr(refund.metadata, "refund_key", refund.id)
    return Refund(key, _from_stripe(refund.amount, currency), has_failed=refund.status in FAILED)


def _state(status: str, payment_status: str) -> ChargeState:
    if payment_status == "paid":
        return ChargeState.PAID
    return ChargeState.CLOSED if status == "expired" else ChargeState.OPEN


def _to_stripe(minor: int, currency: str) -> int:
    return minor * 100 if currency in HUNDREDTHS else minor


def _from_stripe(amount: int, currency: str) -> int:
    return amount // 100 if currency in HUNDREDTHS else amount
