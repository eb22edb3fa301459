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
    """Compare visitors who agreed to be known, whose views are rows, and those only counted, with no recording."""
    known = {"visitor": run(shop, "bench.shop.recording", "visitor").output}
    # A page that the browser fetches ahead is served like any other and not recorded.
    ahead = {"Sec-Purpose": "prefetch"}
    steps = [
        _looking(slugs, known, {}),
        _looking(slugs, known, ahead),
        _looking(slugs, {"no_visitor": "1"}, {}),
        _looking(slugs, {"no_visitor": "1"}, ahead),
    ]
    rows, no_rows, counts, no_counts = alternate(server, steps, effort)
    cost = run(shop, "bench.shop.recording", "cost").data
    compared = [
        Figure(SUBJECT, "page, recorded as a row", cpu_ms(rows), "ms"),
        Figure(SUBJECT, "page, not recorded", cpu_ms(no_rows), "ms"),
        Figure(SUBJECT, "times: rows", ratio(rows, no_rows), "", TIMES_AT_MOST),
        Figure(SUBJECT, "times: only counted", ratio(counts, no_counts), "", TIMES_AT_MOST),
    ]
    return [
        *(compared if HAS_PROC else []),
        Figure(SUBJECT, "record() in the page", cost["record_us"], "µs"),
        Figure(SUBJECT, "writing a row later", cost["row_us"], "µs"),
        Figure(SUBJECT, "writing a count later", cost["count_us"], "µs"),
    ]


def _looking(slugs: Sequence[str], cookies: dict[str, str], headers: dict[str, str]) -> Step:
    def step(browser: Browser, number: int) -> float:
        browser.cookies, browser.headers = dict(cookies), headers
        return browser.get(f"/p/{slugs[number % len(slugs)]}/").seconds

    return step
