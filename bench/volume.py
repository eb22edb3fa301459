"""What pages of a large catalogue cost with nothing remembered, and as shoppers find them: wall time and SQL."""

from collections.abc import Mapping

from bench.client import Answer, Browser
from bench.environment import Shop, run
from bench.processes import HAS_PROC, seconds_between
from bench.report import Figure, percentile
from bench.server import Server
from bench.shop.names import CATALOGUE, COUNT_QUERIES, FORGET, QUERIES

TIMES, FEW = 120, 20
CONNECTIONS = 8
QUERIES_AT_MOST = 10
# What belongs to all pages: the shop's options, categories, footer, ways of sending; asked once in some seconds.
QUERIES_OF_THE_FRAME = 4
LISTING_MS, SEARCH_MS, SUGGEST_MS, PRODUCT_MS = 80, 30, 15, 50
NARROWED = (
    "stock=1&rating=4",
    "brand=Vale+Audio+7&brand=Oriel+12&stock=1&sort=price",
    "sale=1&from=20&to=200&sort=-price",
    "category=audio&tag=repairable&rating=3&sort=rating",
    "tag=bestseller&tag=repairable&brand=Plainware&sort=popular&page=2",
    "stock=1&sale=1&from=50&category=home&page=3",
)
IN_AUDIO = (
    "",
    "stock=1&rating=3",
    "spec.wireless=yes&spec.battery_h=20..40&sort=price",
    "brand=Vale+Audio+3&spec.noise_cancelling=yes&to=300",
    "spec.battery_h=..20&spec.battery_h=40..&stock=1&sort=-price&page=2",
)


def measure(shop: Shop, server: Server, slugs: list[str]) -> list[Figure]:
    """Return the figures of listings, searching, typing and product pages."""
    narrowed = [f"/products/?{query}" for query in NARROWED]
    pages = {
        "listing of all": (["/products/"], LISTING_MS),
        "listing, narrowed": (narrowed, LISTING_MS),
        "category": ([f"/c/audio/?{query}" for query in IN_AUDIO], LISTING_MS),
        "search page": (["/search/?q=lamp", "/search/?q=wireless+headphones", "/search/?q=headphnes"], None),
        "product page": ([f"/p/{slug}/" for slug in slugs[:: max(1, len(slugs) // TIMES)]], PRODUCT_MS),
    }
    _reach_all(server, "/products/")
    visited = [figure for name, (paths, most) in pages.items() for figure in _page(server, name, paths, most)]
    changed = [1000 * answer.seconds for answer in _visit(server, narrowed, FEW, {FORGET: CATALOGUE})]
    after = Figure("listing, narrowed", "p50, first after a change of the catalogue", percentile(changed, 50), "ms")
    return [*visited, after, *_finding(shop)]


def _page(server: Server, name: str, paths: list[str], p95_at_most: float | None) -> list[Figure]:
    answers = _visit(server, paths, TIMES, {COUNT_QUERIES: "1", FORGET: "1"})
    times = [1000 * answer.seconds for answer in answers]
    used = _cpu(server, paths) if HAS_PROC else []
    queries = max(int(answer.headers[QUERIES]) for answer in answers)
    return [
        Figure(name, "p95, as shoppers find it", percentile(_found(server, paths), 95), "ms", p95_at_most),
        *(
            Figure(name, f"p{percent} of CPU, nothing remembered", percentile(used, percent), "ms", most)
            for percent, most in ((50, None), (95, p95_at_most))
            if used
        ),
        Figure(name, "p50, nothing remembered", percentile(times, 50), "ms"),
        Figure(name, "p95, nothing remembered", percentile(times, 95), "ms", p95_at_most),
        Figure(name, "SQL statements at most", queries, "", QUERIES_AT_MOST + QUERIES_OF_THE_FRAME),
    ]


def _cpu(server: Server, paths: list[str]) -> list[float]:
    """Return milliseconds of CPU, the database's among them, of each page with nothing remembered."""
    browser = Browser(server.port, headers={FORGET: "1"})
    used = []
    for number in range(TIMES):
        before = server.cpu_times()
        browser.get(paths[number % len(paths)])
        used.append(1000 * seconds_between(before, server.cpu_times()))
    browser.close()
    return used


def _found(server: Server, paths: list[str]) -> list[float]:
    """Return milliseconds of pages that shoppers keep asking for, after a start with nothing remembered."""
    _reach_all(server, "/", {FORGET: "1"})
    return [1000 * answer.seconds for answer in _visit(server, paths, 3 * TIMES, {})]


def _reach_all(server: Server, path: str, headers: Mapping[str, str] | None = None) -> None:
    """Ask over so many connections that every process answers."""
    for _ in range(CONNECTIONS):
        _visit(server, [path], 1, headers or {})


def _visit(server: Server, paths: list[str], times: int, headers: Mapping[str, str]) -> list[Answer]:
    """Ask for pages in turn, so many times, over one connection."""
    browser = Browser(server.port, headers=dict(headers))
    answers = [browser.get(paths[number % len(paths)]) for number in range(times)]
    browser.close()
    return answers


def _finding(shop: Shop) -> list[Figure]:
    """Return what searching itself takes, in the server, for words as the catalogue's titles have them and misspelt."""
    report: Mapping[str, list[float]] = run(shop, "bench.shop.finding").data
    return [
        Figure(subject, name.format(percent), percentile(report[key + measured], percent), "ms", most)
        for subject, key, at_most in (("search", "search_", SEARCH_MS), ("suggestions", "suggest_", SUGGEST_MS))
        for measured, name in (("cpu_ms", "p{} of CPU, without the database's"), ("ms", "p{}, in the server"))
        for percent, most in ((50, None), (95, at_most))
    ]
