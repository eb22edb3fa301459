"""Opening an account, over HTTP: nothing is said of others, nothing is claimed without proof."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from techmart.accounts import actions
from techmart.accounts.models import Customer
from techmart.mail.models import Message
from techmart.tracking.buffer import buffer
from techmart.tracking.models import DayStat

pytestmark = pytest.mark.django_db
PASSWORD, OTHERS = "correct horse battery", "another long password"


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


def sign_up(client: Client, email: str, password: str = PASSWORD):
    return client.post(reverse("account_signup"), {"email": email, "password1": password})


def log_in(client: Client, email: str, password: str) -> bool:
    client.post(reverse("account_login"), {"login": email, "password": password})
    return "_auth_user_id" in client.session


def mailed_path(email: str) -> str:
    """The path of the link in the newest message to this address."""
    text = Message.objects.filter(to=email).order_by("-pk").first().text
    return re.search(r"https?://[^/]+(/\S+)", text)[1]


def choose_password(client: Client, path: str, password: str):
    form = client.get(path, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": password, "password2": password})


def test_an_account_opens_when_the_address_is_confirmed_in_the_same_browser(client, django_capture_on_commit_callbacks):
    sign_up(client, "Ada@Example.com")
    ada = Customer.objects.get()
    assert (ada.email, ada.is_guest, "_auth_user_id" in client.session) == ("ada@example.com", True, False)
    assert Message.objects.get().kind == "account.email_confirmation_signup"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(mailed_path("ada@example.com"))
    ada.refresh_from_db()
    assert (ada.is_guest, client.session["_auth_user_id"]) == (False, str(ada.pk))
    assert log_in(Client(), "ada@example.com", PASSWORD) is True
    buffer.flush()
    assert DayStat.objects.get().metric == "customer.joined"


def test_without_confirmation_nobody_logs_in(client):
    sign_up(client, "ada@example.com")
    assert log_in(Client(), "ada@example.com", PASSWORD) is False


def test_a_password_typed_in_another_browser_is_dropped(client):
    """Somebody signs up with Ada's address and waits; Ada presses the link that came to her."""
    sign_up(client, "ada@example.com", OTHERS)
    ada = Client()
    response = ada.post(mailed_path("ada@example.com"))
    assert log_in(client, "ada@example.com", OTHERS) is False
    choose_password(ada, response["Location"], PASSWORD)
    assert "_auth_user_id" in ada.session
    assert log_in(Client(), "ada@example.com", PASSWORD) is True


def test_a_guest_claims_by_the_link_and_not_by_the_sign_up(client, now):
    guest = actions.customer_for(email="ada@example.com", now=now)
    sign_up(client, "ada@example.com", OTHERS)
    message = Message.objects.get()
    assert (message.kind, message.subject) == ("account.choose_password", "Choose your password at TechMart")
    guest.refresh_from_db()
    assert (guest.is_guest, guest.has_usable_password()) == (True, False)
    assert log_in(Client(), "ada@example.com", OTHERS) is False

    ada = Client()
    choose_password(ada, mailed_path("ada@example.com"), PASSWORD)
    guest.refresh_from_db()
    assert (guest.is_guest, ada.session["_auth_user_id"]) == (False, str(guest.pk))
    address = EmailAddress.objects.get()
    assert (address.email, address.verified, address.primary) == ("ada@example.com", True, True)
    assert log_in(Client(), "ada@example.com", PASSWORD) is True


def test_a_guest_claims_by_a_password_reset_too(client, now):
    guest = actions.customer_for(email="ada@example.com", now=now)
    client.post(reverse("account_reset_password"), {"email": "ada@example.com"})
    choose_password(client, mailed_path("ada@example.com"), PASSWORD)
    guest.refresh_from_db()
    assert (guest.is_guest, "_auth_user_id" in client.session) == (False, True)


def test_signing_up_says_nothing_of_others(now):
    """New, guest, customer: the same answer, and one message each."""
    actions.customer_for(email="guest@example.com", now=now)
    Customer.objects.create_user("customer@example.com", PASSWORD)
    answers = set()
    for email in ("new@example.com", "guest@example.com", "customer@example.com"):
        response = sign_up(Client(), email)
        page = Client().get(response["Location"]).content
        answers.add((response.status_code, response["Location"], re.sub(rb"[\w-]{30,}", b"", page)))
        assert Message.objects.filter(to=email).count() == 1
    assert len(answers) == 1
    kinds = Message.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [
        "account.email_confirmation_signup",
        "account.choose_password",
        "account.account_already_exists",
    ]


def test_asking_for_a_password_says_nothing_of_others(now):
    Customer.objects.create_user("customer@example.com", PASSWORD)
    for email in ("customer@example.com", "nobody@example.com"):
        response = Client().post(reverse("account_reset_password"), {"email": email})
        assert (response.status_code, response["Location"]) == (302, reverse("account_reset_password_done"))
        assert Message.objects.filter(to=email).count() == 1


def test_a_link_works_once(client, now):
    actions.customer_for(email="ada@example.com", now=now)
    sign_up(client, "ada@example.com")
    path = mailed_path("ada@example.com")
    choose_password(Client(), path, PASSWORD)
    choose_password(Client(), path, OTHERS)
    assert log_in(Client(), "ada@example.com", OTHERS) is False


def test_a_changed_password_ends_the_other_sessions(client):
    Customer.objects.create_user("ada@example.com", PASSWORD)
    elsewhere = Client()
    assert log_in(client, "ada@example.com", PASSWORD)
    assert log_in(elsewhere, "ada@example.com", PASSWORD)
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": OTHERS, "password2": OTHERS})
    profile = reverse("account_change_password")
    assert (client.get(profile).status_code, elsewhere.get(profile).status_code) == (200, 302)


def test_wrong_passwords_are_counted_and_then_refused(client):
    Customer.objects.create_superuser("mara@techmart.example", PASSWORD)
    for _ in range(5):
        assert log_in(Client(), "mara@techmart.example", "wrong") is False
    assert log_in(client, "mara@techmart.example", PASSWORD) is False


def test_staff_come_to_their_desk_and_customers_to_their_orders():
    Customer.objects.create_superuser("mara@techmart.example", PASSWORD)
    Customer.objects.create_user("ada@example.com", PASSWORD)
    for email, target in (("mara@techmart.example", "/backoffice/"), ("ada@example.com", "/account/orders/")):
        response = Client().post(reverse("account_login"), {"login": email, "password": PASSWORD})
        assert response["Location"] == target


def test_a_second_address_cannot_be_added(client):
    """It could be another guest's."""
    Customer.objects.create_user("ada@example.com", PASSWORD)
    log_in(client, "ada@example.com", PASSWORD)
    client.post(reverse("account_email"), {"email": "ben@example.com", "action_add": ""})
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["ada@example.com"]


def test_a_second_factor_is_asked_for_once_it_is_set_up(client):
    Customer.objects.create_superuser("mara@techmart.example", PASSWORD)
    log_in(client, "mara@techmart.example", PASSWORD)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    client.post(reverse("mfa_activate_totp"), {"code": code})

    another = Client()
    response = another.post(reverse("account_login"), {"login": "mara@techmart.example", "password": PASSWORD})
    assert (response["Location"], "_auth_user_id" in another.session) == (reverse("mfa_authenticate"), False)


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password"])
def test_an_address_longer_than_we_can_keep_is_refused(client, name):
    response = client.post(reverse(name), {"email": f"{'a' * 250}@example.com", "password1": PASSWORD})
    assert list(response.context["form"].errors) == ["email"]
    assert Message.objects.count() == 0
