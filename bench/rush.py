"""Everybody submits the checkout at one moment, over HTTP, for fewer units than there are buyers."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from bench.buying import checkout_answers
from bench.client import Answer, Browser
from bench.environment import Shop, run
from bench.report import Figure, percentile
from bench.server import Server, running

BUYERS, UNITS, ROUNDS, FEW_ROUNDS = 50, 3, 8, 2
ORDER_P99_S = 5
PLACED, SOLD_OUT = 302, b" is sold out."


def measure(shop: Shop, *, quick: bool) -> list[Figure]:
    """Return how many attempts there were and what went wrong, and what goes wrong in a shop that looks first."""
    rounds = FEW_ROUNDS if quick else ROUNDS
    careful, answers = _rush(shop, rounds)
    careless, _ = _rush(replace(shop, variables={**shop.variables, "DJANGO_SETTINGS_MODULE": "bench.shop.careless"}), 2)
    placed = sum(answer.status == PLACED for answer in answers)
    told = sum(answer.status == 200 and SOLD_OUT in answer.body for answer in answers)
    return [
        Figure("orders over HTTP", "attempts", len(answers), ""),
        Figure("orders over HTTP", "oversold", sum(max(0, sold - UNITS) for sold in careful), "", 0),
        Figure("orders over HTTP", "undersold", sum(max(0, UNITS - sold) for sold in careful), "", 0),
        Figure("orders over HTTP", "buyers who were told otherwise", abs(placed - sum(careful)), "", 0),
        Figure("orders over HTTP", "other answers", len(answers) - placed - told, "", 0),
        Figure(
            "orders over HTTP", "p99 of an answer", percentile([one.seconds for one in answers], 99), "s", ORDER_P99_S
        ),
        Figure("orders over HTTP", "oversold by a shop that looks first", sum(careless) - 2 * UNITS, ""),
    ]


def _rush(shop: Shop, rounds: int) -> tuple[list[int], list[Answer]]:
    """Return how many units of each thing were sold, and all answers."""
    things = run(shop, "bench.shop.rush", "put-on-sale", str(rounds), str(UNITS)).data["variants"]
    with running(shop) as server, ThreadPoolExecutor(BUYERS) as pool:
        answers = [answer for variant in things for answer in _fight(server, pool, variant)]
    return run(shop, "bench.shop.rush", "count", *map(str, things)).data["sold"], answers


def _fight(server: Server, pool: ThreadPoolExecutor, variant: int) -> Sequence[Answer]:
    """Let every buyer fill in the form, one after the other, and all of them send it at once."""
    start = threading.Barrier(BUYERS)
    browsers = [Browser(server.port) for _ in range(BUYERS)]
    forms = []
    for browser in browsers:
        browser.post("/cart/lines/", {"variant": variant, "quantity": 1}, 302)
        forms.append(checkout_answers(browser.get("/checkout/").body))
        browser.close()  # a server does not keep a line open for those who think for long

    def buy(browser: Browser, form: dict[str, object]) -> Answer:
        start.wait()
        answer = browser.post("/checkout/", form, None)
        browser.close()
        return answer

    return list(pool.map(buy, browsers, forms))
