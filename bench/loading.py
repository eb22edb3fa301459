"""How soon a page is there on a slow telephone: the largest thing painted, what moved, and what was sent.

A telephone as Lighthouse imagines it: 412 pixels wide, a processor four times slower than this one, 1.6 Mbit a second,
150 ms to the server and back. Nothing is in the browser's cache.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bench.report import Figure, median
from bench.server import HOST, Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

SUBJECT = "loading"
ROUNDS = 3
LCP_MS, CLS, SCRIPT_BYTES, STYLESHEETS = 2500, 0.1, 30 * 1024, 1
SETTLE_MS = 600
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
TELEPHONE: dict[str, Any] = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75, "is_mobile": True}
NETWORK: dict[str, object] = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
SLOWER = 4
WATCH = """
window.seen = {lcp: 0, cls: 0, what: ""};
new PerformanceObserver(list => list.getEntries().forEach(entry => {
  seen.lcp = entry.startTime; seen.what = entry.element ? entry.element.outerHTML.slice(0, 80) : "";
})).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(entry => {
  if (!entry.hadRecentInput) seen.cls += entry.value;
})).observe({type: "layout-shift", buffered: true});
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One visit: milliseconds to the largest paint, what that was, how much moved, and what came over the wire."""

    lcp_ms: float
    what: str
    shift: float
    bytes_by_type: dict[str, int]
    stylesheets: int
    strangers: int


def program() -> str | None:
    """Return where Chromium is."""
    return shutil.which("chromium")


def measure(server: Server, variant: int) -> list[Figure]:
    """Return the figures of the main pages, light and dark; nothing where there is no Chromium."""
    path = program()
    if path is None:
        return []
    from playwright.sync_api import sync_playwright

    home = f"http://{HOST}:{server.port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        loaded = {name: list(_visits(browser, home, visit)) for name, visit in _pages(variant).items()}
        browser.close()
    every = [visit for visits in loaded.values() for visit in visits]
    return [
        *(Figure(SUBJECT, f"{name}, largest paint", _lcp(visits), "ms", LCP_MS) for name, visits in loaded.items()),
        Figure(SUBJECT, "most that moved (CLS)", max(visit.shift for visit in every), "", CLS),
        Figure(SUBJECT, "script sent at most", max(_sent(visit, "script") for visit in every), "bytes", SCRIPT_BYTES),
        Figure(SUBJECT, "stylesheets at most", max(visit.stylesheets for visit in every), "", STYLESHEETS),
        Figure(SUBJECT, "style sent at most", max(_sent(visit, "stylesheet") for visit in every), "bytes"),
        Figure(SUBJECT, "requests to strangers", max(visit.strangers for visit in every), "", 0),
    ]


def _pages(variant: int) -> dict[str, Callable[["BrowserContext"], str]]:
    """Return how to come to each page, on a quick line, and its address."""

    def with_cart(path: str) -> Callable[["BrowserContext"], str]:
        def come(context: "BrowserContext") -> str:
            page = context.new_page()
            page.goto("/contact/")
            token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
            data: dict[str, str | float | bool] = {
                "variant": str(variant),
                "quantity": "1",
                "csrfmiddlewaretoken": token,
            }
            context.request.post("/cart/lines/", form=data, headers={"Referer": page.url})
            page.close()
            return path

        return come

    def at(path: str) -> Callable[["BrowserContext"], str]:
        return lambda context: path

    return {
        "home": at("/"),
        "listing": at("/c/audio/"),
        "product": at("/p/halo-2/"),
        "search": at("/search/?q=speaker"),
        "cart": with_cart("/cart/"),
        "checkout": with_cart("/checkout/"),
    }


def _visits(browser: "Browser", home: str, come: Callable[["BrowserContext"], str]) -> Iterator[Loaded]:
    for scheme in ("light", "dark"):
        for _ in range(ROUNDS):
            context = browser.new_context(**TELEPHONE, base_url=home, color_scheme=scheme)
            context.add_cookies([{"name": "no_visitor", "value": "1", "url": home}])
            path = come(context)
            yield _load(context, home, path)
            context.close()


def _load(context: "BrowserContext", home: str, path: str) -> Loaded:
    """Open a page as on a slow telephone and wait until it rests."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    kinds: dict[str, str] = {}
    sent: dict[str, int] = {}
    urls: list[str] = []

    def asked(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event.get("type", "").lower()
        urls.append(event["request"]["url"])

    def came(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "")
        sent[kind] = sent.get(kind, 0) + int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", came)
    page.add_init_script(WATCH)
    page.goto(path, wait_until="load")
    page.wait_for_timeout(SETTLE_MS)
    seen = page.evaluate("seen")
    strangers = sum(not url.startswith((f"{home}/", "data:")) for url in urls)
    return Loaded(seen["lcp"], seen["what"], seen["cls"], sent, list(kinds.values()).count("stylesheet"), strangers)


def _lcp(visits: list[Loaded]) -> float:
    """Return the median of the slower of light and dark."""
    return max(median(visit.lcp_ms for visit in half) for half in (visits[:ROUNDS], visits[ROUNDS:]))


def _sent(visit: Loaded, kind: str) -> int:
    return visit.bytes_by_type.get(kind, 0)
