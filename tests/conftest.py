"""What every test may ask for."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import caches
from django.db import connection
from hypothesis import HealthCheck, settings

from techmart.core.remember import drop_kept
from techmart.tracking.buffer import buffer

# A busy machine is no failure, and what one run finds every run finds; TECHMART_SEARCH=1 looks for something new.
settings.register_profile(
    "unhurried",
    deadline=None,
    derandomize="TECHMART_SEARCH" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("unhurried")

# All shoppers of a test come from one address.
LIMITS = {"TECHMART_ORDERS_PER_ADDRESS": "100000"}
SRC = Path(__file__).resolve().parent.parent / "src"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Ask on PostgreSQL only what touches a database: all else was asked on SQLite and cannot differ."""
    if connection.vendor != "postgresql":
        return
    left_out = [item for item in items if not _touches_a_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if _touches_a_database(item)]


def _touches_a_database(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & asked)


@pytest.fixture
def now() -> datetime:
    """A Monday morning."""
    return datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _forget_local_cache() -> Iterator[None]:
    """Let no test see what another one's database held."""
    yield
    caches["local"].clear()
    drop_kept()


@pytest.fixture(autouse=True)
def _no_writer_thread(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let events wait until a test flushes them: a thread would write past the test's transaction."""
    monkeypatch.setattr(buffer, "starts_writer", False)
    yield
    buffer.clear()


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Hash passwords quickly: a good hash is slow by design."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _static_files_when_asked_for(settings: Any) -> None:
    """Look at no static file before it is asked for: every new client would look at all of them first."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session")
def process_environment(django_db_setup: None) -> Callable[..., dict[str, str]]:
    """Return the environment with which another process works on the tests' database."""
    database = connection.settings_dict
    url = f"sqlite:///{database['NAME']}"
    if connection.vendor == "postgresql":
        login, password, host, name = (quote(str(database[key]), "") for key in ("USER", "PASSWORD", "HOST", "NAME"))
        port = f":{database['PORT']}" if database["PORT"] else ""
        url = f"postgres://{login}:{password}@{host}{port}/{name}"

    def environment(*paths: Path, **variables: str) -> dict[str, str]:
        path = os.pathsep.join([str(SRC), *map(str, paths)])
        return {**os.environ, "DATABASE_URL": url, "PYTHONPATH": path, **LIMITS, **variables}

    return environment


@pytest.fixture
def child_environment(
    transactional_db: None, process_environment: Callable[..., dict[str, str]]
) -> Callable[..., dict[str, str]]:
    """Return the same for one test, whose database is emptied after it."""
    return process_environment
