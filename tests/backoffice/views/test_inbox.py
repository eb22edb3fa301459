"""What people wrote, and what they were answered."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import NOW

from techmart.accounts.models import Customer
from techmart.feedback import actions as feedback
from techmart.feedback.models import Feedback, FeedbackKind, FeedbackStatus
from techmart.mail.models import Message

pytestmark = pytest.mark.django_db


def a_message(text: str = "Is it loud?", email: str = "ada@example.com", **fields: object) -> Feedback:
    kind = FeedbackKind.CONTACT
    return feedback.receive(kind=kind, text=text, name="Ada", email=email, now=NOW, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_list_of_any_length_takes_four_queries(
    how_many: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(how_many):
        a_message(f"Is number {number} loud?")
    with django_assert_num_queries(4):
        response = desk.get("/backoffice/inbox/")
    assert len(response.context["page"]) == how_many


def test_the_address_says_what_is_seen(desk: Client, maya: Customer) -> None:
    loud, quiet = a_message(), a_message("Is it quiet?")
    feedback.close(feedback=quiet)
    assert list(desk.get("/backoffice/inbox/?status=new").context["page"]) == [loud]
    assert list(desk.get("/backoffice/inbox/?search=quiet&kind=contact").context["page"]) == [quiet]
    assert len(desk.get("/backoffice/inbox/?status=nonsense").context["page"]) == 2


def test_whatever_somebody_calls_their_order_the_message_opens(desk: Client) -> None:
    message = a_message(order_number="2026/7 ü?#")
    assert "?q=2026/7%20%C3%BC%3F%23" in desk.get(f"/backoffice/inbox/{message.pk}/").content.decode()
    assert [desk.get(f"/backoffice/orders/{odd}/").status_code for odd in ("2026/7%20%C3%BC%3F%23", "%00")] == [
        404,
        404,
    ]


def test_an_answer_goes_out_by_mail_and_names_who_gave_it(desk: Client, maya: Customer) -> None:
    message = a_message()
    desk.post(f"/backoffice/inbox/{message.pk}/reply/", {"text": "Very."})
    message.refresh_from_db()
    assert (message.status, message.replies.get().text, message.replies.get().by) == ("answered", "Very.", maya)
    assert Message.objects.get(kind="feedback.reply").to == "ada@example.com"
    assert "Very." in desk.get(f"/backoffice/inbox/{message.pk}/").content.decode()


def test_it_is_answered_once(desk: Client) -> None:
    message = a_message()
    for _ in range(2):
        desk.post(f"/backoffice/inbox/{message.pk}/reply/", {"text": "Very."})
    assert Message.objects.filter(kind="feedback.reply").count() == 1


def test_an_empty_answer_is_none(desk: Client) -> None:
    message = a_message()
    assert desk.post(f"/backoffice/inbox/{message.pk}/reply/", {"text": " "}).status_code == 422
    assert Feedback.objects.get().status == FeedbackStatus.NEW


def test_who_left_no_address_is_not_offered_an_answer(desk: Client) -> None:
    message = a_message(email="")
    assert 'name="text"' not in desk.get(f"/backoffice/inbox/{message.pk}/").content.decode()
    desk.post(f"/backoffice/inbox/{message.pk}/closure/")
    assert Feedback.objects.get().status == FeedbackStatus.CLOSED


def test_words_are_words(desk: Client) -> None:
    message = a_message("<script>alert(1)</script>")
    assert "<script>alert" not in desk.get(f"/backoffice/inbox/{message.pk}/").content.decode()
