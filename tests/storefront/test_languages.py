"""No page of the shop says a word that does not go through the catalogues.

Every sentence is marked where it is looked up, and what merchant and buyers wrote is Greek: Latin letters that are left
without a mark were written straight into a page.
"""

import re
from html import unescape

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override, trans_real
from tests.factories import NOW, a_cart, a_category, a_discount, a_product, a_variant, an_order

from techmart.accounts.models import Address, Customer
from techmart.cart.actions import hold_lines
from techmart.cart.queries import COOKIE
from techmart.catalogue.models import Variant
from techmart.core.models import ShopSettings
from techmart.feedback import actions as inbox
from techmart.feedback.links import thread_path
from techmart.feedback.models import Feedback, FeedbackKind
from techmart.orders import actions as orders
from techmart.orders.links import token_of
from techmart.orders.models import Order
from techmart.pricing.models import ShippingMethod
from techmart.wishes import actions as wishes
from techmart.wishes.links import notice_path
from techmart.wishes.models import NoticeKind

pytestmark = pytest.mark.django_db

SPOKEN = re.compile(r'\s(?:aria-label|placeholder|alt|title|data-(?:suggestions|count|enlarge|whole))="([^"]*)"')
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
NOT_READ = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
SENTENCE = re.compile(r"⟦[^⟦⟧]*⟧")
# What a language calls itself, countries (which Babel names), addresses, and numbers of orders are no sentences.
NAMES = re.compile(r"\b(?:English|Deutsch|Deutschland|T\d{5})\b|[\w.]+@[\w.]+")
WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")


