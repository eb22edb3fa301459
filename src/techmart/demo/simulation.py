"""Two years of orders by customers whose true nature is known.

The process, customer by customer:

1. *Arrival.* The first purchase falls on a day drawn from a density that doubles every `DOUBLING_DAYS` and follows
   the seasons (`demo.seasons`).
2. *Tempo.* A customer i who is alive buys again at rate lambda_i ~ Gamma(`R`, rate `ALPHA`) a day. Gaps are
   exponential; those of a share `REGULAR_SHARE` of steadier customers are Erlang(`REGULAR_SHAPE`) of the same mean.
3. *Dropout.* After each repeat purchase the customer leaves for ever with probability p_i ~ Beta(`A`, `B`).
4. *Season.* Gaps run on a clock that ticks faster on busy days, so the shop has seasons, while on its own clock the
   customers without regular tempo are exactly BG/NBD [1]_.
5. *Basket.* 1 + Poisson(m_i) products, m_i ~ Gamma. A product's weight is its popularity, times the customer's taste
   for its category (Dirichlet), times (price / median price) to the power of the customer's liking for dear things,
   times what they own: a consumable is wanted again when it is used up, a durable hardly ever. The liking for dear
   things goes a little (`SPEND_TEMPO_CORRELATION`) with the tempo, as in real shops.

Everything follows from the seed; with another end the same seed gives the same people on another calendar.

References
----------
.. [1] Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2), section 3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import ceil
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from techmart.demo.seasons import shop_clock
from techmart.prediction.base import Floats

Integers = NDArray[np.int64]
Moments = NDArray[np.datetime64]

DAYS_PER_YEAR = 365.25
R, ALPHA = 0.42, 38.0
A, B = 0.6, 4.0
REGULAR_SHARE, REGULAR_SHAPE = 0.25, 3.0
DOUBLING_DAYS = 500.0
EXTRA_PRODUCTS_SHAPE, EXTRA_PRODUCTS_MEAN = 1.5, 0.55
MOST_PRODUCTS = 8
TASTE = 0.6
DEAR_SD, SPEND_TEMPO_CORRELATION = 0.6, 0.35
# What owning a thing adds to the logarithm of its weight.
OWNED_DURABLE, NOT_USED_UP, USED_UP = -3.5, -1.5, 2.0
MORE_CONSUMABLES, MORE_DURABLES = 0.4, 0.03
VISITS_PER_DAY, VIEWS_PER_VISIT = 380.0, 4.2
# A purchase more often than this is no purchase but a bot: bounds the work for customers who never drop out.
MOST_REPEATS = 500


class Offer(Protocol):
    """A variant on sale. Variants of one thing share `product`; `refill_days` is None for what is not used up."""

    @property
    def product(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def price(self) -> int: ...
    @property
    def popularity(self) -> float: ...
    @property
    def refill_days(self) -> int | None: ...
    @property
    def launched_days_ago(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Truth:
    """What the shop cannot see: one entry per customer, in the order of their arrival.

    Attributes
    ----------
    rate : ndarray of float64, shape (customers,)
        Repeat purchases a day while alive, on the shop's own clock.
    dropout : ndarray of float64, shape (customers,)
        Probability of leaving after a repeat purchase, in [0, 1].
    is_regular, is_alive : ndarray of bool, shape (customers,)
        Whether their gaps are Erlang; whether they are still customers at the end.
    """

    rate: Floats
    dropout: Floats
    is_regular: NDArray[np.bool_]
    is_alive: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class History:
    """The orders, oldest first; order `i` owns the lines from `first_line[i]` up to `first_line[i + 1]`.

    Attributes
    ----------
    truth : Truth
    customer : ndarray of int64, shape (orders,)
        Position in `truth`.
    placed_at : ndarray of datetime64[s], shape (orders,)
        UTC.
    first_line : ndarray of int64, shape (orders + 1,)
    offer, quantity : ndarray of int64, shape (lines,)
        Position in the offers; units.
    day : ndarray of datetime64[D], shape (days,)
    visits, views : ndarray of int64, shape (days,)
        Visits to the shop and product pages seen on each day, whoever came.
    """

    truth: Truth
    customer: Integers
    placed_at: Moments
    first_line: Integers
    offer: Integers
    quantity: Integers
    day: Moments
    visits: Integers
    views: Integers


def simulate(offers: Sequence[Offer], *, customers: int, until: datetime, years: float = 2.0, seed: int) -> History:
    """Simulate the orders of a shop.

    Parameters
    ----------
    offers : sequence of Offer
        What is on sale, at least one that was launched before the shop opened.
    customers : int
        How many people buy at least once, >= 1.
    until : datetime
        The end, in UTC: nothing is placed later.
    years : float
        How long the shop has been open by then.
    seed : int
        Fixes everything.

    Returns
    -------
    History

    Raises
    ------
    ValueError
        Where there is nothing to sell or nobody to sell to.
    """
    opening = until.date() - timedelta(days=round(DAYS_PER_YEAR * years))
    end = (until.replace(tzinfo=None) - datetime.combine(opening, time())) / timedelta(days=1)
    if customers < 1 or end <= 0 or not any(offer.launched_days_ago >= end for offer in offers):
        raise ValueError("A shop needs days to be open, something to sell from the first, and somebody to sell to.")
    rng = np.random.default_rng(seed)
    times, ticks = shop_clock(opening, ceil(end))
    arrived = _arrivals(rng, times, ticks, end, customers)
    truth, customer, tick = _purchases(rng, np.interp(arrived, times, ticks), float(np.interp(end, times, ticks)))
    placed = np.interp(tick, ticks, times)
    oldest_first = np.argsort(placed, kind="stable")
    customer, placed = customer[oldest_first], placed[oldest_first]
    first_line, offer, quantity = _baskets(rng, _Shelf(offers, end), truth, customer, placed)
    visits = _visits(rng, placed, np.diff(np.interp(np.arange(ceil(end) + 1), times, ticks)))
    return History(
        truth=truth,
        customer=customer,
        placed_at=np.datetime64(opening, "s") + (placed * 86_400).astype("timedelta64[s]"),
        first_line=first_line,
        offer=offer,
        quantity=quantity,
        day=np.datetime64(opening, "D") + np.arange(ceil(end)),
        visits=visits,
        views=visits + rng.poisson(visits * (VIEWS_PER_VISIT - 1)),
    )


def _arrivals(rng: np.random.Generator, times: Floats, ticks: Floats, end: float, customers: int) -> Floats:
    """Draw days of first purchase, in order, by the shop's clock, sped up as the shop becomes known."""
    known = np.concatenate([[0.0], np.cumsum(np.diff(ticks) * np.exp2(times[1:] / DOUBLING_DAYS))])
    return np.sort(np.interp(rng.uniform(0.0, np.interp(end, times, known), customers), known, times))


