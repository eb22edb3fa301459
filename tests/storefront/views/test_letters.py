import pytest
from django.test import Client
from tests.factories import NOW

from techmart.feedback import actions as inbox
from techmart.feedback.links import thread_path
from techmart.feedback.models import Feedback

pytestmark = pytest.mark.django_db


def test_a_question_lands_in_the_inbox(client: Client):
    response = client.post("/contact/", {"text": "Where is it?", "email": "ben@example.com", "order_number": "T10001"})
    letter = Feedback.objects.get()
    assert response.url == thread_path(letter)
    assert (letter.kind, letter.text, letter.order_number) == ("contact", "Where is it?", "T10001")


def test_feedback_has_stars(client: Client):
    client.post("/feedback/", {"rating": "4", "text": "Good."})
    assert Feedback.objects.get().rating == 4
    assert list(client.post("/feedback/", {"rating": "6", "text": "x"}).context["form"].errors) == ["rating"]


def test_nothing_typed_is_lost(client: Client):
    page = client.post("/contact/", {"text": "A long question", "email": "ben"}).content.decode()
    assert "A long question" in page
    assert Feedback.objects.count() == 0


@pytest.mark.parametrize("path", ["/contact/", "/feedback/"])
def test_an_address_longer_than_we_can_keep_is_refused(client: Client, path: str):
    response = client.post(path, {"text": "Hi", "rating": "5", "email": f"{'a' * 250}@example.com"})
    assert list(response.context["form"].errors) == ["email"]


def test_robots_are_thanked_and_forgotten(client: Client):
    response = client.post("/contact/", {"text": "Buy!", "email": "bot@example.com", "website": "x"})
    assert response.url == "/thanks/"
    assert Feedback.objects.count() == 0


def test_who_is_signed_in_is_known(as_ada: Client, ada):
    as_ada.post("/contact/", {"text": "Hello", "email": ada.email})
    assert Feedback.objects.get().customer == ada


def test_who_has_the_link_reads_the_answer_and_writes_back(client: Client, mara):
    client.post("/contact/", {"text": "Where is it?", "email": "ben@example.com"})
    letter = Feedback.objects.get()
    inbox.reply(feedback=letter, text="On <its> way.", by=mara, now=NOW)
    assert "On &lt;its&gt; way." in client.get(thread_path(letter)).content.decode()
    client.post(thread_path(letter), {"text": "It is here."})
    letter.refresh_from_db()
    assert (letter.status, [reply.text for reply in letter.replies.all()]) == ("new", ["On <its> way.", "It is here."])


def test_a_forged_link_shows_nothing(client: Client):
    assert client.get("/m/1:forged/").status_code == 404


def test_the_account_shows_ones_own_messages_alone(as_ada: Client, ada):
    inbox.receive(kind="contact", text="Mine", customer=ada, now=NOW)
    inbox.receive(kind="contact", text="Typed by somebody", email=ada.email, now=NOW)
    page = as_ada.get("/account/messages/").content.decode()
    assert ("Mine" in page, "Typed by somebody" in page) == (True, False)
