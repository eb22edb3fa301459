"""One inbox: taken in, confirmed, answered once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override
from tests.factories import a_product

from techmart.accounts.models import Customer
from techmart.feedback import actions
from techmart.feedback.models import Feedback, FeedbackKind
from techmart.mail.models import Message
from techmart.tracking.buffer import buffer
from techmart.tracking.models import DayStat, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def mara() -> Customer:
    """A member of staff."""
    return Customer.objects.create_superuser("mara@techmart.example", name="Mara")


@pytest.fixture
def question(now) -> Feedback:
    return actions.receive(
        kind=FeedbackKind.CONTACT, text="Where is it?", name="Ada", email="ada@example.com", order_number="T1", now=now
    )


def test_a_message_is_kept_and_confirmed_without_repeating_it(question):
    assert (question.status, question.customer) == ("new", None)
    message = Message.objects.get()
    assert (message.to, message.kind, message.subject) == (
        "ada@example.com",
        "feedback.received",
        "We have your message",
    )
    assert "Hello Ada," in message.text
    assert "order T1" in message.text
    assert "Where is it?" not in message.text + message.html


def test_without_an_address_nothing_is_confirmed(now):
    actions.receive(kind=FeedbackKind.FEEDBACK, text="Fine shop", rating=5, now=now)
    assert Message.objects.count() == 0


def test_a_typed_address_makes_nobody_the_writer(now):
    ada = Customer.objects.create_user("ada@example.com")
    typed = actions.receive(kind=FeedbackKind.CONTACT, text="It is me", email="ada@example.com", now=now)
    signed_in = actions.receive(kind=FeedbackKind.CONTACT, text="It is me", customer=ada, now=now)
    assert (typed.customer, signed_in.customer) == (None, ada)


def test_a_message_is_an_event_once_it_is_kept(now, django_capture_on_commit_callbacks):
    ada = Customer.objects.create_user("ada@example.com")
    with django_capture_on_commit_callbacks(execute=True):
        actions.receive(kind=FeedbackKind.CONTACT, text="Hello", customer=ada, now=now)
    buffer.flush()
    event = Event.objects.get()
    assert (event.name, event.customer, event.data) == ("message.received", ada, {"kind": "contact"})
    assert DayStat.objects.get().value == 1


@pytest.mark.parametrize("rating", [0, 6])
def test_stars_go_from_one_to_five(now, rating):
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.receive(kind=FeedbackKind.FEEDBACK, text="?", rating=rating, now=now)


def test_what_is_no_address_is_refused_as_a_whole(now):
    with pytest.raises(ValidationError):
        actions.receive(kind=FeedbackKind.CONTACT, text="Hello", email="a@example.com\nBcc: b@example.com", now=now)
    assert Feedback.objects.count() == 0


def test_an_answer_goes_out_once(question, mara, now):
    later = now + timedelta(hours=1)
    answered = actions.reply(feedback=question, text="On its way & <soon>.", by=mara, now=later)
    answer = answered.replies.get()
    assert (answered.status, answer.text, answer.at, answer.by) == ("answered", "On its way & <soon>.", later, mara)
    with pytest.raises(actions.AlreadyHandled):
        actions.reply(feedback=question, text="Something else", by=mara, now=later)
    sent = Message.objects.get(kind="feedback.reply")
    assert (sent.to, sent.subject) == ("ada@example.com", "TechMart: our answer")
    assert "On its way & <soon>." in sent.text
    assert "You wrote on 2 Mar 2026:\n\nWhere is it?" in sent.text
    assert "On its way &amp; &lt;soon&gt;." in sent.html


def test_without_an_address_there_is_no_answer(mara, now):
    feedback = actions.receive(kind=FeedbackKind.FEEDBACK, text="Fine shop", rating=5, now=now)
    with pytest.raises(actions.NoAddress):
        actions.reply(feedback=feedback, text="Thank you", by=mara, now=now)
    feedback.refresh_from_db()
    assert feedback.status == "new"


def test_what_is_closed_is_neither_closed_again_nor_answered(question, mara, now):
    assert actions.close(feedback=question).status == "closed"
    with pytest.raises(actions.AlreadyHandled):
        actions.close(feedback=question)
    with pytest.raises(actions.AlreadyHandled):
        actions.reply(feedback=question, text="Too late", by=mara, now=now)


def test_the_same_words_sent_twice_are_one_message(now):
    def write(minutes: int, text: str = "Good.") -> Feedback:
        return actions.receive(kind=FeedbackKind.FEEDBACK, text=text, rating=5, now=now + timedelta(minutes=minutes))

    first = write(0)
    assert (write(9), Feedback.objects.count()) == (first, 1)
    assert len({first, write(9, "Good!"), write(10)}) == 3


@pytest.fixture
def review(now) -> Feedback:
    ada = Customer.objects.create_user("ada@example.com", name="Ada Winter")
    return actions.write_review(product=a_product(), customer=ada, rating=4, text="Good.", now=now)


def test_what_is_taken_off_the_page_is_not_counted(review, now):
    actions.publish(feedback=review, now=now)
    with pytest.raises(actions.AlreadyHandled):
        actions.publish(feedback=review, now=now)
    review.product.refresh_from_db()
    assert (review.product.rating, review.product.rating_count) == (400, 1)
    closed = actions.close(feedback=review)
    review.product.refresh_from_db()
    assert (closed.published_at, review.product.rating, review.product.rating_count) == (None, 0, 0)


def test_a_review_that_is_answered_is_shown(review, mara, now):
    answered = actions.reply(feedback=review, text="Thank you.", by=mara, now=now)
    review.product.refresh_from_db()
    assert (answered.status, answered.published_at, review.product.rating_count) == ("answered", now, 1)


def test_a_further_message_waits_for_the_shop_again(question, mara, now):
    actions.reply(feedback=question, text="On its way.", by=mara, now=now)
    twice = [actions.follow_up(feedback=question, text="Still not here.", now=now) for _ in range(2)]
    question.refresh_from_db()
    assert (question.status, twice[0]) == ("new", twice[1])
    actions.reply(feedback=question, text="Tomorrow.", by=mara, now=now)
    assert Message.objects.filter(kind="feedback.reply").count() == 2


def test_who_wrote_in_german_is_answered_in_german(mara, now):
    with override("de"):
        letter = actions.receive(kind=FeedbackKind.CONTACT, text="Wo?", name="Ada", email="ada@example.com", now=now)
    actions.reply(feedback=letter, text="Dort.", by=mara, now=now)
    received, answer = Message.objects.order_by("pk")
    assert received.subject == "Ihre Nachricht ist angekommen"
    assert answer.subject == "TechMart: unsere Antwort"
    assert answer.text.startswith("Guten Tag Ada,\n\nDort.")
