"""What it costs to record who looks at what: the product page with and without."""

from collections.abc import Sequence

from bench.blocks import Effort, alternate, cpu_ms, ratio
from bench.client import Browser, Step
from bench.environment import Shop, run
from bench.processes import HAS_PROC
from bench.report import Figure
from bench.server import Server

SUBJECT = "recording views"
TIMES_AT_MOST = 1.02


def measure(shop: Shop, server: Server, slugs: Sequence[str], effort: Effort) -> list[Figure]:
    """Say what a view costs by its parts, and compare pages recorded as rows with pages that are not recorded.

    Two blocks without recording are compared as well: by how much that differs from 1, nothing can be measured.
    """
    cost = run(shop, "bench.shop.recording", "cost").data
    visitor = {"visitor": run(shop, "bench.shop.recording", "visitor").output}
    # A page that the browser fetches ahead is served like any other and not recorded.
    ahead = {"Sec-Purpose": "prefetch"}
    steps = [_looking(slugs, visitor, {}), _looking(slugs, visitor, ahead), _looking(slugs, visitor, ahead)]
    recorded, plain, again = alternate(server, steps, effort)
    page_us = 1000 * cpu_ms(plain)
    parts = [
        Figure(SUBJECT, "record() in the page", cost["record_us"], "µs"),
        Figure(SUBJECT, "writing a row later", cost["row_us"], "µs"),
        Figure(SUBJECT, "writing a count later", cost["count_us"], "µs"),
    ]
    compared = [
        Figure(SUBJECT, "page, not recorded", page_us / 1000, "ms"),
        Figure(SUBJECT, "parts: rows", 1 + (cost["record_us"] + cost["row_us"]) / page_us, "", TIMES_AT_MOST),
        Figure(SUBJECT, "parts: only counted", 1 + (cost["record_us"] + cost["count_us"]) / page_us, "", TIMES_AT_MOST),
        Figure(SUBJECT, "pages: rows", ratio(recorded, plain), ""),
        Figure(SUBJECT, "pages: nothing twice", ratio(again, plain), ""),
    ]
    return [*parts, *(compared if HAS_PROC else [])]


def _looking(slugs: Sequence[str], cookies: dict[str, str], headers: dict[str, str]) -> Step:
    def step(browser: Browser, number: int) -> float:
        browser.cookies, browser.headers = dict(cookies), headers
        return browser.get(f"/p/{slugs[number % len(slugs)]}/").seconds

    return step
