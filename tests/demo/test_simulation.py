"""The simulated shop looks like a shop, and its customers are what the docstring says they are."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

import numpy as np
import pytest

from techmart.demo import simulation
from techmart.demo.seasons import shop_clock
from techmart.demo.simulation import History, simulate
from techmart.prediction.beta_geo import BetaGeo

UNTIL = datetime(2025, 11, 23, 15, 30, tzinfo=UTC)
DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True)
class Variant:
    product: str
    category: str
    price: int
    popularity: float = 1.0
    refill_days: int | None = None
    launched_days_ago: int = 900


OFFERS = [
    *(Variant(f"lamp-{n}", "light", 3900 + 1000 * n) for n in range(8)),
    *(Variant(f"phone-{n}", "phones", 29900 + 9000 * n, popularity=0.4) for n in range(6)),
    *(Variant("ink", "print", 2900, popularity=3.0, refill_days=60) for _ in ("black", "colour")),
    Variant("new-camera", "photo", 59900, launched_days_ago=100),
]


@cache
def shop(seed: int = 1) -> History:
    return simulate(OFFERS, customers=2000, until=UNTIL, seed=seed)


def orders_per_customer(history: History) -> np.ndarray:
    return np.bincount(history.customer)


def test_a_seed_fixes_everything() -> None:
    again = simulate(OFFERS, customers=2000, until=UNTIL, seed=1)
    for column in ("customer", "placed_at", "first_line", "offer", "quantity", "visits", "views"):
        assert np.array_equal(getattr(again, column), getattr(shop(), column))
    assert not np.array_equal(shop(2).placed_at, shop().placed_at)


def test_the_columns_fit_together() -> None:
    history = shop()
    assert len(history.customer) == len(history.placed_at) == len(history.first_line) - 1
    assert history.first_line[-1] == len(history.offer) == len(history.quantity)
    assert np.all(np.diff(history.first_line) >= 1)
    assert np.all(np.diff(history.placed_at) >= np.timedelta64(0, "s"))
    assert np.all(history.quantity >= 1)
    assert np.array_equal(np.unique(history.customer), np.arange(2000))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_demo_shop_looks_like_a_shop(seed: int) -> None:
    history = shop(seed)
    orders = orders_per_customer(history)
    assert 5_500 <= orders.sum() <= 7_500
    assert 0.45 <= (orders > 1).mean() <= 0.55
    assert 0.01 < len(history.customer) / history.visits.sum() < 0.05


def test_nothing_is_placed_outside_the_two_years() -> None:
    placed_at = shop().placed_at
    assert placed_at[0] >= np.datetime64("2023-11-23")
    assert placed_at[-1] <= np.datetime64("2025-11-23T15:30:00")
    assert placed_at[-1] > np.datetime64("2025-11-22")


def test_december_stands_out_and_the_shop_grows() -> None:
    month = shop().placed_at.astype("datetime64[M]")
    count = {str(name): int(np.count_nonzero(month == name)) for name in np.unique(month)}
    assert count["2024-12"] > 1.4 * count["2025-02"]
    assert count["2025-10"] > 1.5 * count["2024-04"]


def test_customers_who_left_do_not_come_back_and_the_living_may() -> None:
    history, orders = shop(), orders_per_customer(shop())
    truth = history.truth
    assert np.all(truth.is_alive[orders == 1])
    often_and_loyal = truth.is_alive & (truth.rate > 0.03)
    last = np.zeros(2000, dtype="datetime64[s]")
    np.maximum.at(last, history.customer, history.placed_at)
    silence = (history.placed_at[-1] - last) / DAY
    assert np.median(silence[often_and_loyal]) < 30 < np.median(silence[~truth.is_alive])


def test_on_the_shops_own_clock_bg_nbd_finds_the_parameters_again() -> None:
    history = simulate(OFFERS[:1], customers=16_000, until=UNTIL, seed=5)
    times, ticks = shop_clock(history.day[0].astype(date), len(history.day))
    days = (history.placed_at - history.day[0]) / DAY
    tick = np.interp(days, times, ticks)
    end = np.interp((np.datetime64("2025-11-23T15:30:00") - history.day[0]) / DAY, times, ticks)
    first, last = np.full(16_000, np.inf), np.full(16_000, -np.inf)
    np.minimum.at(first, history.customer, tick)
    np.maximum.at(last, history.customer, tick)
    frequency = orders_per_customer(history) - 1
    plain = ~history.truth.is_regular
    found = BetaGeo().fit(frequency[plain], (last - first)[plain], (end - first)[plain]).parameters_
    leave = found["a"] / (found["a"] + found["b"])
    assert found["r"] == pytest.approx(simulation.R, rel=0.1)
    assert found["alpha"] == pytest.approx(simulation.ALPHA, rel=0.15)
    assert leave == pytest.approx(simulation.A / (simulation.A + simulation.B), rel=0.15)


def test_a_consumable_is_bought_again_and_a_durable_hardly_ever() -> None:
    history = shop()
    buyer = np.repeat(history.customer, np.diff(history.first_line))
    product = np.array([offer.product for offer in OFFERS])[history.offer]

    def share_bought_again(name: str) -> float:
        times = np.bincount(buyer[product == name])
        return float((times > 1).sum() / (times > 0).sum())

    assert share_bought_again("ink") > 5 * share_bought_again("lamp-3")


def test_a_basket_holds_a_product_once_and_nothing_before_its_launch() -> None:
    history = shop()
    order = np.repeat(np.arange(len(history.customer)), np.diff(history.first_line))
    product = np.array([offer.product for offer in OFFERS])[history.offer]
    assert len(set(zip(order.tolist(), product.tolist(), strict=True))) == len(product)
    launch = np.datetime64("2025-11-23T15:30:00") - 100 * DAY
    camera = history.placed_at[order[product == "new-camera"]]
    assert len(camera) > 20
    assert camera.min() >= launch - np.timedelta64(1, "s")


def test_more_recent_more_frequent_and_bigger_spenders_come_back_more() -> None:
    history = shop()
    price = np.array([offer.price for offer in OFFERS])
    spent = np.add.reduceat(price[history.offer] * history.quantity, history.first_line[:-1])
    before = history.placed_at < history.placed_at[-1] - 90 * DAY
    last = np.zeros(2000, dtype="datetime64[s]")
    np.maximum.at(last, history.customer[before], history.placed_at[before])
    frequency = np.bincount(history.customer[before], minlength=2000)
    monetary = np.bincount(history.customer[before], weights=spent[before], minlength=2000)
    known = frequency > 0
    came_back = (np.bincount(history.customer[~before], minlength=2000) > 0)[known]
    for value in (last.astype(np.int64), frequency, monetary):
        ranked = np.argsort(value[known], kind="stable")
        fifths = [float(came_back[fifth].mean()) for fifth in np.array_split(ranked, 5)]
        assert fifths[4] > fifths[2] > fifths[0]
        assert fifths[4] > 2 * fifths[0]


@pytest.mark.parametrize(("offers", "customers"), [([], 10), (OFFERS, 0), (OFFERS[-1:], 10)])
def test_a_shop_without_goods_or_people_is_refused(offers: list[Variant], customers: int) -> None:
    with pytest.raises(ValueError, match="A shop needs"):
        simulate(offers, customers=customers, until=UNTIL, seed=1)


def test_one_customer_and_a_short_life_are_enough() -> None:
    history = simulate(OFFERS, customers=1, until=UNTIL, years=0.05, seed=1)
    assert len(history.truth.rate) == 1
    assert len(history.customer) >= 1
