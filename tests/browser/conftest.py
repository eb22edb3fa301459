"""A furnished shop under its real server, and Debian's Chromium to walk it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser.walker import Walker
from tests.live.server import Server

from techmart.demo.furnish import PASSWORD, STAFF

SRC = Path(__file__).resolve().parents[2] / "src"
CUSTOMERS = 150
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def program() -> str:
    """Return where Debian's Chromium is; without it these tests are skipped, or fail where it is required."""
    found = shutil.which("chromium")
    if found is None:
        absent = pytest.fail if "chromium" in os.environ.get("TECHMART_REQUIRE", "") else pytest.skip
        absent("Chromium is not installed (on Debian: apt install chromium).")
    return found


@pytest.fixture(scope="session")
def shop(program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Furnish a small shop as `techmart demo` does, and serve it."""
    folder = tmp_path_factory.mktemp("shop")
    environment = {**os.environ, "PYTHONPATH": str(SRC), "TECHMART_DATA_DIR": str(folder), "DATABASE_URL": ""}
    furnish = [sys.executable, "-m", "techmart", "demo", "--no-serve", "--customers", str(CUSTOMERS)]
    subprocess.run(furnish, env=environment, check=True, stdout=subprocess.DEVNULL)
    server = Server(environment, folder / "log")
    yield server
    assert server.stop() == 0
    assert server.errors() == []


# Not for the session: while Chromium is driven, an event loop runs in which Django refuses the database to others.
@pytest.fixture(scope="module")
def chromium(program: str) -> Iterator[Browser]:
    """Start it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def walker(shop: Server, chromium: Browser) -> Iterator[Callable[..., Walker]]:
    """Let somebody come in: `walker(has_script=False)`. At the end, nobody may have met a fault."""
    walkers: list[Walker] = []

    def come_in(width: int = 1280, *, has_script: bool = True) -> Walker:
        walkers.append(Walker(chromium, f"http://127.0.0.1:{shop.port}", width, has_script=has_script))
        return walkers[-1]

    yield come_in
    for somebody in walkers:
        somebody.leave()
    assert [fault for somebody in walkers for fault in somebody.faults] == []


@pytest.fixture
def staff(walker: Callable[..., Walker]) -> Callable[..., Walker]:
    """Let a member of staff log in."""

    def log_in(width: int = 1280, *, has_script: bool = True) -> Walker:
        mara = walker(width, has_script=has_script)
        mara.log_in(STAFF, PASSWORD, "/backoffice/")
        return mara

    return log_in
