"""The server's own address is where links in e-mails lead."""

import pytest

from techmart.core.server import _lead_links_here


@pytest.mark.parametrize(
    ("said", "leads"), [(None, "http://127.0.0.1:8123"), ("https://shop.example/", "https://shop.example")]
)
def test_links_lead_to_the_server_unless_told_otherwise(said, leads, settings, monkeypatch):
    monkeypatch.delenv("TECHMART_URL", raising=False)
    if said:
        monkeypatch.setenv("TECHMART_URL", said)
    _lead_links_here("127.0.0.1", 8123)
    base_url = settings.BASE_URL
    assert base_url == leads
    monkeypatch.delenv("TECHMART_URL")