def unmarked(page: str) -> list[str]:
    """Return the words of a page that were not looked up."""
    text = NOT_READ.sub(" ", page)
    read = "\n".join([*DESCRIPTION.findall(text), *SPOKEN.findall(text), TAG.sub(" ", text)])
    while (less := SENTENCE.sub(" ", read)) != read:
        read = less
    return WORD.findall(NAMES.sub(" ", unescape(read)))


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the German catalogues answer every sentence with itself, between marks."""
    german = trans_real.translation("de")
    monkeypatch.setattr(german, "gettext", lambda text: f"⟦{text.rpartition(trans_real.CONTEXT_SEPARATOR)[2]}⟧")
    monkeypatch.setattr(german, "ngettext", lambda one, many, number: f"⟦{one if number == 1 else many}⟧")


@pytest.fixture
def lamp(db: None) -> Variant:
    """A lamp with everything that a product can have."""
    ShopSettings(name="Μαγαζί", notice="Καλημέρα").save()
    ShippingMethod.objects.create(
        code="post", name="Ταχυδρομείο", price=490, free_over=90_000, fastest_days=1, slowest_days=2
    )
    lights = a_category("lights", "Φώτα")
    lights.spec_schema = [{"key": "dim", "label": "Ροοστάτης", "type": "bool"}]
    lights.save()
    lamp = a_product(
        "Λάμπα",
        slug="lamp",
        category=lights,
        specs={"dim": True},
        options=[{"name": "Χρώμα", "values": ["Λευκό", "Μαύρο"]}],
    )
    for position, (colour, left) in enumerate({"Λευκό": 5, "Μαύρο": 0}.items()):
        a_variant(left, 8490, lamp, sku=f"10{position}", position=position, compare_at=9990, options={"Χρώμα": colour})
    a_variant(0, product=a_product("Κερί", slug="candle", category=lights), sku="200")
    Feedback.objects.create(
        kind="review",
        product=lamp,
        rating=4,
        title="Καλή",
        text="Φέγγει.",
        name="Ζωή",
        created_at=NOW,
        published_at=NOW,
    )
    return lamp.variants.get(sku="100")


@pytest.fixture
def zoe(lamp: Variant) -> Customer:
    """Zoe has an address, a wish, and somebody to write to."""
    zoe = Customer.objects.create_user("zoe@example.com", name="Ζωή")
    Address.objects.create(customer=zoe, recipient="Ζωή", line1="Οδός 1", postcode="1", city="Πόλη", country="DE")
    wishes.add_wish(customer=zoe, product_id=lamp.product_id, now=NOW)
    return zoe


@pytest.fixture
def orders_of_zoe(lamp: Variant, zoe: Customer) -> list[Order]:
    """One on its way, one cancelled, one to be paid for, one just placed."""
    a_discount("Έκπτωση", code="1234")
    sent, cancelled, unpaid, placed = (
        an_order(lamp, email=zoe.email, way=way) for way in ("transfer", "cash", "demo", "transfer")
    )
    orders.record_payment(order=sent, by=None, now=NOW)
    orders.ship_order(order=sent, by=None, carrier="Φορέας", tracking_number="77", now=NOW)
    orders.cancel_order(order=cancelled, by=None, reason="", now=NOW)
    orders.begin_payment(order=unpaid, return_url="/", now=NOW)
    Order.objects.update(recipient="Ζωή", line1="Οδός 1", city="Πόλη")
    return [sent, cancelled, unpaid, placed]


def leaks(client: Client, *paths: str, **typed: str) -> dict[str, list[str]]:
    """Return what each page says without a catalogue; forms are sent where something is typed."""
    client.cookies["language"] = "de"
    found = {}
    for path in paths:
        response = client.post(path, typed) if typed else client.get(path)
        assert response.status_code in {200, 403, 404, 422}, (path, response)
        page = response.content.decode()
        found[path] = unmarked(page) if "⟦" in page else ["nothing is looked up"]
    return {path: words for path, words in found.items() if words}


def test_a_word_that_is_not_looked_up_is_found():
    page = '<p title="⟦Close⟧">⟦In <b>⟦two⟧</b> days⟧, perhaps</p><a aria-label="Next">Λάμπα</a><script>let it</script>'
    assert unmarked(page) == ["Next", "perhaps"]


def test_a_stranger_looks_around(marks: None, client: Client, lamp: Variant):
    pages = ["/", "/products/", "/new/", "/sale/", "/c/lights/", "/c/lights/?sort=price&sale=1&from=1", "/collections/"]
    search = ["/search/", "/search/?q=Λαμπα", "/search/?q=Λαμπ", "/search/?q=ωψω", "/search/suggestions/?q=Λά"]
    product = ["/p/lamp/", "/p/lamp/?χρώμα=Μαύρο", "/p/candle/", "/p/lamp/reviews/", "/p/lamp/reviews/?stars=1"]
    voices = ["/p/candle/reviews/", "/p/lamp/reviews/new/", "/p/lamp/questions/", "/p/lamp/questions/new/"]
    kept = ["/wishes/", "/compare/", "/compare/?p=lamp", "/compare/?p=lamp&p=candle", "/cart/", "/cart/drawer/"]
    letters = ["/contact/", "/feedback/", "/thanks/", "/privacy/", "/track/", "/nowhere/"]
    entrance = ["/account/login/", "/account/signup/", "/account/password/reset/", "/account/confirm-email/"]
    own = [f"/pages/{slug}/" for slug in ("about", "shipping", "returns", "faq", "privacy")]
    assert leaks(client, *pages, *search, *product, *voices, *kept, *letters, *entrance, *own) == {}


def test_somebody_buys(marks: None, client: Client, lamp: Variant):
    cart = a_cart(lamp)
    client.cookies[COOKIE] = cart.key
    assert leaks(client, "/cart/", "/cart/drawer/", "/checkout/") == {}
    assert leaks(client, "/checkout/", email="x", total="1") == {}
    assert leaks(client, "/checkout/", update="coupon", code="0") == {}
    hold_lines(cart=cart, now=NOW)
    assert leaks(client, "/cart/", "/checkout/") == {}


def test_somebody_waits_for_what_they_ordered(marks: None, client: Client, orders_of_zoe: list[Order]):
    for order in orders_of_zoe:
        path = f"/o/{token_of(order)}/"
        assert leaks(client, path, f"{path}?placed=1", f"{path}return/") == {}
    assert leaks(client, f"/o/{token_of(orders_of_zoe[0])}/invoice/") == {}
    assert leaks(client, f"/pay/demo/{orders_of_zoe[2].payments.get().reference}/") == {}
    assert leaks(client, f"/o/{token_of(orders_of_zoe[0])}/return/", text="ψ" * 600) == {}


def test_somebody_is_at_home(marks: None, client: Client, zoe: Customer, lamp: Variant, orders_of_zoe: list[Order]):
    client.force_login(zoe)
    letter = inbox.receive(kind=FeedbackKind.CONTACT, text="Γεια", email=zoe.email, customer=zoe, now=NOW)
    notice = wishes.ask_for_notice(kind=NoticeKind.CHEAPER, variant=lamp, email=zoe.email, customer=zoe, now=NOW)
    account = ["orders", "messages", "profile", "addresses", "data", "email", "password/set", "2fa", "logout"]
    pages = [f"/account/{page}/" for page in account]
    pages += [f"/account/orders/{order.number}/" for order in orders_of_zoe]
    pages += ["/wishes/", notice_path(notice), thread_path(letter), "/p/lamp/reviews/new/"]
    assert leaks(client, *pages) == {}


@pytest.mark.parametrize("path", ["/contact/", "/feedback/", "/track/", "/p/lamp/questions/new/", "/p/lamp/notices/"])
def test_what_is_wrong_with_a_form_is_said_in_the_language_too(marks: None, client: Client, lamp: Variant, path: str):
    assert leaks(client, path, email="x", text="") == {}


@pytest.mark.parametrize("name", ["403_csrf.html", "429.html", "500.html", "503.html"])
def test_what_goes_wrong_is_said_in_the_language_too(marks: None, name: str):
    with override("de"):
        page = render_to_string(name)
    assert '<html lang="de">' in page
    assert unmarked(page) == []
