"""Buyers are asked once for each order, some days after the last parcel, unless they want no letters."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.factories import NOW, a_product, a_variant, an_order

from techmart.accounts.models import Customer
from techmart.core.models import ShopSettings
from techmart.feedback import actions as feedback
from techmart.feedback.actions import ask_for_reviews
from techmart.feedback.models import Feedback, ReviewRequest
from techmart.jobs.rows import SomeFailed
from techmart.mail.models import Message
from techmart.orders import actions as orders
from techmart.orders.models import Order
from techmart.tracking import actions as tracking

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=10)


@pytest.fixture
def sent() -> Order:
    """Headphones and a lamp, on their way since the day of the factories."""
    halo = a_variant(product=a_product("Halo 2", slug="halo-2"))
    order = an_order(halo, a_variant(product=a_product("Lamp", slug="lamp")), paid=True)
    orders.ship_order(order=order, by=None, carrier="", tracking_number="", now=NOW)
    return order


def letters() -> list[Message]:
    return list(Message.objects.filter(kind="feedback.review_request"))


def test_a_buyer_is_asked_once_about_everything_in_the_order(sent: Order):
    assert ask_for_reviews(now=LATER - timedelta(seconds=1)) == 0
    assert [ask_for_reviews(now=LATER), ask_for_reviews(now=LATER)] == [1, 0]
    (letter,) = letters()
    assert (letter.to, letter.subject) == ("ada@example.com", "How is what you bought?")
    assert letter.text.index("/p/halo-2/reviews/new/?order=") < letter.text.index("/p/lamp/reviews/new/?order=")
    assert "/letters/" in letter.text


def test_an_order_that_fails_keeps_nobody_else_from_being_asked(sent: Order):
    for _ in range(2):
        order = an_order(a_variant(), paid=True)
        orders.ship_order(order=order, by=None, carrier="", tracking_number="", now=NOW)
    Order.objects.filter(pk=sent.pk).update(email="nowhere")
    with pytest.raises(SomeFailed, match=rf"1 failed, first Order {sent.pk} \({sent.number}\): ValidationError"):
        ask_for_reviews(now=LATER)
    assert len(letters()) == 2
    Order.objects.filter(pk=sent.pk).update(email="ada@example.com")
    assert (ask_for_reviews(now=LATER), len(letters())) == (1, 3)


def test_the_link_opens_the_form_without_login_also_for_who_has_an_account(sent: Order, client: Client):
    Customer.objects.update(claimed_at=NOW)
    ask_for_reviews(now=LATER)
    path = next(line for line in letters()[0].text.splitlines() if "/p/halo-2/" in line).partition("//")[2]
    path = path[path.index("/") :]
    client.post(path, {"rating": "2", "text": "It squeaks."})
    review = Feedback.objects.get()
    assert (review.customer.email, review.product.title, review.is_verified) == ("ada@example.com", "Halo 2", True)


@pytest.mark.parametrize("token", ["x", "", "a:b:c"])
def test_a_forged_link_opens_nothing(sent: Order, client: Client, token: str):
    client.post(f"/p/halo-2/reviews/new/?order={token}", {"rating": "5"})
    assert Feedback.objects.count() == 0


def test_who_follows_the_link_at_the_foot_is_left_in_peace(sent: Order, client: Client):
    ask_for_reviews(now=LATER)
    path = letters()[0].text.partition("/letters/")[2].split()[0]
    other = an_order(a_variant(), paid=True)
    orders.ship_order(order=other, by=None, carrier="", tracking_number="", now=NOW)
    page = client.get(f"/letters/{path}").content.decode()
    assert "No more letters?" in page
    assert "No more letters." in client.post(f"/letters/{path}").content.decode()
    assert ask_for_reviews(now=LATER) == 0
    assert client.get("/letters/forged/").status_code == 404


def test_who_objected_earlier_is_not_asked_and_not_looked_at_again(sent: Order):
    for agreed in (True, False):
        tracking.choose(customer=sent.customer, marketing=agreed, profiling=True, source="test", now=NOW)
    assert ask_for_reviews(now=LATER) == 0
    assert (len(letters()), ReviewRequest.objects.count()) == (0, 1)


def test_what_was_reviewed_is_not_asked_about(sent: Order):
    halo, lamp = (line.variant.product for line in sent.lines.all())
    feedback.write_review(product=halo, customer=sent.customer, rating=5, now=NOW)
    ask_for_reviews(now=LATER)
    assert ("/p/halo-2/" in letters()[0].text, "/p/lamp/" in letters()[0].text) == (False, True)
    letters()[0].delete()
    ReviewRequest.objects.all().delete()
    feedback.write_review(product=lamp, customer=sent.customer, rating=5, now=NOW)
    assert ask_for_reviews(now=LATER) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"status": "cancelled"},
        {"pay_status": "refunded"},
        {"ship_status": "partly"},
        {"source": "imported"},
    ],
    ids=lambda change: str(*change.values()),
)
def test_some_orders_are_left_alone(sent: Order, change: dict[str, str]):
    Order.objects.update(**change)
    assert ask_for_reviews(now=LATER) == 0
    assert ReviewRequest.objects.count() == 0


def test_what_comes_back_is_not_asked_about(sent: Order):
    sent.parcels.create(is_return=True, return_state="requested", sent_at=NOW)
    assert ask_for_reviews(now=LATER) == 0


def test_what_was_sent_long_ago_or_again_lately_waits(sent: Order):
    assert ask_for_reviews(now=LATER + timedelta(days=15)) == 0
    sent.parcels.create(sent_at=NOW + timedelta(days=3))
    assert [ask_for_reviews(now=LATER), ask_for_reviews(now=LATER + timedelta(days=3))] == [0, 1]


def test_the_shop_may_switch_it_off(sent: Order):
    ShopSettings(review_days=0).save()
    assert ask_for_reviews(now=LATER) == 0


def test_a_second_worker_asks_nobody_again(sent: Order):
    ReviewRequest.objects.create(order=sent, at=NOW)
    assert ask_for_reviews(now=LATER) == 0
