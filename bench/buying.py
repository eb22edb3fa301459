"""What buying costs: one thing into a new cart, and a whole checkout."""

import re
import secrets
from collections.abc import Sequence

from bench.blocks import Effort, alternate
from bench.client import Answer, Browser, Step, Unexpected
from bench.pages import QUERIES_AT_MOST, of_blocks
from bench.report import Figure
from bench.server import Server
from bench.shop.names import COUNT_QUERIES, FORGET, QUERIES

ADD_CPU_MS = 8.0
CHECKOUT_CPU_MS = 100.0
TOTAL = re.compile(rb'name="total" value="(\d+)"')
SHIPPING = re.compile(rb'name="shipping"[^>]* value="([^"]+)"')
BUYER = {
    "recipient": "Ida Example",
    "line1": "Long Lane 1",
    "postcode": "10115",
    "city": "Berlin",
    "country": "DE",
    "payment": "transfer",
}


def measure(server: Server, variants: Sequence[int], effort: Effort) -> list[Figure]:
    """Return the figures of adding to the cart and of buying."""
    adding, buying = _adding(variants), _buying(variants)
    add = alternate(server, [adding], effort)[0]
    checkout = alternate(server, [buying], effort.halved())[0]
    return [
        *of_blocks("add to cart", add, cpu_at_most=ADD_CPU_MS),
        *of_blocks("checkout", checkout, cpu_at_most=CHECKOUT_CPU_MS, p95_at_most=None),
        *_queries(server, variants[0]),
    ]


def _adding(variants: Sequence[int]) -> Step:
    def step(browser: Browser, number: int) -> float:
        """Add to a new cart, as the page's script does."""
        browser.cookies.clear()
        browser.headers["HX-Request"] = "true"
        data = {"variant": variants[number % len(variants)], "quantity": 1}
        return browser.post("/cart/lines/", data, 200).seconds

    return step


def _buying(variants: Sequence[int]) -> Step:
    def step(browser: Browser, number: int) -> float:
        """Go from an empty cart to the thank-you page without script; return the wall time of placing the order."""
        *_, placed, _ = _buy(browser, variants[number % len(variants)])
        return placed.seconds

    return step


def _buy(browser: Browser, variant: int) -> list[Answer]:
    """Add, see the cart, start the checkout, fill in the form, place the order, be thanked."""
    browser.cookies.clear()
    added = browser.post("/cart/lines/", {"variant": variant, "quantity": 1}, 302)
    cart = browser.get("/cart/")
    started = browser.post("/cart/checkout/", {}, 302)
    form = browser.get("/checkout/")
    placed = browser.post("/checkout/", checkout_answers(form.body), 302)
    return [added, cart, started, form, placed, browser.get(placed.location)]


def _queries(server: Server, variant: int) -> list[Figure]:
    browser = Browser(server.port, headers={COUNT_QUERIES: "1", FORGET: "1"})
    counts = [int(answer.headers[QUERIES]) for answer in _buy(browser, variant)]
    browser.close()
    added, cart, _, form, placed, thanks = counts
    return [
        Figure("add to cart", "SQL statements", added, ""),
        Figure("checkout", "SQL statements to place", placed, ""),
        Figure("checkout", "SQL statements of a page", max(cart, form, thanks), "", QUERIES_AT_MOST),
    ]


def checkout_answers(form: bytes) -> dict[str, object]:
    """Return what a new buyer answers to the checkout."""
    return {**BUYER, "email": f"ida.{secrets.token_hex(6)}@example.com", **_hidden(form)}


def _hidden(form: bytes) -> dict[str, object]:
    """Return what the form itself knows: the total shown, and the first way of sending."""
    total, shipping = TOTAL.search(form), SHIPPING.search(form)
    if total is None or shipping is None:
        raise Unexpected("The checkout names no total, or no way of sending.")
    return {"total": total[1].decode(), "shipping": shipping[1].decode()}
