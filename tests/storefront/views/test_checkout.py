import pytest
from django.test import Client
from tests.factories import a_cart, a_variant, an_order

from techmart.accounts.models import Address
from techmart.cart.queries import COOKIE
from techmart.mail.models import Message
from techmart.orders.models import Order
from techmart.pricing.models import ShippingMethod

pytestmark = pytest.mark.django_db

ANSWERS = {
    "email": "cleo@example.com",
    "recipient": "Cleo Park",
    "line1": "Kade 4",
    "postcode": "20457",
    "city": "Hamburg",
    "country": "DE",
    "shipping": "post",
    "payment": "transfer",
    "total": "18900",
}


@pytest.fixture
def shopper(client: Client, halo) -> Client:
    """Somebody with headphones in the cart."""
    client.cookies[COOKIE] = a_cart(halo).key
    return client


def test_a_guest_orders_on_one_page(shopper: Client, halo):
    response = shopper.post("/checkout/", ANSWERS)
    order = Order.objects.get()
    assert response.status_code == 302
    assert (order.email, order.total, order.address_lines[-1]) == ("cleo@example.com", 18900, "Germany")
    page = shopper.get(response.url).content.decode()
    assert "Thank you. It is ordered." in page
    assert "Please transfer €189.00 with the reference" in page
    assert Message.objects.get().to == "cleo@example.com"


def test_at_most_eight_fields_are_shown(shopper: Client):
    form = shopper.get("/checkout/").context["form"]
    assert len([field for field in form.fields if field != "total"]) == 8


def test_the_total_is_on_the_button(shopper: Client):
    assert "Place order · €189.00" in shopper.get("/checkout/").content.decode()


def test_sent_twice_is_ordered_once(shopper: Client):
    first, second = (shopper.post("/checkout/", ANSWERS) for _ in range(2))
    assert first.url == second.url
    assert Order.objects.count() == 1


def test_an_order_of_yesterday_does_not_hide_the_cart_of_today(as_ada: Client, ada, halo):
    as_ada.cookies[COOKIE] = a_cart(halo, customer=ada).key
    as_ada.post("/checkout/", ANSWERS)
    today = a_cart(halo, customer=ada, quantity=2)  # filled with another browser
    assert "Place order · €378.00" in as_ada.get("/checkout/").content.decode()
    as_ada.post("/checkout/", ANSWERS | {"total": "37800"})
    assert [order.cart_id for order in Order.objects.order_by("pk")][1:] == [today.pk]


@pytest.mark.parametrize("field", ["email", "recipient", "line1", "postcode", "city", "country", "shipping", "payment"])
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(shopper: Client, field):
    page = shopper.post("/checkout/", {**ANSWERS, field: ""})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    kept = [name for name in ("email", "recipient", "line1", "postcode", "city") if name != field]
    assert all(f'value="{ANSWERS[name]}"' in page.content.decode() for name in kept)
    assert Order.objects.count() == 0


def test_another_total_than_the_one_shown_is_never_charged(shopper: Client):
    page = shopper.post("/checkout/", {**ANSWERS, "total": "100"}).content.decode()
    assert "the total is now €189.00" in page
    assert 'name="total" value="18900"' in page
    assert Order.objects.count() == 0


def test_sold_out_at_the_last_moment_is_said_and_the_form_stays(shopper: Client, halo):
    type(halo).objects.update(on_hand=0)
    page = shopper.post("/checkout/", ANSWERS).content.decode()
    assert "Halo 2 is sold out." in page
    assert 'value="Kade 4"' in page


def test_changing_the_country_shows_what_that_costs_and_complains_about_nothing(shopper: Client):
    ShippingMethod.objects.create(code="alps", name="Alps", price=1500, countries=["AT"])
    page = shopper.post("/checkout/", {"country": "AT", "shipping": "alps", "email": "cl", "update": "1"})
    assert page.context["form"].errors == {}
    assert 'value="cl"' in page.content.decode()
    assert "Place order · €204.00" in page.content.decode()


