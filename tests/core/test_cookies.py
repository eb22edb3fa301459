"""Keys that browsers bring back."""

import pytest
from django.test import RequestFactory

from techmart.core.cookies import key_from


@pytest.mark.parametrize(
    ("cookies", "key"),
    [
        ("cart=aB3_-x", "aB3_-x"),
        ("other=aB3", None),
        ("cart=", None),
        (r'cart="\000"', None),  # Django reads a NUL here, which PostgreSQL refuses
        (f"cart={'a' * 41}", None),
    ],
)
def test_only_what_may_be_a_key_is_one(cookies: str, key: str | None) -> None:
    assert key_from(RequestFactory().get("/", headers={"cookie": cookies}), "cart") == key
