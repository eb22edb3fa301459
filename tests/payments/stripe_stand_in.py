"""As much of Stripe's library as the shop uses, without a network: sessions in memory, and its signature scheme."""

import hashlib
import hmac
import json
import time
from types import SimpleNamespace
from typing import Any


class StripeError(Exception):
    code = ""


class InvalidRequestError(StripeError):
    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class APIConnectionError(StripeError):
    pass


class SignatureVerificationError(StripeError):
    pass


SESSIONS: dict[str, Any] = {}
BY_KEY: dict[str, tuple[dict[str, Any], Any]] = {}
REFUNDS: dict[str, dict[str, Any]] = {}
IS_DOWN: list[bool] = []
CARD_IS_CLOSED: list[bool] = []


def thing(value: Any) -> Any:
    """Return nested dictionaries as objects, which is how the library hands them out."""
    return json.loads(json.dumps(value), object_hook=lambda fields: SimpleNamespace(**fields))


class Sessions:
    def create(self, params: dict[str, Any], options: dict[str, str]) -> Any:
        known, session = BY_KEY.get(options["idempotency_key"], (params, None))
        if known != params:
            raise StripeError("The same key came with other words.")
        if session is None:
            item = params["line_items"][0]["price_data"]
            session = SimpleNamespace(
                id=f"cs_{len(SESSIONS)}",
                url="https://checkout.stripe.com/c/pay",
                status="open",
                payment_status="unpaid",
                amount_total=item["unit_amount"],
                currency=item["currency"],
                payment_intent=None,
            )
            SESSIONS[session.id] = session
            BY_KEY[options["idempotency_key"]] = params, session
        return session

    def retrieve(self, name: str, params: dict[str, Any] | None = None) -> Any:
        if IS_DOWN:
            raise APIConnectionError("No network.")
        if name not in SESSIONS:
            raise InvalidRequestError("No such session", "resource_missing")
        session = SimpleNamespace(**vars(SESSIONS[name]))
        if params and session.payment_intent:
            charge = SimpleNamespace(disputed=False)
            session.payment_intent = SimpleNamespace(id=session.payment_intent, latest_charge=charge)
        return session

    def list(self, params: dict[str, Any]) -> Any:
        found = [each for each in SESSIONS.values() if each.payment_intent == params["payment_intent"]]
        return SimpleNamespace(data=found)

    def expire(self, name: str) -> None:
        SESSIONS[name].status, SESSIONS[name].url = "expired", None


class Refunds:
    def create(self, params: dict[str, Any], options: dict[str, str]) -> Any:
        if params["payment_intent"] is None:
            raise InvalidRequestError("Nothing was paid", "parameter_missing")
        made = {"id": f"re_{len(REFUNDS)}", "status": "failed" if CARD_IS_CLOSED else "succeeded", "metadata": {}}
        return thing(REFUNDS.setdefault(options.get("idempotency_key", made["id"]), {**made, **params}))

    def list(self, params: dict[str, Any]) -> Any:
        made = [refund for refund in REFUNDS.values() if refund["payment_intent"] == params["payment_intent"]]
        return thing({"data": made})


class StripeClient:
    def __init__(self, key: str, max_network_retries: int) -> None:
        self.v1 = SimpleNamespace(checkout=SimpleNamespace(sessions=Sessions()), refunds=Refunds())


class Webhook:
    @staticmethod
    def construct_event(body: bytes, header: str, secret: str) -> Any:
        parts = dict(part.partition("=")[::2] for part in header.split(","))
        if parts.get("v1") != signature(body, parts.get("t", ""), secret) or abs(time.time() - int(parts["t"])) > 300:
            raise SignatureVerificationError("No signatures found matching the expected signature for payload")
        return thing(json.loads(body))


def signature(body: bytes, stamp: str, secret: str) -> str:
    return hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()


def pay(name: str) -> None:
    SESSIONS[name].status, SESSIONS[name].payment_status, SESSIONS[name].payment_intent = "complete", "paid", "pi_1"