def test_nowhere_to_send_is_said(shopper: Client):
    ShippingMethod.objects.update(countries=["DE"])
    ShippingMethod.objects.create(code="alps", name="Alps", price=1500, countries=["AT"])
    page = shopper.post("/checkout/", {**ANSWERS, "country": "AT"}).content.decode()
    assert "Please choose another way of sending." in page


def test_who_has_an_account_types_nothing_again(as_ada: Client, ada, halo):
    Address.objects.create(
        customer=ada, recipient="Ada W", line1="Hafen 1", postcode="20457", city="Hamburg", country="DE"
    )
    as_ada.cookies[COOKIE] = a_cart(halo, customer=ada).key
    initial = as_ada.get("/checkout/").context["form"].initial
    assert initial == {
        "country": "DE",
        "email": "ada@example.com",
        "recipient": "Ada W",
        "line1": "Hafen 1",
        "postcode": "20457",
        "city": "Hamburg",
    }


def test_an_address_on_file_is_one_press_and_another_is_two(as_ada: Client, ada, halo):
    for street in ("Hafen 1", "Weg 2"):
        Address.objects.create(
            customer=ada, recipient="Ada W", line1=street, postcode="20457", city="Hamburg", country="DE"
        )
    as_ada.cookies[COOKIE] = a_cart(halo, customer=ada).key
    page = as_ada.get("/checkout/")
    assert page.context["saved"][2] == "Hafen 1"
    [other] = page.context["others"]
    page = as_ada.post("/checkout/", {**ANSWERS, "update": f"address-{other.pk}"})
    assert page.context["saved"][2] == "Weg 2"
    assert 'value="Weg 2"' in page.content.decode()
    page = as_ada.post("/checkout/", {**ANSWERS, "update": "address-99999999999999999999"})
    assert "saved" not in page.context


def test_without_an_address_on_file_it_is_that_of_the_last_order(as_ada: Client, ada, halo):
    an_order(email=ada.email)
    as_ada.cookies[COOKIE] = a_cart(halo, customer=ada).key
    assert as_ada.get("/checkout/").context["saved"][:3] == ["ada@example.com", "Ada Winter", "Hafenstraße 4"]


def test_it_says_until_when_things_are_kept(shopper: Client, halo):
    type(halo).objects.update(on_hand=8)
    assert "until" not in shopper.get("/checkout/").content.decode()
    page = shopper.post("/cart/checkout/", follow=True).content.decode()
    assert "We keep these things for you until 12:15." in page


def test_one_address_orders_so_often_and_no_more(shopper: Client, halo, settings):
    settings.ORDERS_PER_ADDRESS = 1
    shopper.post("/checkout/", ANSWERS)
    shopper.post("/checkout/", ANSWERS)  # the same once more
    shopper.post("/cart/lines/", {"variant": halo.pk, "quantity": 1})
    assert "Please wait ten minutes." in shopper.post("/checkout/", ANSWERS).content.decode()
    assert Order.objects.count() == 1


def test_what_was_ordered_is_not_offered_again(shopper: Client):
    shopper.post("/checkout/", ANSWERS)
    assert shopper.get("/checkout/").url == "/cart/"


def test_a_new_cart_begins_after_the_order(shopper: Client):
    shopper.post("/checkout/", ANSWERS)
    shopper.post("/cart/lines/", {"variant": a_variant().pk, "quantity": 1})
    assert "Place order" in shopper.get("/checkout/").content.decode()


def test_a_refusal_is_in_the_language_of_who_reads_it(shopper: Client, halo):
    type(halo).objects.update(on_hand=0)
    page = shopper.post("/checkout/", ANSWERS, headers={"accept-language": "de"}).content.decode()
    assert "Halo 2 ist ausverkauft." in page


def test_an_order_remembers_the_language_it_was_placed_in(shopper: Client):
    shopper.post("/checkout/", ANSWERS, headers={"accept-language": "de"})
    assert Order.objects.get().language == "de"
    assert Message.objects.get().subject.startswith("Ihre Bestellung")
