"""A person can have all of it, and can be forgotten; the books stay."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test import Client
from tests.factories import NOW, a_shop, a_variant

from techmart.accounts import actions as accounts
from techmart.accounts.erasure import CannotErase, erase, export
from techmart.accounts.models import Customer
from techmart.accounts.personal_data import HOLDINGS, Holding
from techmart.cart import actions as cart_actions
from techmart.feedback import actions as inbox
from techmart.feedback.models import FeedbackKind, ReviewRequest
from techmart.orders import actions as orders
from techmart.orders.models import Order
from techmart.payments.providers import provider
from techmart.tracking import actions as tracking
from techmart.tracking.buffer import buffer
from techmart.tracking.models import DayStat
from techmart.tracking.visitors import VISITOR_COOKIE
from techmart.wishes import actions as wishes

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
# A word that stands in everything the shop learns of a person.
CANARY = "kanarienvogel"


@pytest.fixture
def mara() -> Customer:
    """A member of staff."""
    return Customer.objects.create_superuser("mara@techmart.example", name="Mara")


def live(name: str, staff: Customer) -> Customer:
    """Let somebody do everything a person can do here, their name in every word they leave."""
    now, variant = NOW, a_variant()
    email = f"{name}@example.com"
    customer = Customer.objects.create_user(email, PASSWORD, name=name)
    address = dict.fromkeys(("recipient", "line1", "line2", "postcode", "city"), name) | {"country": "DE"}
    entry = accounts.add_address(customer=customer, **address)
    Authenticator.objects.create(user=customer, type="totp", data={"secret": name})
    visitor = tracking.give_consent(visitor=None, customer=customer, source="/privacy/", now=now)
    tracking.record("search.performed", visitor=visitor, data={"text": name}, now=now)
    buffer.flush()

    cart = cart_actions.open_cart(customer=customer, now=now)
    cart_actions.add_to_cart(cart=cart, variant_id=variant.pk, quantity=1, now=now)
    to = orders.AddressData(**address)
    order = orders.place_order(
        cart=cart, email=email, address=to, shipping_code="post", provider=provider("transfer"), note=name,
        visitor=visitor, customer=customer, now=now,
    )  # fmt: skip
    orders.record_payment(order=order, by=staff, now=now)
    orders.ship_order(order=order, by=staff, carrier="Post", tracking_number=name, now=now)
    orders.refund_order(order=order, amount=100, by=staff, reason=name, key=f"{order.number}/1", now=now)
    orders.add_note(order=order, by=staff, text=name, now=now)
    ReviewRequest.objects.create(order=order, at=now)
    cart_actions.open_cart(customer=customer, now=now)

    wishes.add_wish(customer=customer, product_id=variant.product_id, now=now)
    wishes.ask_for_notice(kind="back", variant=variant, email=email, customer=None, now=now)
    message = inbox.receive(
        kind=FeedbackKind.CONTACT, text=name, name=name, email=email, order_number=order.number, customer=customer,
        now=now,
    )  # fmt: skip
    inbox.reply(feedback=message, text=name, by=staff, now=now)
    inbox.receive(kind=FeedbackKind.FEEDBACK, text=name, email=email.upper(), rating=4, now=now)
    for row in (customer, entry, message):
        LogEntry.objects.create(
            user=staff,
            content_type=ContentType.objects.get_for_model(row),
            object_id=row.pk,
            object_repr=str(row),
            action_flag=CHANGE,
            change_message=name,
        )
    client = Client()
    client.cookies[VISITOR_COOKIE] = visitor.key
    client.post("/account/login/", {"login": email, "password": PASSWORD})
    return customer


@pytest.fixture
def canary(mara) -> Customer:
    a_shop()
    return live(CANARY, mara)


def columns_with(word: str) -> set[str]:
    """Every column of every table in which the word stands, whatever its type."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                cursor.execute(
                    f'SELECT 1 FROM "{table}" WHERE LOWER(CAST("{column.name}" AS TEXT)) LIKE %s LIMIT 1', [f"%{word}%"]
                )
                if cursor.fetchone():
                    found.add(f"{table}.{column.name}")
    return found


def as_text(exported: object) -> str:
    return json.dumps(exported, cls=DjangoJSONEncoder, sort_keys=True)


