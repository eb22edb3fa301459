"""How fast the models learn and score: CPU seconds, on customers drawn from known parameters."""

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.report import Figure
from techmart.prediction import BetaGeo, ParetoNBD

SUBJECT = "models"
SAMPLE = 2357  # customers of twelve weeks, watched for 39: like the tenth of CDNOW that the papers fit
MILLION = 1_000_000
DAYS = 730
Columns = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]


def measure(*, quick: bool) -> list[Figure]:
    """Fit a small shop, a large one and a very large one; score the large one."""
    small = packed_customers(SAMPLE, joined_within=84, watched=273)
    figures = [_fit(BetaGeo, small, None), _fit(ParetoNBD, small, 20), *_beside_lifetimes(small)]
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


def cpu_seconds(work: Callable[[], object], *, times: int = 5) -> float:
    """Return the median CPU time of doing something that has been done once before."""
    work()
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def _fit(kind: type[BetaGeo | ParetoNBD], columns: Columns, at_most_ms: float | None) -> Figure:
    seconds = cpu_seconds(partial(_fit_ours, kind, columns))
    return Figure(SUBJECT, f"{kind.model} fit, {len(columns[0]):,} customers", seconds * 1000, "ms", at_most_ms)


def _beside_lifetimes(columns: Columns) -> list[Figure]:
    """Return our CPU time as a share of lifetimes', where that library is installed, for the same customers."""
    if not find_spec("lifetimes"):
        return []
    fitters = import_module("lifetimes")  # no part of the project: whoever wants to compare installs it
    weeks = [columns[0].astype(float), columns[1] / 7, columns[2] / 7]
    figures = []
    for ours, theirs, at_most in ((BetaGeo, "BetaGeoFitter", 1 / 20), (ParetoNBD, "ParetoNBDFitter", 1 / 50)):
        share = cpu_seconds(partial(_fit_ours, ours, weeks)) / cpu_seconds(partial(_fit_theirs, fitters, theirs, weeks))
        figures.append(Figure(SUBJECT, f"{ours.model} fit, share of lifetimes' time", share, "", at_most))
    return figures


def _fit_ours(kind: type[BetaGeo | ParetoNBD], columns: Sequence[Any]) -> None:
    kind().fit(*columns)


def _fit_theirs(fitters: Any, name: str, columns: Sequence[Any]) -> None:
    getattr(fitters, name)().fit(*columns)
