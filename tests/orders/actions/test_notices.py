"""What providers say by themselves: late, twice, in any order or forged, the same comes of it."""

from itertools import permutations

import pytest
from django.db import transaction
from tests.factories import NOW, a_variant
from tests.orders.actions.charges import CARD, LATER, an_awaited_order, hear, look_after_everything

from techmart.jobs.rows import SomeFailed
from techmart.orders import actions as orders
from techmart.orders.actions.refunds import sent_key
from techmart.orders.enums import PaymentKind
from techmart.orders.models import Payment, PaymentNotice
from techmart.payments import demo_card as demo
from techmart.payments.online import ForgedNotice, ProviderDown

pytestmark = pytest.mark.django_db
CHARGE = ("charge", "succeeded", 1490)


def happened(variant):
    """Let everything happen to a charge that can: paid, sent back by its own desk and not taken, disputed."""
    order, reference = an_awaited_order(variant)
    demo.pay(reference)
    CARD.refund(reference=reference, amount=490, key="to-a-closed-card")
    demo.fail_refund(reference, "to-a-closed-card")
    demo.dispute(reference)
    return order, reference


def converges(hear):
    """Deliver four notices in every order there is, one of them twice: the same always comes of it."""
    outcomes = set()
    order, reference = happened(a_variant())
    for way in permutations(range(4)):
        before = transaction.savepoint()
        hear(reference, *way, way[0])
        outcomes.add(str(as_told(order)))
        transaction.savepoint_rollback(before)
        assert len(outcomes) == 1
    return outcomes


def listens(moments):
    """Let the same happen to a charge while the shop hears of it only at these moments, and of everything at last."""
    order, reference = an_awaited_order()
    demo.pay(reference)
    hear(reference)
    orders.refund_order(order=order, amount=400, by=None, reason="", key="a", now=NOW)
    ours = sent_key(order.payments.get(kind=PaymentKind.REFUND))
    steps = [
        lambda: orders.send_refunds(now=NOW),
        lambda: CARD.refund(reference=reference, amount=300, key="to-a-closed-card"),
        lambda: demo.fail_refund(reference, ours),
        lambda: demo.fail_refund(reference, "to-a-closed-card"),
        lambda: CARD.refund(reference=reference, amount=490, key="at-the-desk"),
    ]
    for moment, step in enumerate(steps):
        step()
        if moment in moments:
            hear(reference)
    hear(reference)
    return as_told(order)


def as_told(order):
    """Return everything that can be seen of an order, for comparing."""
    order.refresh_from_db()
    rows = [(row.kind, row.state, row.amount) for row in order.payments.order_by("kind", "amount")]
    return order.status, order.pay_status, order.refunded_total, rows


def believed(reference, *numbers):
    """Do what a careless shop does: believe each notice by its name, one after the other."""
    payment = Payment.objects.get(reference=reference)
    states = ["succeeded", "refunded", "failed", "disputed"]
    for number in numbers:
        payment.state = states[number]
    payment.save()


def test_notices_in_any_order_and_twice_end_the_same():
    [outcome] = converges(hear)
    assert outcome == str(("placed", "paid", 0, [CHARGE, ("refund", "attention", 490)]))


@pytest.mark.parametrize("moments", [(), (0,), (1, 2), (0, 1, 3), (0, 1, 2, 3, 4)])
def test_whenever_the_shop_listens_the_same_comes_of_it(moments):
    failed = [("refund", "attention", 300), ("refund", "attention", 400)]
    assert listens(moments) == ("placed", "part_refunded", 490, [CHARGE, *failed, ("refund", "succeeded", 490)])


def test_the_order_of_notices_is_seen_where_they_are_believed():
    with pytest.raises(AssertionError):
        converges(believed)


def test_a_forged_notice_is_not_even_stored():
    _, reference = an_awaited_order()
    demo.pay(reference)
    [(body, signature)] = demo.notices(reference)
    with pytest.raises(ForgedNotice):
        orders.receive_notice(code="demo", body=body + b" ", headers={demo.HEADER: signature}, now=NOW)
    assert PaymentNotice.objects.count() == 0


def test_a_notice_about_what_we_never_asked_for_is_left_at_that():
    PaymentNotice.objects.create(provider="demo", event_id="x", kind="charge.paid", reference="demo_x", received_at=NOW)
    assert (orders.apply_notices(now=NOW), orders.apply_notices(now=NOW)) == (1, 0)


def test_one_that_cannot_be_applied_keeps_no_other_waiting():
    order, reference = an_awaited_order()
    about = {"kind": "charge.paid", "reference": reference, "received_at": NOW}
    PaymentNotice.objects.create(provider="no longer here", event_id="x", **about)
    demo.pay(reference)
    with pytest.raises(SomeFailed, match=r"^1 failed, first PaymentNotice"):
        hear(reference)
    order.refresh_from_db()
    assert order.pay_status == "paid"


def test_while_a_provider_is_down_notices_refunds_and_cancellations_wait(monkeypatch):
    order, reference = an_awaited_order()
    demo.pay(reference)
    body, signature = demo.notices(reference)[0]
    orders.receive_notice(code="demo", body=body, headers={demo.HEADER: signature}, now=NOW)

    def down(*args, **kwargs):
        raise ProviderDown

    with monkeypatch.context() as broken:
        for name in ("look_up", "close", "refund"):
            broken.setattr(demo.DemoCard, name, down)
        assert orders.apply_notices(now=NOW) == 0
        assert orders.reconcile(now=NOW) == 1
        assert orders.expire_unpaid(now=LATER) == 0
    look_after_everything(LATER)
    order.refresh_from_db()
    assert order.pay_status == "paid"