def _purchases(rng: np.random.Generator, first: Floats, end: float) -> tuple[Truth, Integers, Floats]:
    """Return the customers, and customer and tick of every purchase, the first ones included."""
    rate, dropout = rng.gamma(R, 1 / ALPHA, len(first)), rng.beta(A, B, len(first))
    is_regular = rng.random(len(first)) < REGULAR_SHARE
    shape = np.where(is_regular, REGULAR_SHAPE, 1.0)
    leaves_after = rng.geometric(np.maximum(dropout, 1 / MOST_REPEATS))
    ticks, is_alive = [], np.zeros(len(first), dtype=bool)
    for i, start in enumerate(first):
        gaps = rng.gamma(shape[i], 1 / (shape[i] * rate[i]), min(leaves_after[i], MOST_REPEATS))
        repeats = start + np.cumsum(gaps)
        ticks.append(np.concatenate([[start], repeats[repeats < end]]))
        is_alive[i] = repeats[-1] >= end
    counts = [len(own) for own in ticks]
    return Truth(rate, dropout, is_regular, is_alive), np.repeat(np.arange(len(first)), counts), np.concatenate(ticks)


class _Shelf:
    """The offers as columns."""

    def __init__(self, offers: Sequence[Offer], end: float) -> None:
        self.products, self.product = np.unique([offer.product for offer in offers], return_inverse=True)
        self.categories, self.category = np.unique([offer.category for offer in offers], return_inverse=True)
        price = np.array([max(offer.price, 1) for offer in offers], dtype=np.float64)
        self.dearness = np.log(price / np.median(price))
        self.popularity = np.log([offer.popularity for offer in offers])
        self.refill_days = np.array([offer.refill_days or np.inf for offer in offers])
        self.launched = np.array([end - offer.launched_days_ago for offer in offers])

    def appeal(self, bought: Floats, day: float) -> Floats:
        """Logarithm of what launch dates and what is owned make of each offer; `bought` is the day per product."""
        since = day - bought[self.product]
        used_up = np.where(since < 0.8 * self.refill_days, NOT_USED_UP, USED_UP)
        owned = np.where(np.isinf(self.refill_days), OWNED_DURABLE, used_up)
        return np.where(self.launched > day, -np.inf, np.where(np.isinf(since), 0.0, owned))


