import pytest

from techmart.mail import actions, queries
from techmart.mail.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def messages(now):
    for key, to in (("1", "ada@example.com"), ("2", "ben@example.com"), ("3", "cleo@example.com")):
        actions.queue(key=key, kind="test", to=to, subject=f"For {key}", text="…", now=now)
    Message.objects.filter(key="2").update(state="dead")


def test_the_outbox_is_newest_first_and_can_be_narrowed(messages):
    assert [message.key for message in queries.outbox()] == ["3", "2", "1"]
    assert [message.key for message in queries.outbox(state="dead")] == ["2"]
    assert [message.key for message in queries.outbox(search="CLEO")] == ["3"]
    assert [message.key for message in queries.outbox(search="for 1")] == ["1"]
