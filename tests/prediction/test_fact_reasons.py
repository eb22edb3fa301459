"""Reasons that facts give are what the model says without them."""

from dataclasses import replace

import numpy as np
import pytest

from techmart.prediction import PurchaseHistory
from techmart.prediction.almanac import Almanac
from techmart.prediction.contributions import ALTERED, Explainer
from techmart.prediction.engine import fit_model
from techmart.prediction.fact_reasons import WITHOUT, fact_in_words
from techmart.prediction.facts import Facts
from techmart.prediction.simulate import simulate_history


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    """Return a shop whose customers look around before they buy, and where half of the products disappoint."""
    rng = np.random.default_rng(8)
    drawn = simulate_history(rng, customers=120, joined_within=200, observed_until=330, alpha=30)
    day = np.floor(drawn.day)
    n = len(day)
    history = PurchaseHistory.from_orders(drawn.code, day, drawn.amount, observed_until=330)
    history = history.with_facts("visits", drawn.code, np.maximum(day - 4, 0), carts=np.arange(n) % 2)
    history = history.with_facts("returns", drawn.code[::3], day[::3] + 2, amount=drawn.amount[::3])
    product = rng.integers(9, size=n)
    return history.with_facts("lines", drawn.code, day, product=product, category=product % 3, quantity=np.ones(n))


def test_without_the_fact_the_model_says_what_the_reason_says_it_would(history):
    almanac = Almanac(history)
    fitted = fit_model("logistic", almanac, horizon=60)
    why, rows = Explainer(fitted, history), np.arange(60)
    says, told = fitted.of(almanac), set()
    for row, reasons in zip(rows, why.reasons(rows), strict=True):
        for reason in reasons:
            if reason.factor in {*ALTERED, *told}:
                continue
            told.add(reason.factor)
            without = why.ask(WITHOUT[reason.factor](why._only(np.array([row]))))[0]
            assert reason.probability == pytest.approx(says[row], abs=1e-9)
            assert reason.otherwise == pytest.approx(without, abs=1e-9)
            assert reason.speaks_for == (says[row] > without)
    assert told == set(WITHOUT)


def test_models_that_know_no_facts_are_not_asked_about_them(history):
    why = Explainer(fit_model("bg-nbd", history, horizon=60), history)
    assert {reason.factor for reasons in why.reasons(range(40)) for reason in reasons} <= set(ALTERED)


def test_who_was_seen_stays_one_who_was(history):
    moved = WITHOUT["visits"](history).facts["visits"]
    assert len(moved) == len(history.facts["visits"])
    assert moved.day.max() == 240
    assert [len(WITHOUT[kind](history).facts[kind]) for kind in ("returns", "lines")] == [0, 0]


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("returns", {"amount": [5]}, "1 return in 4 purchases; compared with none"),
        ("visits", {"carts": [0]}, "Visited on 1 day of the last 7 days; compared with no visit for 90 days"),
        ("lines", {"product": [3], "category": [0], "quantity": [1]}, "1 product; compared with the usual"),
    ],
)
def test_in_words(kind, values, words):
    facts = Facts.gather(kind, [0], [98.0], 0, **values)
    assert str(fact_in_words(facts, kind, today=100.0, purchases=4)) == words


def test_products_in_words():
    lines = Facts.gather(
        "lines", [0] * 4, [1.0, 1.0, 5.0, 6.0], 0, product=[1, 2, 1, 1], category=[-1] * 4, quantity=[1] * 4
    )
    words = fact_in_words(lines, "lines", today=100.0, purchases=3)
    assert str(words) == "2 products, 50 % of the lines bought before; compared with the usual"


def test_visits_in_words():
    seen = Facts.gather("visits", [0, 0, 0], [20.0, 80.0, 85.0], 0, carts=[0, 1, 0])
    assert str(fact_in_words(seen, "visits", today=100.0, purchases=1)).startswith(
        "Visited on 2 days of the last 30 days, something put into the cart;"
    )
    assert str(fact_in_words(seen.until(20), "visits", today=120.0, purchases=1)).startswith("Last visit 3 months ago;")
    nobody = replace(seen.until(10))
    assert str(fact_in_words(nobody, "visits", today=100.0, purchases=1)).startswith("Never seen;")
