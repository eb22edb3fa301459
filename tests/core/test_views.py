import pytest
from django.test import Client


@pytest.mark.django_db
def test_health_answers_once_the_database_does(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"