def _baskets(
    rng: np.random.Generator, shelf: _Shelf, truth: Truth, customer: Integers, placed: Floats
) -> tuple[Integers, Integers, Integers]:
    """Fill the baskets in the order they were placed: first line per order, offer and quantity per line."""
    liking = _likings(rng, shelf, truth)
    more = rng.gamma(EXTRA_PRODUCTS_SHAPE, EXTRA_PRODUCTS_MEAN / EXTRA_PRODUCTS_SHAPE, len(truth.rate))
    wanted = np.minimum(1 + rng.poisson(more[customer]), MOST_PRODUCTS)
    bought = np.full((len(truth.rate), len(shelf.products)), -np.inf)
    baskets = []
    for who, day, products in zip(customer, placed, wanted, strict=True):
        weight = liking[who] + shelf.appeal(bought[who], day)
        # The largest of weights plus Gumbel noise are a draw without replacement in proportion to the weights.
        noisy = np.where(np.isneginf(weight), -np.inf, weight + rng.gumbel(size=len(weight)))
        basket = _of_different_products(np.argsort(-noisy)[: np.count_nonzero(np.isfinite(noisy))], shelf, products)
        bought[who, shelf.product[basket]] = day
        baskets.append(basket)
    offer = np.concatenate(baskets)
    more_units = np.where(np.isinf(shelf.refill_days[offer]), MORE_DURABLES, MORE_CONSUMABLES)
    first_line = np.concatenate([[0], np.cumsum([len(basket) for basket in baskets])])
    return first_line, offer, 1 + rng.poisson(more_units)


def _likings(rng: np.random.Generator, shelf: _Shelf, truth: Truth) -> Floats:
    """Logarithm of how much each customer likes each offer, before they own anything: (customers, offers)."""
    customers = len(truth.rate)
    taste = rng.dirichlet(np.full(len(shelf.categories), TASTE), customers)
    tempo = np.argsort(np.argsort(truth.rate)) / customers - 0.5
    dear = SPEND_TEMPO_CORRELATION * np.sqrt(12) * tempo
    dear += np.sqrt(1 - SPEND_TEMPO_CORRELATION**2) * rng.standard_normal(customers)
    taste_for_offer = np.log(taste + 1e-3)[:, shelf.category]
    return np.asarray(shelf.popularity + taste_for_offer + DEAR_SD * dear[:, None] * shelf.dearness)


def _of_different_products(ranked: Integers, shelf: _Shelf, products: int) -> Integers:
    _, first = np.unique(shelf.product[ranked], return_index=True)
    return ranked[np.sort(first)[:products]]


def _visits(rng: np.random.Generator, placed: Floats, busy: Floats) -> Integers:
    """Draw the visits of each day: one per order, and many more that end without."""
    days = len(busy)
    known = np.exp2(np.arange(days) / DOUBLING_DAYS)
    orders = np.bincount(placed.astype(np.int64), minlength=days)
    return np.asarray(orders + rng.poisson(VISITS_PER_DAY * busy * known / known.mean()))
