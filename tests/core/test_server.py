"""Where the shop is served, and that links in e-mails lead there."""

import socket

import pytest
from django.core.management import CommandError

from techmart.core.server import _lead_links_here, check_address


def test_a_port_in_use_is_refused_even_where_it_could_be_shared():
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} of 127.0.0.1 is in use.*--port {port + 1}"):
            check_address("127.0.0.1", port)
    check_address("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(CommandError, match=r"Nothing can be served at 203\.0\.113\.9, port 8000: \w+"):
        check_address("203.0.113.9", 8000)


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
