"""What the shop notes of a visit: counts of everybody, more only of who agreed, nothing of robots."""

import time

import pytest
from tests.live.server import PATIENCE_SECONDS, Server

from techmart.core.clock import local_day
from techmart.orders.models import Order
from techmart.tracking.models import Consent, DayStat, Event, Visitor

pytestmark = pytest.mark.live

# The last is the country that things are to go to, once it was said at the checkout.
ESSENTIAL = {"csrftoken", "cart", "messages", "to"}


@pytest.fixture(scope="module")
def workers():
    """One process, so that what was noted first is written first."""
    return 1


def views() -> int:
    return sum(DayStat.objects.filter(metric="product.viewed").values_list("value", flat=True))


def wait_for_views(count: int) -> int:
    """Wait until so many views are written; return how many there are."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while views() < count and time.monotonic() < deadline:
        time.sleep(0.02)
    return views()


def test_before_consent_visits_are_counted_and_nobody_is_known(shopper, sold):
    variant, ada = sold(), shopper()
    assert "May we remember this browser?" in ada.get("/").text
    ada.fill_cart(variant.product.slug, variant.pk)
    ada.order("ada@example.com")
    assert wait_for_views(1) == 1
    assert set(ada.cookies) - ESSENTIAL == set()
    assert (Visitor.objects.count(), Consent.objects.count()) == (0, 0)
    assert list(Event.objects.values_list("name", "visitor")) == [("order.placed", None)]


def test_after_consent_what_was_looked_at_belongs_to_whoever_orders(shopper, sold):
    variant, ada = sold(), shopper()
    assert "May we remember" not in consent(ada, "remember").text
    visitor = Visitor.objects.get()
    assert (ada.cookies["visitor"], visitor.customer) == (visitor.key, None)
    ada.fill_cart(variant.product.slug, variant.pk)
    assert wait_for_views(1) == 1
    ada.order("ada@example.com")
    customer = Order.objects.get().customer
    seen = Event.objects.get(name="product.viewed")
    assert (seen.visitor, seen.customer, seen.product) == (visitor, customer, variant.product)


def test_who_says_no_is_only_counted_and_not_asked_again(shopper, sold):
    variant, ada = sold(), shopper()
    assert "May we remember" not in consent(ada, "count").text
    ada.get(f"/p/{variant.product.slug}/")
    assert wait_for_views(1) == 1
    assert (ada.cookies["no_visitor"], "visitor" in ada.cookies) == ("1", False)
    assert (Visitor.objects.count(), Event.objects.count()) == (0, 0)


def test_taking_consent_back_forgets_what_was_seen(shopper, sold):
    variant, ada = sold(), shopper()
    consent(ada, "remember")
    ada.get(f"/p/{variant.product.slug}/")
    wait_for_views(1)
    key = ada.cookies["visitor"]
    consent(ada, "count")
    assert "visitor" not in ada.cookies
    # The old key, kept by somebody, opens nothing.
    ada.cookies["visitor"] = key
    ada.get(f"/p/{variant.product.slug}/")
    assert wait_for_views(2) == 2
    assert Event.objects.count() == 0


@pytest.mark.parametrize("signal", [{"Sec_GPC": "1"}, {"DNT": "1"}])
def test_a_browser_that_refuses_by_itself_is_not_asked_and_never_known(shopper, sold, signal):
    variant, ada = sold(), shopper(**signal)
    assert "May we remember" not in ada.get("/").text
    ada.get("/privacy/")
    consent(ada, "remember")
    ada.get(f"/p/{variant.product.slug}/")
    assert wait_for_views(1) == 1
    assert "visitor" not in ada.cookies
    assert (Visitor.objects.count(), Event.objects.count()) == (0, 0)


def test_robots_and_pages_fetched_ahead_are_not_counted(shopper, sold):
    variant = sold()
    path = f"/p/{variant.product.slug}/"
    shopper(User_Agent="Mozilla/5.0 (compatible; Googlebot/2.1)").get(path)
    shopper(User_Agent="curl/8.5.0").get(path)
    shopper(Sec_Purpose="prefetch;prerender").get(path)
    shopper().get(path)
    assert wait_for_views(1) == 1


def test_a_server_told_to_stop_writes_the_views_it_holds(process_environment, shopper, sold, tmp_path):
    """An order's own event waits for nothing: it is there with the answer."""
    variant = sold()
    server = Server(process_environment(), tmp_path / "log", workers=1)
    ada = shopper()
    ada.port = server.port
    ada.fill_cart(variant.product.slug, variant.pk)
    number = ada.order("ada@example.com").order_number
    assert Event.objects.get().order_number == number
    for _ in range(20):
        ada.get(f"/p/{variant.product.slug}/")
    assert server.stop() == 0
    assert views() == 21
    today = DayStat.objects.filter(metric="checkout.started").values_list("day", "value")
    assert list(today) == [(local_day(Order.objects.get().placed_at), 1)]


def consent(person, choice):
    if not person.token:
        person.get("/")
    return person.post("/privacy/", choice=choice, next="/products/")
