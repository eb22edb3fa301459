"""E-mails as rows."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import NOW

from techmart.accounts.models import Customer
from techmart.mail import actions as mail
from techmart.mail.models import Message, MessageState

pytestmark = pytest.mark.django_db
EVIL = "<h1>Hi</h1><script>alert(1)</script>"


def an_email(key: str = "a", html: str = "", **fields: object) -> Message:
    message = mail.queue(key=key, kind="test", to="ada@example.com", subject="Hello", text="Hi", html=html, now=NOW)
    Message.objects.filter(pk=message.pk).update(**fields or {"attempts": 0})
    return message


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_list_of_any_length_takes_four_queries(
    how_many: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(how_many):
        an_email(str(number))
    with django_assert_num_queries(4):
        response = desk.get("/backoffice/outbox/")
    assert len(response.context["page"]) == how_many


def test_the_address_says_what_is_seen(desk: Client) -> None:
    an_email("a")
    dead = an_email("b", state=MessageState.DEAD, last_error="No such user")
    assert list(desk.get("/backoffice/outbox/?state=dead").context["page"]) == [dead]
    assert len(desk.get("/backoffice/outbox/?search=ADA@").context["page"]) == 2


def test_markup_is_shown_where_it_can_do_nothing(desk: Client) -> None:
    message = an_email(html=EVIL)
    page = desk.get(f"/backoffice/outbox/{message.pk}/")
    assert EVIL not in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    framed = desk.get(f"/backoffice/outbox/{message.pk}/html/")
    assert framed.content.decode() == EVIL
    assert framed["Content-Security-Policy"].split("; ")[:2] == ["sandbox", "default-src 'none'"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"


def test_plain_mail_needs_no_frame(desk: Client) -> None:
    assert "<iframe" not in desk.get(f"/backoffice/outbox/{an_email().pk}/").content.decode()


def test_what_was_given_up_is_queued_again(desk: Client) -> None:
    message = an_email(state=MessageState.DEAD, attempts=5)
    desk.post(f"/backoffice/outbox/{message.pk}/resending/")
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.QUEUED, 0)


def test_what_was_sent_stays_sent(desk: Client) -> None:
    message = an_email(state=MessageState.SENT)
    desk.post(f"/backoffice/outbox/{message.pk}/resending/")
    message.refresh_from_db()
    assert message.state == MessageState.SENT


@pytest.mark.parametrize(("is_superuser", "status"), [(False, 403), (True, 200)])
def test_a_link_that_opens_an_account_is_not_for_every_colleague(
    is_superuser: bool, status: int, desk: Client, maya: Customer
) -> None:
    Customer.objects.filter(pk=maya.pk).update(is_superuser=is_superuser)
    message = an_email(kind="account.password_reset_key", html="<p>secret link</p>")
    assert desk.get("/backoffice/outbox/").status_code == 200
    assert desk.get(f"/backoffice/outbox/{message.pk}/").status_code == status
    assert desk.get(f"/backoffice/outbox/{message.pk}/html/").status_code == status
