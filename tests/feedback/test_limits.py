import pytest
from django.core.cache import cache
from django.test import RequestFactory

from techmart.feedback import limits


@pytest.mark.django_db
def test_five_messages_pass_and_the_sixth_waits_but_not_for_others():
    cache.clear()
    ada = RequestFactory().post("/contact/", REMOTE_ADDR="203.0.113.7")
    ben = RequestFactory().post("/contact/", REMOTE_ADDR="203.0.113.8")
    assert [limits.is_within_limit(ada) for _ in range(6)] == [True] * 5 + [False]
    assert limits.is_within_limit(ben) is True


def test_who_fills_in_the_hidden_field_is_a_robot():
    assert limits.is_robot(RequestFactory().post("/contact/", {"website": "http://spam.example"})) is True
    assert limits.is_robot(RequestFactory().post("/contact/", {"website": ""})) is False
