"""The lifetime models with known parameters, and customers drawn from each: what their tests share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from techmart.prediction import MODELS, PurchaseHistory
from techmart.prediction.clock import ShopClock
from techmart.prediction.lifetime import LifetimeModel
from techmart.prediction.simulate import simulate_history, simulate_pareto


def known(name: str, settings: Mapping[str, Any] | None = None, **parameters: float) -> LifetimeModel:
    """Return a model with these parameters, as a stored one is read."""
    learned = {f"{parameter}_": value for parameter, value in parameters.items()}
    return MODELS[name].from_dict({"model": name, "settings": settings or {}, "learned": learned})


def in_whole_days(history: PurchaseHistory) -> PurchaseHistory:
    """Return the same purchases, each on the day it falls in."""
    return PurchaseHistory.from_orders(
        history.customers[history.code], np.floor(history.day), history.amount, observed_until=history.observed_until
    )


def fresh(model: LifetimeModel, **settings: Any) -> LifetimeModel:
    """Return an unfitted model like this one, with other settings."""
    return type(model)(**{**model.settings, **settings})


@dataclass(frozen=True)
class Truth:
    """A model whose parameters are true of the customers that `draw` draws."""

    model: LifetimeModel
    draw: Callable[..., PurchaseHistory]

    def history(self) -> PurchaseHistory:
        """Return enough customers to tell a right formula from a wrong one."""
        rng, parameters = np.random.default_rng(7), self.model.parameters_
        if "k" in parameters:
            parameters["k"] = int(parameters["k"])
        return self.draw(rng, customers=60_000, joined_within=300, observed_until=490, **parameters)


BETA_GEO = {"r": 0.6, "alpha": 40.0, "a": 0.8, "b": 3.0}
REGULAR = {"r": 0.6, "alpha": 16.0, "a": 0.8, "b": 3.0}
TRUTHS = {
    "bg-nbd": Truth(known("bg-nbd", **BETA_GEO), simulate_history),
    "mbg-nbd": Truth(known("mbg-nbd", **BETA_GEO), partial(simulate_history, may_leave_at_once=True)),
    "bg-cnbd": Truth(known("bg-cnbd", {"k": 2}, **REGULAR, k=2), simulate_history),
    "mbg-cnbd": Truth(known("mbg-cnbd", {"k": 3}, **REGULAR, k=3), partial(simulate_history, may_leave_at_once=True)),
    "pareto-nbd": Truth(known("pareto-nbd", r=0.6, alpha=40.0, s=0.7, beta=90.0), simulate_pareto),
}


SEASONS = ShopClock(0.0, 1 + 0.5 * np.sin(2 * np.pi * (np.arange(730) - 640) / 365))


def seasonal_history(*, customers: int, observed_until: float) -> PurchaseHistory:
    """Return customers of BG/NBD by the clock `SEASONS`, who come all through the first year, in whole days."""
    until = float(SEASONS.time(observed_until))
    rng = np.random.default_rng(4)
    history = simulate_history(rng, customers=customers, joined_within=300, observed_until=until, **BETA_GEO)
    days = np.clip(np.ceil(SEASONS.day(history.day)), 0, observed_until)
    return PurchaseHistory.from_orders(history.code, days, history.amount, observed_until=observed_until)
