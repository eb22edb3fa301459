import pytest
from django.test import Client
from tests.factories import a_cart, an_order
from tests.storefront.views.test_checkout import ANSWERS

from techmart.cart.queries import COOKIE
from techmart.orders import actions as orders
from techmart.orders.links import return_path, tracking_path
from techmart.orders.models import Order, PaymentNotice
from techmart.payments import demo_card as demo
from techmart.payments.online import ProviderDown

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_provider(client: Client, halo) -> str:
    """Somebody who chose the card at the checkout; the provider's page."""
    client.cookies[COOKIE] = a_cart(halo).key
    return client.post("/checkout/", {**ANSWERS, "payment": "demo"}).url


def test_a_card_is_paid_on_the_providers_page_and_the_order_knows_at_once(client: Client, at_provider):
    assert "Pay €189.00" in client.get(at_provider).content.decode()
    back = client.post(at_provider, {"choice": "pay"})
    page = client.get(back.url, follow=True).content.decode()
    assert "Thank you. It is ordered." in page
    assert Order.objects.get().pay_status == "paid"
    assert "nothing left to pay" in client.get(at_provider).content.decode()


def test_a_declined_card_may_be_followed_by_another(client: Client, at_provider):
    assert "The card was declined." in client.post(at_provider, {"choice": "decline"}).content.decode()


def test_who_leaves_without_paying_may_come_back(client: Client, at_provider):
    order = Order.objects.get()
    page = client.get(client.post(at_provider, {"choice": "leave"}).url, follow=True).content.decode()
    assert f"Order {order.number} waits for your payment" in page
    assert client.post(f"{tracking_path(order)}payment/").url == at_provider


def test_an_order_is_kept_when_the_provider_cannot_be_reached(client: Client, halo, monkeypatch):
    def down(*args, **kwargs):
        raise ProviderDown

    monkeypatch.setattr(demo.DemoCard, "begin", down)
    client.cookies[COOKIE] = a_cart(halo).key
    page = client.post("/checkout/", {**ANSWERS, "payment": "demo"}, follow=True).content.decode()
    assert "Your order is kept: please try again." in page
    monkeypatch.setattr(demo.DemoCard, "look_up", down)
    order = Order.objects.get()
    order.payments.update(reference="demo_x")
    assert "We have not heard of your payment yet." in client.get(return_path(order), follow=True).content.decode()


def test_notices_are_let_in_by_their_signature_alone(client: Client, at_provider):
    outside = Client(enforce_csrf_checks=True)
    reference = at_provider.split("/")[3]
    demo.pay(reference)
    [(body, signature)] = demo.notices(reference)

    def send(path="/pay/demo/notices/", **headers):
        return outside.post(path, body, content_type="application/json", headers=headers).status_code

    assert send() == 400
    assert send(**{demo.HEADER: "t=1,v1=x"}) == 400
    assert send("/pay/barter/notices/") == 404
    assert PaymentNotice.objects.count() == 0
    assert [send(**{demo.HEADER: signature}) for _ in range(3)] == [200] * 3
    assert PaymentNotice.objects.count() == 1


def test_a_huge_notice_is_not_read(client: Client):
    assert client.post("/pay/demo/notices/", b"x" * 300_000, content_type="application/json").status_code == 413


def test_forged_and_old_addresses_show_nothing(client: Client, settings):
    order = an_order(way="demo")
    orders.begin_payment(order=order, return_url="/", now=order.placed_at)
    page = f"/pay/demo/{order.payments.get().reference}/"
    assert client.get("/pay/return/T10001:forged/").status_code == 404
    assert client.get("/pay/demo/none/").status_code == 404
    assert client.post("/o/forged/payment/").status_code == 404
    settings.DEMO_PAYMENTS = False
    assert client.get(page).status_code == 404
    Order.objects.update(placed_at=order.placed_at.replace(year=2020))
    assert client.get(return_path(order)).status_code == 404
