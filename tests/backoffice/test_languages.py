"""The desk's daily pages say nothing past the catalogues, and keep nothing in a visitor's language."""

from datetime import datetime

import pytest
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.test import Client
from tests.factories import NOW, a_category, a_discount, a_product, a_variant, an_order
from tests.storefront.test_languages import leaks, marks  # noqa: F401  (a fixture)

from techmart.accounts.models import Customer
from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Collection, Variant
from techmart.core.models import ShopSettings
from techmart.feedback.models import Feedback
from techmart.mail import actions as mail
from techmart.orders import actions as orders
from techmart.orders.enums import ReturnReason
from techmart.orders.models import Activity, Order
from techmart.pricing.models import TaxRate
from techmart.scoring.models import CustomerSummary

pytestmark = pytest.mark.django_db
NEW = ("products/new", "products/collections/new", "discounts/new", "settings/shipping/new", "settings/taxes/new")
LISTS = ("orders", "products", "products/stock", "products/collections", "products/searches", "discounts", "inbox")


@pytest.fixture
def greek(desk: Client, maya: Customer) -> Client:
    """A desk whose merchant writes Greek."""
    ShopSettings(name="Μαγαζί", email="1@1.example").save()
    Customer.objects.filter(pk=maya.pk).update(name="Μάγια")
    return desk


@pytest.fixture
def lamp(greek: Client) -> Variant:
    """A lamp with a specification and an option."""
    lights = a_category("lights", "Φώτα")
    lights.spec_schema = [{"key": "dim", "label": "Ροοστάτης", "type": "boolean"}]
    lights.save()
    lamp = a_product("Λάμπα", category=lights, options=[{"name": "Χρώμα", "values": ["Λευκό"]}])
    return a_variant(5, 8490, lamp, sku="100", options={"Χρώμα": "Λευκό"})


@pytest.fixture
def placed(lamp: Variant) -> list[Order]:
    """One sent and coming back, one cancelled, one to be paid online, one whose buyer would rather not have it."""
    sent, cancelled, unpaid, due = (an_order(lamp, way=way) for way in ("transfer", "cash", "demo", "transfer"))
    orders.record_payment(order=sent, by=None, now=NOW)
    orders.ship_order(order=sent, by=None, carrier="Φορέας", tracking_number="77", now=NOW)
    units = {sent.lines.get().pk: 1}
    orders.request_return(order=sent, units=units, reason=ReturnReason.LATE, text="", now=NOW)
    orders.cancel_order(order=cancelled, by=None, reason="", now=NOW)
    orders.request_cancellation(order=due, reason="", now=NOW)
    Order.objects.update(recipient="Ζωή", line1="Οδός 1", city="Πόλη", email="1@1.example", shipping_method="Φορέας")
    Customer.objects.filter(is_staff=False).update(name="Ζωή", email="1@1.example")
    # Kept in the source's words, like what colleagues write.
    Activity.objects.update(detail="")
    return [sent, cancelled, unpaid, due]


def desk_pages(*names: str) -> list[str]:
    return [f"/backoffice/{name}/" for name in names]


def test_an_empty_shop(marks: None, greek: Client):  # noqa: F811
    assert leaks(greek, "/backoffice/", *desk_pages(*LISTS, *NEW, "outbox", "products/import")) == {}


def test_orders(marks: None, greek: Client, placed: list[Order]):  # noqa: F811
    paths = [order.get_absolute_url() for order in placed]
    assert leaks(greek, "/backoffice/", *desk_pages("orders"), "/backoffice/orders/?q=ψ", *paths) == {}
    assert leaks(greek, f"{paths[0]}refunds/", amount="ψ") == {}


