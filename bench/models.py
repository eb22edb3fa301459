"""How fast the models learn and score: CPU seconds, on customers drawn from known parameters."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench import beside
from bench.cpu import cpu_seconds
from bench.report import Figure
from techmart.prediction import BetaGeo, ParetoNBD

SUBJECT = "models"
SAMPLE = 2357  # customers of twelve weeks, watched for 39: like the tenth of CDNOW that the papers fit
MILLION = 1_000_000
DAYS = 730
Columns = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]


def measure(*, quick: bool, libraries: Sequence[str] = ()) -> list[Figure]:
    """Fit a small shop, a large one and a very large one; score the large one; fit the small one with `libraries`."""
    small = packed_customers(SAMPLE, joined_within=84, watched=273)
    figures = [_fit(BetaGeo, small, None), _fit(ParetoNBD, small, 20)]
    for library in libraries:
        weeks = {"frequency": small[0].astype(float), "recency": small[1] / 7, "T": small[2] / 7}
        figures += beside.measure(library, weeks)
    for customers, at_most in ((MILLION, 100),) if quick else ((MILLION, 100), (10 * MILLION, 1000)):
        large = packed_customers(customers)
        figures.append(_fit(BetaGeo, large, at_most))
    model, million = BetaGeo().fit(*small), packed_customers(MILLION)
    alive = cpu_seconds(lambda: model.probability_alive(*million))
    buys = cpu_seconds(lambda: model.repurchase_probability(90.0, *million))
    for name, seconds in (("who is alive", alive), ("who buys in 90 days", buys)):
        figures.append(Figure(SUBJECT, f"bg-nbd: {name}, a customer", seconds * 1e9 / MILLION, "ns", 20))
    return figures


def packed_customers(customers: int, *, joined_within: int = DAYS, watched: int = DAYS) -> Columns:
    """Draw customers of BG/NBD: frequency, recency and T in whole days, two bytes each."""
    rng = np.random.default_rng(0)
    first = rng.integers(0, joined_within, customers)
    rate, leaving = rng.gamma(0.25, 1 / 31.5, customers), rng.beta(0.8, 2.5, customers)
    frequency, last, buyer, moment = np.zeros(customers), first.copy(), np.arange(customers), first.astype(np.float64)
    while len(buyer):
        with np.errstate(divide="ignore"):  # a rate may underflow to 0: that customer never comes back
            moment = moment + rng.exponential(size=len(buyer)) / rate[buyer]
        buyer, moment = buyer[moment < watched + 1], moment[moment < watched + 1]
        another_day = moment.astype(np.int64) > last[buyer]
        frequency[buyer[another_day]] += 1
        last[buyer] = moment.astype(np.int64)
        stays = rng.random(len(buyer)) >= leaving[buyer]
        buyer, moment = buyer[stays], moment[stays]
    return frequency.astype(np.uint16), (last - first).astype(np.uint16), (watched - first).astype(np.uint16)


def _fit(kind: type[BetaGeo | ParetoNBD], columns: Columns, at_most_ms: float | None) -> Figure:
    seconds = cpu_seconds(partial(_fit_ours, kind, columns))
    return Figure(SUBJECT, f"{kind.model} fit, {len(columns[0]):,} customers", seconds * 1000, "ms", at_most_ms)


def _fit_ours(kind: type[BetaGeo | ParetoNBD], columns: Sequence[Any]) -> None:
    kind().fit(*columns)
