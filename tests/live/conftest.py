from collections.abc import Callable, Iterator

import pytest
from tests.factories import a_product, a_shop, a_variant
from tests.live.server import OPENED, Server
from tests.live.shopper import Shopper

from techmart.catalogue.models import Variant


@pytest.fixture(scope="module")
def workers() -> int:
    """How many processes answer requests; a module may want another number."""
    return 2


@pytest.fixture(scope="module")
def server(
    process_environment: Callable[..., dict[str, str]], workers: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """One server for the tests of a module."""
    running = Server(process_environment(), tmp_path_factory.mktemp("server") / "log", workers)
    yield running
    assert running.stop() == 0
    assert running.errors() == []


@pytest.fixture
def shopper(server: Server, transactional_db: None) -> Callable[..., Shopper]:
    """Let another person come in: `shopper(DNT="1")`."""
    return lambda **headers: _shopper(server, headers)


@pytest.fixture
def sold(transactional_db: None) -> Callable[..., Variant]:
    """Put something on sale, with a way of sending it."""

    def put_on_sale(on_hand: int = 10, price: int = 1000) -> Variant:
        a_shop()
        product = a_product(published_at=OPENED)
        return a_variant(on_hand=on_hand, price=price, product=product)

    return put_on_sale


def _shopper(server: Server, headers: dict[str, str]) -> Shopper:
    person = Shopper(server.port)
    person.headers |= {name.replace("_", "-"): value for name, value in headers.items()}
    return person
