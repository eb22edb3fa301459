"""What providers send by themselves: stored at once, applied by the worker."""

import logging
from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from techmart.jobs.rows import each
from techmart.orders.actions.follow import apply_charge
from techmart.orders.enums import PaymentKind
from techmart.orders.models import Payment, PaymentNotice
from techmart.payments.online import ProviderDown, UnknownCharge
from techmart.payments.providers import ONLINE

logger = logging.getLogger(__name__)


def receive_notice(*, code: str, body: bytes, headers: Mapping[str, str], now: datetime) -> PaymentNotice:
    """Store what a provider sent, once; what it is about is asked later.

    Raises `ForgedNotice`; `KeyError` where there is no such provider.
    """
    said = ONLINE[code].read_notice(body, headers)
    about = {"kind": said.kind[:60], "reference": said.reference[:120], "received_at": now}
    try:
        with transaction.atomic():
            return PaymentNotice.objects.create(provider=code, event_id=said.event_id, **about)
    except IntegrityError:
        return PaymentNotice.objects.get(provider=code, event_id=said.event_id)


def apply_notices(*, now: datetime) -> int:
    """Ask about the charges that notices are about, oldest first; return how many notices that were.

    One whose provider cannot be reached waits for the next round. One about what we never asked for is left at that.
    """
    waiting = PaymentNotice.objects.filter(applied_at=None).order_by("pk")[:200]
    return each(waiting, lambda notice: _apply(notice, now))


def _apply(notice: PaymentNotice, now: datetime) -> bool:
    try:
        charge = ONLINE[notice.provider].look_up(notice.reference) if notice.reference else None
    except UnknownCharge:
        charge = None
    except ProviderDown as error:
        logger.warning("Notice %s waits: %s", notice.pk, error)
        return False
    payment = Payment.objects.filter(kind=PaymentKind.CHARGE, reference=charge.reference).first() if charge else None
    if charge and payment:
        apply_charge(payment=payment, charge=charge, now=now)
    PaymentNotice.objects.filter(pk=notice.pk).update(applied_at=now)
    return True
