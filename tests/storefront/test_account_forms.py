"""Accounts ask in the shop's words."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "labels"),
    [
        ("/account/login/", ["E-mail", "Password", "Stay logged in"]),
        ("/account/signup/", ["E-mail", "Password"]),
        ("/account/password/reset/", ["E-mail"]),
    ],
)
def test_every_field_has_the_shops_label_and_is_empty(client: Client, path: str, labels: list[str]):
    response = client.get(path)
    form = response.context["form"]
    assert [field.label for field in form.visible_fields()] == labels
    assert 'placeholder="Email' not in response.content.decode()
