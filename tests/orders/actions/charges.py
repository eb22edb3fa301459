"""Orders paid online, for tests of what may become of their money."""

from datetime import timedelta

from tests.factories import NOW, an_order

from techmart.orders import actions as orders
from techmart.payments import demo_card as demo

CARD = demo.DemoCard()
LATER = NOW + timedelta(hours=2)


def an_awaited_order(*variants, **fields):
    """Return an order whose buyer was sent to the provider's page, and the name of the charge there."""
    order = an_order(*variants, way="demo", **fields)
    orders.begin_payment(order=order, return_url="/back/", now=NOW)
    return order, order.payments.get().reference


def hear(reference, *numbers, now=NOW):
    """Receive notices of what happened to a charge, in this order; apply them all."""
    sent = demo.notices(reference)
    for number in numbers or range(len(sent)):
        body, signature = sent[number]
        orders.receive_notice(code="demo", body=body, headers={demo.HEADER: signature}, now=now)
    orders.apply_notices(now=now)


def look_after_everything(now):
    orders.reconcile(now=now)
    orders.apply_notices(now=now)
    orders.send_refunds(now=now)


def unexplained(order, reference):
    """Return the money at the provider that no row of ours explains."""
    order.refresh_from_db()
    charge = CARD.look_up(reference)
    came = charge.amount - charge.refunded if charge.state.value == "paid" else 0
    return came - (0 if order.is_cancelled else order.total - order.refunded_total)
