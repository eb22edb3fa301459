import pytest

from techmart.feedback import actions, queries
from techmart.feedback.models import FeedbackKind

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 3])
def written(request, now):
    """One message or three; the first is answered feedback, the others wait."""
    for number in range(request.param):
        kind = FeedbackKind.CONTACT if number else FeedbackKind.FEEDBACK
        actions.receive(kind=kind, text=f"Text {number}", email="ada@example.com", order_number=f"T{number}", now=now)
    actions.close(feedback=queries.inbox().last())
    return request.param


def test_the_inbox_is_newest_first_in_one_query(written, django_assert_num_queries):
    with django_assert_num_queries(1):
        messages = [(message.text, message.customer, message.product) for message in queries.inbox()]
    assert messages == [(f"Text {number}", None, None) for number in reversed(range(written))]


def test_the_inbox_can_be_narrowed(written):
    assert queries.inbox(status="new").count() == written - 1
    assert queries.inbox(kind="feedback").count() == 1
    assert [message.text for message in queries.inbox(search="t0")] == ["Text 0"]
    assert queries.inbox(search="ADA@").count() == written
