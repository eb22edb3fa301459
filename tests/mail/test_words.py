"""No letter of the shop says a word that does not go through the catalogues of its reader's language."""

import re

import pytest
from django.test import Client
from django.utils.translation import override
from tests.factories import NOW, a_category, a_discount, a_product, a_variant, an_order
from tests.storefront.test_languages import marks, unmarked  # noqa: F401  (a fixture)

from techmart.accounts.models import Customer
from techmart.catalogue.models import Variant
from techmart.core.models import ShopSettings
from techmart.feedback import actions as inbox
from techmart.feedback.models import FeedbackKind
from techmart.mail.models import Message
from techmart.orders import actions as orders
from techmart.orders import messages
from techmart.orders.enums import ReturnReason
from techmart.orders.models import Order
from techmart.pricing.models import ShippingMethod
from techmart.wishes import actions as wishes
from techmart.wishes.models import NoticeKind

pytestmark = pytest.mark.django_db

ADDRESS = re.compile(r"https?://[\w.:/-]+")
# On paper, the words before an address became its link; in the catalogue they are one sentence.
LINK = re.compile(r'<a class="\w+" href="([^"]+)">([^<]*)</a>')


@pytest.fixture
def lamp(db: None) -> Variant:
    """A lamp in a Greek shop."""
    ShopSettings(name="Μαγαζί", email="1@1.example", bank_details="Τράπεζα").save()
    ShippingMethod.objects.create(code="post", name="Ταχυδρομείο", price=490)
    return a_variant(9, 8490, a_product("Λάμπα", category=a_category("lights", "Φώτα")), sku="100")


def leaks() -> dict[str, list[str]]:
    """Return what each kind of letter says past the catalogues."""
    found: dict[str, list[str]] = {}
    for message in Message.objects.all():
        assert "⟦" in message.subject, message.kind
        said = "\n".join((message.subject, message.text, LINK.sub(r"\2: \1", message.html)))
        found[message.kind] = unmarked(ADDRESS.sub("", said))
    return found


def to_greece(order: Order) -> Order:
    order.recipient, order.line1, order.city = "Ζωή", "Οδός 1", "Πόλη"
    order.save()
    Message.objects.filter(key=f"{order.number}/placed").delete()
    return order


@pytest.mark.parametrize("is_approved", [True, False])
def test_letters_about_an_order(marks: None, lamp: Variant, is_approved: bool):  # noqa: F811
    a_discount("Έκπτωση", code="1234")
    with override("de"):
        sent, cancelled = to_greece(an_order(lamp)), to_greece(an_order(lamp))
        messages.queue_order_placed(sent, now=NOW)
        orders.ship_order(order=sent, by=None, carrier="Φορέας", tracking_number="77", now=NOW)
        units = {sent.lines.get().pk: 1}
        parcel = orders.request_return(order=sent, units=units, reason=ReturnReason.LATE, text="", now=NOW)
        orders.answer_return(parcel=parcel, is_approved=is_approved, by=None, text="", now=NOW)
        orders.receive_return(parcel=parcel, restocks=True, amount=0, by=None, now=NOW)
        orders.cancel_order(order=cancelled, by=None, reason="", now=NOW)
    said = leaks()
    answers = ["return_approved", "return_received"] if is_approved else ["return_refused"]
    assert sorted(said) == sorted(["order_placed", "order_shipped", "return_requested", "order_cancelled", *answers])
    assert {kind: words for kind, words in said.items() if words} == {}


def test_letters_that_somebody_asked_for(marks: None, lamp: Variant):  # noqa: F811
    mara = Customer.objects.create_superuser("2@2.example", name="Μάρα")
    with override("de"):
        letter = inbox.receive(kind=FeedbackKind.CONTACT, text="Γεια", email="1@1.example", order_number="7", now=NOW)
        inbox.reply(feedback=letter, text="Γεια", by=mara, now=NOW)
        for kind in NoticeKind:
            notice = wishes.ask_for_notice(kind=kind, variant=lamp, email="1@1.example", customer=None, now=NOW)
            wishes.confirm(notice=notice, now=NOW)
        Variant.objects.update(price=100)
        wishes.send_notices(now=NOW)
    said = leaks()
    assert sorted(said) == ["feedback.received", "feedback.reply", "notice.back", "notice.cheaper", "notice.confirm"]
    assert {kind: words for kind, words in said.items() if words} == {}


def test_letters_about_an_account(marks: None, client: Client, lamp: Variant):  # noqa: F811
    an_order(lamp, email="1@1.example")
    Customer.objects.create_user("2@2.example", "a quiet garden")
    Message.objects.all().delete()
    for email in ("1@1.example", "2@2.example", "3@3.example"):
        typed = {"email": email, "password1": "a quiet garden"}
        client.post("/account/signup/", typed, headers={"accept-language": "de"})
        client.post("/account/password/reset/", typed, headers={"accept-language": "de"})
    said = leaks()
    assert {kind: words for kind, words in said.items() if words} == {}
    assert {"account.choose_password", "account.account_already_exists", "account.password_reset_key"} <= set(said)
