"""What pages of a large catalogue cost with nothing remembered, and as shoppers find them: wall time and SQL."""

from collections.abc import Mapping

from bench.client import Browser
from bench.environment import Shop, run
from bench.processes import HAS_PROC, seconds_between
from bench.report import Figure, percentile
from bench.server import Server
from bench.shop.names import COUNT_QUERIES, FORGET, QUERIES

TIMES = 60
FORGETFUL = 8  # connections, so that every process is among those that forget
QUERIES_AT_MOST = 10
# What belongs to all pages: the shop's options, categories, footer, ways of sending; asked once in some seconds.
QUERIES_OF_THE_FRAME = 4
LISTING_MS, SEARCH_MS, SUGGEST_MS, PRODUCT_MS = 80, 30, 15, 50


def measure(shop: Shop, server: Server, slugs: list[str]) -> list[Figure]:
    """Return the figures of listings, searching, typing and product pages."""
    pages = {
        "listing of all": (["/products/"], LISTING_MS),
        "listing, narrowed": (["/products/?stock=1&rating=4", "/products/?brand=Oak&sale=1&from=20"], LISTING_MS),
        "category": (["/c/audio/", "/c/audio/?stock=1&rating=3"], LISTING_MS),
        "search page": (["/search/?q=lamp", "/search/?q=wireless+headphones", "/search/?q=headphnes"], None),
        "product page": ([f"/p/{slug}/" for slug in slugs[:: max(1, len(slugs) // TIMES)]], PRODUCT_MS),
    }
    visited = [figure for name, (paths, most) in pages.items() for figure in _page(server, name, paths, most)]
    return [*visited, *_finding(shop)]


def _page(server: Server, name: str, paths: list[str], p95_at_most: float | None) -> list[Figure]:
    browser = Browser(server.port, headers={COUNT_QUERIES: "1", FORGET: "1"})
    for path in paths[:3]:
        browser.get(path)
    before = server.cpu_times()
    answers = [browser.get(paths[number % len(paths)]) for number in range(TIMES)]
    used = seconds_between(before, server.cpu_times())
    browser.close()
    times = [1000 * answer.seconds for answer in answers]
    queries = max(int(answer.headers[QUERIES]) for answer in answers)
    return [
        Figure(name, "p95, as shoppers find it", percentile(_found(server, paths), 95), "ms", p95_at_most),
        *([Figure(name, "CPU a request", 1000 * used / TIMES, "ms")] if HAS_PROC else []),
        Figure(name, "p50, nothing remembered", percentile(times, 50), "ms"),
        Figure(name, "p95, nothing remembered", percentile(times, 95), "ms", p95_at_most),
        Figure(name, "SQL statements at most", queries, "", QUERIES_AT_MOST + QUERIES_OF_THE_FRAME),
    ]


def _found(server: Server, paths: list[str]) -> list[float]:
    """Return milliseconds of pages that shoppers keep asking for, after a start with nothing remembered."""
    for _ in range(FORGETFUL):
        first = Browser(server.port, headers={FORGET: "1"})
        first.get("/")
        first.close()
    browser = Browser(server.port)
    times = [1000 * browser.get(paths[number % len(paths)]).seconds for number in range(3 * TIMES)]
    browser.close()
    return times


def _finding(shop: Shop) -> list[Figure]:
    """Return what searching itself takes, in the server, for words as the catalogue's titles have them and misspelt."""
    report: Mapping[str, list[float]] = run(shop, "bench.shop.finding").data
    return [
        Figure(subject, f"p{percent}, in the server", percentile(report[key], percent), "ms", most)
        for subject, key, at_most in (("search", "search_ms", SEARCH_MS), ("suggestions", "suggest_ms", SUGGEST_MS))
        for percent, most in ((50, None), (95, at_most))
    ]