def test_the_canary_sings_everywhere_before(canary):
    """Otherwise the next test would prove nothing."""
    assert columns_with(CANARY) >= {
        "accounts_customer.email", "accounts_customer.name", "accounts_address.line1", "account_emailaddress.email",
        "mfa_authenticator.data", "mail_message.to", "mail_message.text", "mail_message.html", "tracking_event.data",
        "orders_order.recipient", "orders_order.email", "orders_order.note", "orders_payment.note",
        "orders_parcel.tracking_number", "orders_activity.detail", "feedback_feedback.text", "feedback_reply.text",
        "feedback_feedback.email", "django_admin_log.object_repr", "django_admin_log.change_message",
    }  # fmt: skip
    assert Session.objects.count() == 1


def test_an_erased_person_stands_nowhere_and_the_books_stay(canary):
    order = Order.objects.get()
    books = (order.number, order.total, order.refunded_total, order.placed_at, order.country)
    counts = list(DayStat.objects.order_by("metric").values_list("metric", "value"))
    keys = [canary.visitors.get().key, *canary.carts.values_list("key", flat=True)]

    erase(customer=canary)

    assert columns_with(CANARY) == set()
    assert [columns_with(key.lower()) for key in keys] == [set()] * len(keys)
    assert Session.objects.count() == 0
    order.refresh_from_db()
    assert (order.number, order.total, order.refunded_total, order.placed_at, order.country) == books
    assert (order.customer, order.email) == (canary, f"erased-{canary.pk}@erased.invalid")
    assert list(DayStat.objects.order_by("metric").values_list("metric", "value")) == counts
    canary.refresh_from_db()
    assert (canary.email, canary.is_active) == (f"erased-{canary.pk}@erased.invalid", False)
    assert canary.has_usable_password() is False


def test_a_field_that_erasing_forgot_would_be_found(canary, monkeypatch):
    """The mutant: nobody thought of what was written beside a refund."""
    monkeypatch.setitem(HOLDINGS, "orders.Payment", Holding(HOLDINGS["orders.Payment"].rows))
    erase(customer=canary)
    assert columns_with(CANARY) == {"orders_payment.note"}


def test_nobody_else_is_touched(canary, mara):
    ben = live("ben", mara)
    before = as_text(export(ben))
    erase(customer=canary)
    assert as_text(export(ben)) == before
    assert Session.objects.count() == 1


def test_an_export_holds_all_of_one_person_and_no_key(canary, mara):
    live("ben", mara)
    exported = export(canary)
    assert set(exported) == {
        "account.EmailAddress", "accounts.Address", "accounts.Customer", "cart.Cart", "cart.CartLine",
        "feedback.Feedback", "feedback.Reply", "feedback.ReviewRequest", "mail.Message", "mfa.Authenticator",
        "orders.Activity", "orders.Order", "orders.OrderLine", "orders.Parcel", "orders.ParcelLine", "orders.Payment",
        "scoring.CustomerSummary", "tracking.Consent", "tracking.Event", "tracking.Visitor", "wishes.Notice",
        "wishes.Wish",
    }  # fmt: skip
    text = as_text(exported)
    assert "ben" not in text
    assert canary.password not in text
    assert canary.visitors.get().key not in text
    assert '"secret"' not in text


def test_who_waits_for_a_parcel_is_kept_until_it_is_sent(canary):
    Order.objects.update(ship_status="unshipped", status="placed")
    number = Order.objects.get().number
    with pytest.raises(CannotErase, match=f"Ship or cancel first: {number}"):
        erase(customer=canary)
    canary.refresh_from_db()
    assert canary.name == CANARY


def test_staff_are_not_erased(mara):
    with pytest.raises(CannotErase, match="is staff"):
        erase(customer=mara)


def test_the_commands_print_what_there_was_and_what_was_forgotten(canary, capsys):
    call_command("export_customer", " Kanarienvogel@Example.com ")
    assert json.loads(capsys.readouterr().out)["accounts.Customer"][0]["name"] == CANARY
    call_command("erase_customer", canary.email, "--json")
    assert json.loads(capsys.readouterr().out)["orders.Order"] == 1
    for command in ("export_customer", "erase_customer"):
        with pytest.raises(CommandError, match="Nobody here") as error:
            call_command(command, canary.email)
        assert error.value.returncode == 2
