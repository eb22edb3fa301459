"""What is written down, of whom, and what is not."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError

from techmart.accounts.models import Customer
from techmart.tracking import actions
from techmart.tracking.buffer import buffer
from techmart.tracking.models import Consent, DayStat, Event, Visitor

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def counts() -> dict[str, int]:
    return dict(DayStat.objects.values_list("metric", "value"))


def test_before_consent_a_view_is_only_counted(browse, now):
    actions.record("product.viewed", request=browse(), now=now)
    actions.record("product.viewed", request=browse(), now=now)
    buffer.flush()
    assert (counts(), Event.objects.count()) == ({"product.viewed": 2}, 0)


def test_recording_asks_the_database_nothing(browse, visitor, now, django_assert_num_queries):
    request = browse(visitor)
    with django_assert_num_queries(0):
        actions.record("search.performed", request=request, data={"text": "lamp", "results": 3}, now=now)


def test_after_consent_a_view_is_an_event_of_the_visitor(browse, visitor, now):
    actions.record("search.performed", request=browse(visitor), data={"text": "lamp", "results": 3}, now=now)
    buffer.flush()
    event = Event.objects.get()
    assert (event.visitor, event.customer, event.at) == (visitor, None, now)
    assert event.data == {"text": "lamp", "results": 3}
    assert counts() == {"search.performed": 1}


@pytest.mark.parametrize("header", ["HTTP_SEC_GPC", "HTTP_DNT"])
def test_a_browser_that_refuses_is_not_known_even_with_a_cookie(browse, visitor, now, header):
    actions.record("product.viewed", request=browse(visitor, **{header: "1"}), now=now)
    buffer.flush()
    assert (counts(), Event.objects.count()) == ({"product.viewed": 1}, 0)


def test_a_key_that_nobody_was_given_is_only_counted(browse, now):
    actions.record("product.viewed", request=browse(Visitor(key="forged")), now=now)
    buffer.flush()
    assert (counts(), Event.objects.count()) == ({"product.viewed": 1}, 0)


def test_robots_and_prefetches_are_left_out(browse, visitor, now):
    robot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
    actions.record("product.viewed", request=browse(HTTP_USER_AGENT=robot), now=now)
    actions.record("product.viewed", request=browse(visitor, HTTP_SEC_PURPOSE="prefetch;prerender"), now=now)
    buffer.flush()
    assert (counts(), Event.objects.count()) == ({}, 0)


def test_what_a_person_does_by_name_is_theirs(ada, now):
    actions.record("message.received", customer=ada, data={"kind": "contact"}, now=now)
    buffer.flush()
    assert Event.objects.get().customer == ada


def test_being_signed_in_is_no_consent_to_be_watched(ada, now):
    actions.record("product.viewed", customer=ada, now=now)
    buffer.flush()
    assert (counts(), Event.objects.count()) == ({"product.viewed": 1}, 0)


def test_a_product_that_is_gone_leaves_the_event_without_it(browse, visitor, now):
    actions.record("product.viewed", request=browse(visitor), product_id=404, now=now)
    buffer.flush()
    assert Event.objects.get().product is None


def test_views_after_midnight_in_the_shop_count_for_the_next_day(browse, now):
    actions.record("product.viewed", request=browse(), now=now.replace(hour=22, minute=59))
    actions.record("product.viewed", request=browse(), now=now.replace(hour=23))
    buffer.flush()
    assert list(DayStat.objects.order_by("day").values_list("day", "value")) == [(TODAY, 1), (date(2026, 3, 3), 1)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("product.viewed", {"email": "ada@example.com"}),
        ("search.performed", {"text": 7}),
        ("cart.line_added", {"quantity": True}),
    ],
)
def test_what_an_event_may_not_say_is_refused(name, data, now):
    with pytest.raises(ValueError, match="may not say"):
        actions.record(name, data=data, now=now)
    assert len(buffer) == 0


def test_a_text_is_cut_to_what_every_database_takes(browse, visitor, now):
    actions.record("search.performed", request=browse(visitor), data={"text": "a\x00b\ud800" + "c" * 200}, now=now)
    buffer.flush()
    assert Event.objects.get().data == {"text": "ab" + "c" * 76}


def test_the_event_of_an_order_stands_or_falls_with_its_transaction(ada, now):
    def write():
        return actions.record_in_transaction("order.placed", customer=ada, order_number="T1", now=now)

    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert Event.objects.count() == 0
    write()
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.mark.django_db(transaction=True)
def test_the_event_of_an_order_needs_its_transaction(ada, now):
    with pytest.raises(TransactionManagementError, match="order T1"):
        actions.record_in_transaction("order.placed", customer=ada, order_number="T1", now=now)
    with pytest.raises(ValueError, match="record_in_transaction"):
        actions.record("order.placed", customer=ada, now=now)
    assert (Event.objects.count(), len(buffer)) == (0, 0)


def test_agreeing_makes_a_visitor_and_writes_it_down(visitor, now):
    consent = Consent.objects.get()
    assert (consent.visitor, consent.purpose, consent.granted, consent.at) == (visitor, "prediction", True, now)
    assert (consent.version, consent.source) == (actions.WORDING, "banner")
    assert len(visitor.key) == 32


def test_withdrawing_stops_recognition_at_once_and_deletes_what_was_recorded(browse, visitor, ada, now):
    request = browse(visitor)
    actions.record("product.viewed", request=request, now=now)
    buffer.flush()
    actions.join(visitor=visitor, customer=ada, now=now)
    actions.record_in_transaction("order.placed", customer=ada, visitor=visitor, order_number="T1", now=now)
    actions.record("product.viewed", request=request, now=now)  # still waiting in the buffer

    actions.withdraw(visitor=visitor, source="privacy page", now=now)
    actions.record("product.viewed", request=request, now=now)
    buffer.flush()

    assert list(Event.objects.values_list("name", "visitor", "customer")) == [("order.placed", None, ada.pk)]
    assert counts() == {"product.viewed": 3}
    visitor.refresh_from_db()
    assert (visitor.customer, visitor.key == request.COOKIES["visitor"]) == (None, False)
    assert list(Consent.objects.values_list("granted", flat=True)) == [False, True]


def test_joining_makes_what_the_browser_did_before_the_customers_own(browse, visitor, ada, now):
    earlier = now - timedelta(days=3)
    actions.record("product.viewed", request=browse(visitor), now=earlier)
    buffer.flush()
    actions.join(visitor=visitor, customer=ada, now=now)
    actions.record("product.viewed", request=browse(visitor), now=now)
    buffer.flush()
    known = Event.objects.order_by("at").values_list("customer", "at", "joined_at")
    assert list(known) == [(ada.pk, earlier, now), (ada.pk, now, None)]


def test_a_shared_browser_follows_its_present_owner_and_leaves_the_past(browse, visitor, ada, now):
    ben = Customer.objects.create_user("ben@example.com")
    for customer in (ada, ben):
        actions.join(visitor=visitor, customer=customer, now=now)
        actions.record("product.viewed", request=browse(visitor), now=now)
        buffer.flush()
    assert list(Event.objects.order_by("pk").values_list("customer", flat=True)) == [ada.pk, ben.pk]


def test_old_events_are_deleted_and_their_counts_stay(browse, visitor, now):
    for days in (762, 760):
        actions.record("product.viewed", request=browse(visitor), now=now - timedelta(days=days))
    buffer.flush()
    assert actions.delete_old_events(now=now) == 1
    assert Event.objects.get().at == now - timedelta(days=760)
    assert sum(DayStat.objects.values_list("value", flat=True)) == 2
