"""What looking around costs: each page against a bare view that renders the same template from memory."""

from collections.abc import Callable, Sequence

from bench.blocks import Block, Effort, alternate, cpu_ms, latency_ms, per_second, ratio
from bench.client import Browser, Step
from bench.processes import HAS_PROC
from bench.report import Figure
from bench.server import Server
from bench.shop.names import BARE, COUNT_QUERIES, FORGET, QUERIES

WORDS = ("lamp", "cup", "wool", "head", "usb", "glass")
CPU_MS = {"home": 12.0, "listing": 12.0, "product": 4.3, "search": 12.0}
TIMES_BARE = 2.0
QUERIES_AT_MOST = 8
P95_MS = 50

Address = Callable[[int], str]


def measure(server: Server, slugs: Sequence[str], effort: Effort) -> list[Figure]:
    """Return the figures of home, listing, product and search."""
    addresses: dict[str, Address] = {
        "home": lambda number: "/",
        "listing": lambda number: "/products/",
        "product": lambda number: f"/p/{slugs[number % len(slugs)]}/",
        "search": lambda number: f"/search/?q={WORDS[number % len(WORDS)]}",
    }
    return [figure for name, address in addresses.items() for figure in _page(server, name, address, effort)]


def of_blocks(
    subject: str, blocks: Sequence[Block], *, cpu_at_most: float, p95_at_most: float | None = P95_MS
) -> list[Figure]:
    """Return what every kind of request is judged by."""
    cpu = [Figure(subject, "CPU a request", cpu_ms(blocks), "ms", cpu_at_most)] if HAS_PROC else []
    return [
        *cpu,
        Figure(subject, "p50, two clients", latency_ms(blocks, 50), "ms"),
        Figure(subject, "p95, two clients", latency_ms(blocks, 95), "ms", p95_at_most),
        Figure(subject, "requests a second", per_second(blocks), ""),
    ]


def _page(server: Server, name: str, address: Address, effort: Effort) -> list[Figure]:
    own, bare = alternate(server, [_visit(address), _visit(lambda number: BARE + address(number))], effort)
    # Afterwards: what it makes the process forget, the others would have to find again.
    cold = alternate(server, [_visit(address, {FORGET: "1"})], effort.halved())[0]
    against = [
        Figure(name, "CPU of the bare view", cpu_ms(bare), "ms"),
        Figure(name, "times the bare view", ratio(own, bare), "", TIMES_BARE),
        Figure(name, "CPU, nothing remembered", cpu_ms(cold), "ms"),
    ]
    return [
        *of_blocks(name, own, cpu_at_most=CPU_MS[name]),
        *(against if HAS_PROC else []),
        Figure(name, "SQL statements at most", _queries(server, address), "", QUERIES_AT_MOST),
    ]


def _visit(address: Address, headers: dict[str, str] | None = None) -> Step:
    def step(browser: Browser, number: int) -> float:
        browser.headers = headers or {}
        return browser.get(address(number)).seconds

    return step


def _queries(server: Server, address: Address) -> float:
    """Return the most SQL statements that any of these pages takes, with nothing remembered."""
    browser = Browser(server.port, headers={COUNT_QUERIES: "1", FORGET: "1"})
    counts = [int(browser.get(address(number)).headers[QUERIES]) for number in range(20)]
    browser.close()
    return max(counts)
