"""A model's parameters, learned from a purchase history by maximum likelihood."""

from dataclasses import asdict, dataclass
from inspect import signature
from math import log
from time import perf_counter
from typing import Any

# A fit imports it when it first runs; loading a library is no part of what a fit costs.
import scipy.optimize  # noqa: F401

from techmart.prediction import MODELS, Estimator, IndividualRegularity, PurchaseHistory, SpendRegression
from techmart.prediction.lifetime import LifetimeModel
from techmart.prediction.recipes import RECIPES, WEAK_PRIOR, seasonal_recipe
from techmart.prediction.seasonal import Seasonal
from techmart.prediction.spend import fit_spend_regression

UNITS = {"day": 1, "week": 7}
TIMES = frozenset({"recency", "T", "days_since_last_order"})
# For a model that is fitted to what happened within some days.
HORIZON = 90.0
# What learns from examples has trees, not parameters: it is judged, not estimated.
MODEL_NAMES = sorted(name for name, kind in MODELS.items() if "features" not in kind.columns)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a model learned, and from how much."""

    model: str
    unit: str
    parameters: dict[str, float]
    standard_errors: dict[str, float] | None
    log_likelihood: float | None
    customers: int
    cells: int | None
    dropout_identified: bool | None
    remarks: list[str]
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; a standard error that does not exist is None."""
        values = asdict(self)
        if self.standard_errors:
            finite = {name: error for name, error in self.standard_errors.items() if error < float("inf")}
            values["standard_errors"] = {name: finite.get(name) for name in self.standard_errors}
        return values


def estimate(history: PurchaseHistory, name: str, *, unit: str = "day") -> Estimate:
    """Fit one model to a history, times counted in days or weeks.

    Raises
    ------
    ConvergenceError
        If the data do not settle the parameters.
    """
    summary = history.summary()
    per_unit = UNITS[unit]
    columns = {
        column: values / per_unit if column in TIMES else values
        for column, values in summary.select(MODELS[name].columns).items()
    }
    # One factor of the unit for every gap between purchases.
    log_gaps = history.log_gaps() - log(per_unit) * float(summary.frequency.sum())
    if "log_gaps" in columns:
        columns["log_gaps"] = columns["log_gaps"] - log(per_unit) * summary.frequency
    started = perf_counter()
    model = _fitted(history, name, columns, log_gaps, per_unit)
    seconds = perf_counter() - started
    return Estimate(
        model=name,
        unit=unit,
        parameters=model.parameters_,
        standard_errors=_errors(model, columns),
        log_likelihood=getattr(model, "log_likelihood_", None),
        customers=getattr(model, "customers_", len(summary)),
        cells=getattr(model, "cells_", None),
        dropout_identified=getattr(model, "dropout_identified_", None),
        remarks=getattr(model, "remarks_", []),
        seconds=seconds,
    )


def _errors(model: Any, columns: dict[str, Any]) -> dict[str, float] | None:
    errors: dict[str, float] | None = model.standard_errors(**columns) if hasattr(model, "standard_errors") else None
    return errors


def _fitted(history: PurchaseHistory, name: str, columns: dict[str, Any], log_gaps: float, per_unit: int) -> Estimator:
    if name == SpendRegression.model:
        return fit_spend_regression(history, HORIZON)
    kind: Any = MODELS[name]
    model: Any
    if issubclass(kind, Seasonal):
        model = seasonal_recipe(kind(prior_sd=WEAK_PRIOR))(history, [HORIZON])
        return model
    if issubclass(kind, LifetimeModel | IndividualRegularity) or name not in RECIPES:
        regular = {"log_gaps": log_gaps} if "log_gaps" in {*signature(kind.fit).parameters} - {*columns} else {}
        settings = {"day": 1 / per_unit} if "day" in signature(kind).parameters else {}
        return kind(**settings).fit(**columns, **regular)
    model = RECIPES[name](history, [HORIZON])
    return model
