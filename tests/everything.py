"""A shop in which everything exists that an address can name, in every state that has another form."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.test import Client
from tests.factories import NOW, a_cart, a_discount, a_product, a_shop, a_variant, an_order

from techmart.accounts.models import Address, Customer
from techmart.cart.queries import COOKIE
from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Category, Collection, Image, Variant
from techmart.catalogue.search_models import PopularSearch
from techmart.core.models import Page
from techmart.feedback import actions as feedback
from techmart.feedback.links import thread_path
from techmart.feedback.models import Feedback, FeedbackKind
from techmart.mail.models import Message, MessageState
from techmart.orders import actions as orders
from techmart.orders.enums import PaymentState, ReturnReason
from techmart.orders.links import mail_token_of, return_path, token_of
from techmart.orders.models import Order, Payment
from techmart.pricing.models import Discount, ShippingMethod, TaxRate
from techmart.tracking.links import objection_url
from techmart.wishes import actions as wishes
from techmart.wishes.links import notice_path
from techmart.wishes.models import NoticeKind

PASSWORD = "a quiet garden"
SLUG = "audio"
# Stands in everything that is Ben's alone.
SECRET = "Bengeheimnis"


@dataclass
class Everything:
    """Who looks at it, and what its addresses name: by the route, or for all routes by the argument."""

    people: dict[str, Client]
    by_route: dict[str, list[str]]
    by_argument: dict[str, list[str]]


def everything() -> Everything:
    """Furnish it."""
    a_shop()
    ada = somebody("ada@example.com", "Ada Winter")
    mara = somebody("mara@techmart.example", "Mara Lind", is_staff=True, is_superuser=True)
    halo = things()
    address = Address.objects.create(customer=ada, recipient="Ada", line1="1", postcode="1", city="X", country="DE")
    bought = bought_by(ada, halo)
    asked, letter = letters(ada, halo)
    of_ben(halo)
    line = a_cart(halo, customer=ada).lines.get()
    notice = wishes.ask_for_notice(
        kind=NoticeKind.CHEAPER, variant=halo, email="zoe@example.com", customer=None, now=NOW
    )
    stranger = Client()
    stranger.cookies[COOKIE] = a_cart(halo).key
    sent = bought["sent"]
    numbers = [order.number for order in bought.values()]
    waiting = Payment.objects.exclude(reference="").latest("pk")
    return Everything(
        people={"ada": browser(ada), "stranger": stranger, "mara": browser(mara)},
        by_route={
            "notice": [notice_path(notice)],
            "thread": [thread_path(letter)],
            "objection": [urlsplit(objection_url(ada)).path],
            "payment_return": [return_path(waiting.order)],
            "new_review": [f"/p/{SLUG}/reviews/new/?order={mail_token_of(sent)}"],
            "address": [f"/account/addresses/{address.pk}/"],
            "order": [f"/account/orders/{number}/" for number in numbers],
            "backoffice:order": [f"/backoffice/orders/{number}/" for number in numbers],
            "backoffice:message": [f"/backoffice/inbox/{row.pk}/" for row in (asked, letter)],
            "backoffice:discount": [f"/backoffice/discounts/{Discount.objects.get().pk}/"],
            "backoffice:email": [f"/backoffice/outbox/{Message.objects.get(state=MessageState.DEAD).pk}/"],
            "backoffice:shipping": [f"/backoffice/settings/shipping/{ShippingMethod.objects.get().pk}/"],
            "backoffice:tax": [f"/backoffice/settings/taxes/{TaxRate.objects.get().pk}/"],
            "backoffice:customer": [f"/backoffice/insights/customers/{ada.pk}/"],
            "backoffice:ledger": [f"/backoffice/products/stock/{halo.pk}/"],
            "backoffice:category": [f"/backoffice/products/categories/{row.pk}/" for row in Category.objects.all()],
            "backoffice:collection": [f"/backoffice/products/collections/{Collection.objects.get().pk}/?q=halo"],
        },
        by_argument={
            "pk": [str(halo.product_id)], "slug": [SLUG], "number": numbers[:1], "face": ["storefront"],
            "token": [token_of(order) for order in bought.values()], "reference": [waiting.reference],
            "family": ["headphones"], "colour": ["2b2f36"], "view": ["front"], "line_id": [str(line.pk)],
        },
    )  # fmt: skip


def somebody(email: str, name: str, **fields: object) -> Customer:
    """Return somebody with an account and a proved address."""
    customer = Customer.objects.create_user(email, PASSWORD, name=name, **fields)
    EmailAddress.objects.filter(user=customer).update(verified=True)
    return customer


def browser(customer: Customer) -> Client:
    """Return the browser of somebody who has just logged in."""
    client = Client()
    client.post("/account/login/", {"login": customer.email, "password": PASSWORD})
    return client


def things() -> Variant:
    """Put on sale what has pictures, options, a sold-out variant, a discount; write a page and note a search."""
    product = a_product("Halo 2", slug=SLUG, options=[{"name": "Colour", "values": ["A", "B"]}])
    halo = a_variant(50, product=product, options={"Colour": "A"}, colour="2b2f36")
    a_variant(0, product=product, options={"Colour": "B"}, position=1)
    for view in ("front", "detail"):
        catalogue.add_image(image=Image(product=product, drawing=f"headphones/2b2f36/{view}"))
    desk = Collection.objects.create(title="Desk", slug=SLUG, starts_at=NOW)
    for product_id in (product.pk, a_variant().product_id):
        catalogue.collect(collection=desk, product_id=product_id)
    a_variant(product=a_product("Halo 3"))
    a_discount(code="HELLO")
    Page.objects.create(slug=SLUG, title="Audio", body="<p>Words</p>")
    PopularSearch.objects.create(text="halo", people=3, results=2)
    return halo


def bought_by(customer: Customer, halo: Variant) -> dict[str, Order]:
    """Place an order for everything that may become of one."""
    ways = {"agreed": "transfer", "waits": "demo"}
    names = ("agreed", "waits", "paid", "sent", "asked", "approved", "looked_at")
    placed = {
        name: an_order(halo, quantity=2, email=customer.email, way=ways.get(name, "transfer"), paid=name not in ways)
        for name in names
    }
    orders.begin_payment(order=placed["waits"], return_url="/", now=NOW)
    for name in ("sent", "asked", "approved"):
        orders.ship_order(order=placed[name], by=None, carrier="", tracking_number="", now=NOW)
    for name in ("asked", "approved"):
        units = {placed[name].lines.get().pk: 1}
        parcel = orders.request_return(order=placed[name], units=units, reason=ReturnReason.UNWANTED, text="", now=NOW)
    orders.answer_return(parcel=parcel, is_approved=True, by=None, text="", now=NOW)
    placed["looked_at"].payments.update(state=PaymentState.ATTENTION)
    Message.objects.filter(pk=Message.objects.earliest("pk").pk).update(state=MessageState.DEAD)
    return placed


def letters(customer: Customer, halo: Variant) -> tuple[Feedback, Feedback]:
    """Write a review, and a letter with its answer."""
    review = feedback.write_review(product=halo.product, customer=customer, rating=4, text="Plays.", now=NOW)
    letter = feedback.receive(kind=FeedbackKind.CONTACT, text="Hello?", email=customer.email, now=NOW)
    return review, letter


def of_ben(halo: Variant) -> None:
    """Let Ben have what nobody else may see or change."""
    ben = somebody("ben@example.com", SECRET)
    Address.objects.create(customer=ben, recipient=SECRET, line1=SECRET, postcode="1", city=SECRET, country="DE")
    order = an_order(halo, email=ben.email, paid=True)
    Order.objects.filter(pk=order.pk).update(recipient=SECRET, city=SECRET, line1=SECRET)
    feedback.receive(kind=FeedbackKind.CONTACT, text=SECRET, name=SECRET, email=ben.email, now=NOW)
    a_cart(halo, quantity=3, customer=ben)
