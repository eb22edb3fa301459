"""Notices: asked for once, confirmed by the address, sent once when they come true; wishes kept once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from tests.factories import NOW, a_product, a_variant

from techmart.accounts.models import Customer
from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Variant
from techmart.jobs.rows import SomeFailed
from techmart.mail.models import Message
from techmart.wishes import actions
from techmart.wishes.models import Notice, NoticeKind, Wish
from techmart.wishes.queries import wished_ids

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


def ask(variant: Variant, kind: NoticeKind = NoticeKind.BACK, customer: Customer | None = None) -> Notice:
    return actions.ask_for_notice(kind=kind, variant=variant, email=" Ada@example.com", customer=customer, now=NOW)


def put_on_the_shelf(variant: Variant, units: int = 2) -> None:
    catalogue.change_stock(variant_id=variant.pk, change=units, kind="received", note="", by="", now=NOW)


def test_an_address_is_written_to_only_after_it_is_confirmed():
    variant = a_variant(0)
    notice = ask(variant)
    assert ask(variant) == notice
    assert [message.kind for message in Message.objects.all()] == ["notice.confirm"]
    put_on_the_shelf(variant)
    assert actions.send_notices(now=LATER) == 0
    actions.confirm(notice=notice, now=LATER)
    assert [actions.send_notices(now=LATER) for _ in range(2)] == [1, 0]
    told = Message.objects.get(kind="notice.back")
    assert (told.to, told.subject) == ("ada@example.com", "Halo 2 is back")


def test_a_proved_address_needs_no_confirmation():
    ada = Customer.objects.create_user("ada@example.com")
    assert ask(a_variant(0), customer=ada).confirmed_at == NOW
    ben = Customer.objects.create_user("ben@example.com")
    assert ask(a_variant(0), customer=ben).confirmed_at is None


def test_an_address_that_answers_nothing_is_not_flooded():
    for _ in range(7):
        ask(a_variant(0))
    assert Message.objects.count() == 5
    actions.ask_for_notice(
        kind=NoticeKind.BACK, variant=a_variant(0), email="ada@example.com", customer=None, now=NOW + timedelta(days=2)
    )
    assert Message.objects.count() == 6


def test_nobody_is_told_of_what_is_still_gone_or_hidden():
    gone, hidden = a_variant(0), a_variant(5, product=a_product(status="draft"))
    for variant in (gone, hidden):
        actions.confirm(notice=ask(variant), now=NOW)
    assert actions.send_notices(now=LATER) == 0


@pytest.mark.parametrize(("price", "sent"), [(999, 1), (1000, 0), (1001, 0)])
def test_a_lower_price_is_told_with_what_it_was(price, sent):
    variant = a_variant(price=1000)
    actions.confirm(notice=ask(variant, NoticeKind.CHEAPER), now=NOW)
    variant.price = price
    catalogue.save_variants(product=variant.product, variants=[variant], now=LATER)
    assert actions.send_notices(now=LATER) == sent
    told = [("€9.99" in mail.text, "€10.00" in mail.text) for mail in Message.objects.filter(kind="notice.cheaper")]
    assert told == [(True, True)] * sent


def test_one_who_cannot_be_written_to_keeps_nobody_else_waiting():
    waiting = [a_variant(0), a_variant(0)]
    notices = [ask(variant) for variant in waiting]
    for variant, notice in zip(waiting, notices, strict=True):
        actions.confirm(notice=notice, now=NOW)
        put_on_the_shelf(variant)
    Notice.objects.filter(pk=notices[0].pk).update(email="nowhere")
    with pytest.raises(SomeFailed, match=r"^1 failed, first Notice"):
        actions.send_notices(now=LATER)
    assert Message.objects.get(kind="notice.back").to == "ada@example.com"


def test_addresses_are_forgotten_after_a_fortnight():
    _, waiting, sent = (ask(a_variant(0)) for _ in range(3))
    for notice in (waiting, sent):
        actions.confirm(notice=notice, now=NOW)
    put_on_the_shelf(sent.variant)
    actions.send_notices(now=NOW)
    assert actions.delete_old_notices(now=NOW + timedelta(days=13)) == 0
    assert actions.delete_old_notices(now=NOW + timedelta(days=15)) == 2
    assert list(Notice.objects.all()) == [waiting]


def test_what_is_no_address_is_refused():
    with pytest.raises(ValidationError):
        actions.ask_for_notice(kind=NoticeKind.BACK, variant=a_variant(0), email="nobody", customer=None, now=NOW)
    assert Notice.objects.count() == 0


def test_a_browsers_wishes_become_the_customers_newest_first():
    ada = Customer.objects.create_user("ada@example.com")
    first, second, third = (a_product() for _ in range(3))
    actions.add_wish(customer=ada, product_id=first.pk, now=NOW)
    actions.take_over(customer=ada, product_ids=[third.pk, 10**9, second.pk, first.pk], now=LATER)
    assert wished_ids(ada) == [third.pk, second.pk, first.pk]
    actions.remove_wish(customer=ada, product_id=third.pk)
    assert Wish.objects.count() == 2


def test_who_asked_in_german_is_told_in_german():
    variant = a_variant(0, price=123450)
    with override("de"):
        notice = ask(variant)
    actions.confirm(notice=notice, now=LATER)
    put_on_the_shelf(variant)
    actions.send_notices(now=LATER)
    asked, told = Message.objects.order_by("pk")
    assert (asked.subject, told.subject) == ("Sollen wir Ihnen zu Halo 2 schreiben?", "Halo 2 ist wieder da")
    assert "für 1.234,50\xa0€:" in told.text