def test_products(marks: None, greek: Client, lamp: Variant):  # noqa: F811
    collection = Collection.objects.create(title="Συλλογή", slug="1", starts_at=NOW)
    catalogue.collect(collection=collection, product_id=lamp.product_id)
    product = f"products/{lamp.product_id}"
    one = [product, f"{product}/pictures", f"{product}/variants", f"products/stock/{lamp.pk}"]
    assert leaks(greek, *desk_pages(*LISTS, *one, f"products/collections/{collection.pk}")) == {}
    assert leaks(greek, *desk_pages(f"{product}/options"), options="ψ") == {}
    assert leaks(greek, *desk_pages(f"products/stock/{lamp.pk}/moves"), kind="received", units="0") == {}


def test_letters_and_settings(marks: None, greek: Client, lamp: Variant):  # noqa: F811
    review = Feedback.objects.create(kind="review", product=lamp.product, rating=4, name="Ζωή", created_at=NOW)
    letter = Feedback.objects.create(kind="contact", text="Γεια", email="1@1.example", created_at=NOW)
    email = mail.queue(key="1", kind="1", to="1@1.example", subject="Γεια", text="Γεια", now=NOW)
    rate = TaxRate.objects.create(country="DE", basis_points=1900)
    discount = a_discount("Έκπτωση", code="1234")
    one = [f"inbox/{review.pk}", f"inbox/{letter.pk}", f"outbox/{email.pk}", f"discounts/{discount.pk}"]
    assert leaks(greek, *desk_pages(*LISTS, "outbox", *one)) == {}
    # Codes of countries and currencies, and addresses of pages, are no sentences.
    codes = {"DE", "EUR", "pages", "about", "shipping", "returns", "faq", "privacy"}
    settings = leaks(greek, *desk_pages("settings", f"settings/taxes/{rate.pk}"))
    assert set().union(*settings.values()) <= codes


def test_a_timeline_is_read_in_one_language_and_kept_in_the_other(greek: Client):
    order = an_order(paid=True)
    page = greek.get(order.get_absolute_url(), headers={"accept-language": "de"}).content.decode()
    assert "<strong>Zahlung eingegangen</strong>" in page
    assert [note.verb for note in order.activities.all()] == ["payment received", "placed"]


def test_a_download_is_the_same_in_every_language(greek: Client):
    an_order(a_variant(price=123450))
    files = [
        b"".join(greek.get("/backoffice/orders.csv", headers={"accept-language": language}).streaming_content)
        for language in ("en", "de")
    ]
    assert files[0] == files[1]
    assert b"Payment due,To ship" in files[1]


NAMES_OF_MODELS = {"BG", "MBG", "NBD", "CNBD", "BB", "Pareto", "AUC", "ECE", "Brier", "RFM", "techmart", "fit", "score"}


def insights(*names: str) -> list[str]:
    return desk_pages(*(f"insights/{name}".rstrip("/") for name in names))


def test_insights_of_a_young_shop(marks: None, greek: Client):  # noqa: F811
    leaked = leaks(greek, *insights("", "model", "weights", "customers", f"customers/{greek.session['_auth_user_id']}"))
    assert set().union(*leaked.values()) <= NAMES_OF_MODELS
    assert leaks(greek, *insights("weights"), source="mine", recency="0", frequency="0", monetary="0") == {}


def test_insights(marks: None, greek: Client, scored: None, now: datetime, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    Order.objects.update(number=Concat(Value("T"), Cast("pk", CharField())))
    Customer.objects.filter(is_staff=False).update(name="Ζωή", email=Concat("pk", Value("@1.example")))
    customers = [f"customers/{pk}" for pk in CustomerSummary.objects.values_list("customer", flat=True)[:4]]
    leaked = leaks(greek, *insights("", "model", "weights", "customers", *customers))
    assert set().union(*leaked.values()) <= NAMES_OF_MODELS


def test_insights_in_german(desk: Client, scored: None, now: datetime, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    desk.cookies["language"] = "de"
    page = desk.get("/backoffice/insights/").content.decode()
    assert "Stand: 2. März 2026." in page
    assert "Wo die Kunden stehen" in page
