"""What each customer of a file is expected to do next, by the models that did best on its own past."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techmart.analyst.files import day_of
from techmart.analyst.judging import Court
from techmart.analyst.ranges import Ranges, ranges_of
from techmart.prediction import MODELS, BetaGeo, ConvergenceError, CustomerSummary, PurchaseHistory
from techmart.prediction.base import Floats
from techmart.prediction.contributions import Contribution, Explainer
from techmart.prediction.engine import Fitted
from techmart.prediction.individual_regularity import IndividualRegularity
from techmart.prediction.lifetime import LifetimeModel
from techmart.prediction.outcomes import purchases_per_buyer
from techmart.prediction.recipes import RECIPES, fit_weighted_rfm
from techmart.prediction.seasonal import Seasonal
from techmart.prediction.spend import fit_spend
from techmart.prediction.waiting import FARTHEST_DAYS

AUTO = "auto"
EXPLAINED_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """One row per customer, the likeliest to buy within the longest horizon first.

    `models` names, by horizon, whose probabilities these are; what needs a customer's purchasing rate (alive,
    purchases, value, next purchase) comes from `lifetime`. `lacking` says what the file has too little of.
    Of a file that is not `priced` nothing is said of value.
    """

    summary: CustomerSummary
    models: Mapping[int, str]
    lifetime: str
    probability: Mapping[int, Floats]
    alive: Floats
    purchases: Mapping[int, Floats]
    value: Mapping[int, Floats]
    ranges: Mapping[int, Ranges]
    wait: Floats
    weighted_score: Floats
    lacking: str
    why: Explainer
    order: NDArray[np.intp]
    priced: bool

    @property
    def horizons(self) -> list[int]:
        """The days ahead, in growing order."""
        return list(self.probability)

    @property
    def header(self) -> list[str]:
        """The names of what `rows` yields."""
        longest = self.horizons[-1]
        return [
            *("customer", "purchases", "first_purchase_on", "last_purchase_on", "p_alive"),
            *(f"p_{horizon}{end}" for horizon in self.horizons for end in ("", "_low", "_high")),
            *(f"expected_purchases_{longest}", f"purchases_{longest}_low", f"purchases_{longest}_high"),
            *(f"expected_value_{longest}", f"value_{longest}_low", f"value_{longest}_high")[: 3 * self.priced],
            *("next_purchase_on", "weighted_score", "reasons"),
        ]

    def rows(self, top: int | None = None) -> Iterator[list[Any]]:
        """Yield the cells of every customer, or the first so many; `next_purchase_on` is None where likelier never."""
        rows = range(len(self.summary))[:top]
        for first in range(0, len(rows), EXPLAINED_AT_ONCE):
            part = rows[first : first + EXPLAINED_AT_ONCE]
            for row, reasons in zip(part, self.why.reasons(self.order[part.start : part.stop]), strict=True):
                yield self._cells(row, reasons)

    def _cells(self, row: int, reasons: Sequence[Contribution]) -> list[Any]:
        longest = self.horizons[-1]
        ranges = self.ranges[longest]
        return [
            str(self.summary.customer[row]),
            int(self.summary.purchases[row]),
            day_of(self.summary.first_purchase_on[row]),
            day_of(self.summary.last_purchase_on[row]),
            round(float(self.alive[row]), 6),
            *(round(float(p[row]), 6) for p in self._chances()),
            round(float(self.purchases[longest][row]), 6),
            *(int(end[row]) for end in ranges.purchases),
            *(round(float(end[row]), 2) for end in (self.value[longest], *ranges.value)[: 3 * self.priced]),
            self.next_purchase_on(row),
            round(float(self.weighted_score[row]), 6),
            " ".join(reason.text for reason in reasons),
        ]

    def _chances(self) -> Iterator[Floats]:
        for horizon, probability in self.probability.items():
            yield probability
            yield from self.ranges[horizon].probability

    def to_dict(self, *, top: int) -> dict[str, Any]:
        """Return the totals and the likeliest customers as plain values for JSON."""
        return {
            "lifetime_model": self.lifetime,
            "not_enough_data": self.lacking or None,
            "horizons": [
                {
                    "horizon_days": horizon,
                    "model": self.models[horizon],
                    "expected_buyers": float(probability.sum()),
                    "share": float(probability.mean()),
                    "expected_purchases": float(self.purchases[horizon].sum()),
                    "expected_value": float(self.value[horizon].sum()) if self.priced else None,
                    **self.ranges[horizon].to_dict(priced=self.priced),
                }
                for horizon, probability in self.probability.items()
            ],
            "top": [dict(zip(self.header, map(_plain, row), strict=True)) for row in self.rows(top)],
        }

    def next_purchase_on(self, row: int) -> date | None:
        """Return the day by which a purchase is as likely as not; None beyond ten years."""
        if self.wait[row] > FARTHEST_DAYS:
            return None
        return day_of(self.summary.observed_until + round(float(self.wait[row])))


def predict(
    court: Court,
    horizons: Sequence[int],
    *,
    model: str = AUTO,
    priced: bool = True,
    progress: Callable[[str], None] = lambda _: None,
) -> Forecast:
    """Forecast every customer; `auto` takes, for each horizon, the champion of the file's own past.

    A file too small for a model of its own gets an answer from what shops in general are like.

    Raises
    ------
    ConvergenceError, InputError, NotEnoughData
        If the data do not carry the named model.
    """
    history, horizons = court.almanac.history, sorted(horizons)
    fitted = {horizon: _fitted(court, horizon, model, progress) for horizon in horizons}
    probability = _growing({horizon: one.of(court.almanac) for horizon, one in fitted.items()})
    lifetime, rate = _lifetime(court, fitted[horizons[-1]], by_choice=model == AUTO)
    summary, per_purchase = history.summary(), _value_per_purchase(history, horizons[-1])
    columns = summary.select(rate.columns)
    purchases = {
        horizon: _purchases(rate, columns, horizon, p if fitted[horizon].name != lifetime else None)
        for horizon, p in probability.items()
    }
    progress("Asking earlier windows how far off this may be")
    ranges = {
        horizon: ranges_of(one, court.trials(horizon), probability[horizon], purchases[horizon], per_purchase)
        for horizon, one in fitted.items()
    }
    baseline = fit_weighted_rfm(history, horizons)
    return _likeliest_first(
        Forecast(
            summary=summary,
            models={horizon: one.name for horizon, one in fitted.items()},
            lifetime=lifetime,
            probability=probability,
            alive=rate.probability_alive(**columns),
            purchases=purchases,
            value={horizon: expected * per_purchase for horizon, expected in purchases.items()},
            ranges=ranges,
            wait=rate.next_purchase_quantile(0.5, **columns),
            weighted_score=baseline.score(**summary.select(baseline.columns)),
            lacking=court.lacking,
            why=Explainer(fitted[horizons[-1]], history),
            order=np.arange(len(summary)),
            priced=priced,
        )
    )


def _fitted(court: Court, horizon: int, model: str, progress: Callable[[str], None]) -> Fitted:
    if model != AUTO:
        progress(f"Fitting {model} for {horizon} days")
        return court.named(model, horizon)
    progress(f"Choosing a model for {horizon} days")
    return court.champion(horizon)


def _plain(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell


def _growing(probability: dict[int, Floats]) -> dict[int, Floats]:
    """See to it that more days never mean a smaller chance, whichever models the horizons have."""
    values = np.maximum.accumulate(list(probability.values()))
    return dict(zip(probability, values, strict=True))


def _lifetime(court: Court, chosen: Fitted, *, by_choice: bool) -> tuple[str, Any]:
    """Return which model says who is alive: the chosen one where it can, else the one that came nearest to it."""
    kinds = (LifetimeModel, Seasonal, IndividualRegularity)
    if isinstance(chosen.estimator, kinds):
        return chosen.name, chosen.estimator
    names = court.choice(int(chosen.horizon)).nearest if by_choice else ()
    name = next((name for name in names if issubclass(MODELS.get(name, object), kinds)), BetaGeo.model)
    return name, RECIPES[name](court.almanac.history, [chosen.horizon])


def _purchases(rate: Any, columns: Mapping[str, Floats], horizon: int, probability: Floats | None) -> Floats:
    """Return expected purchases; where another model says whether there are any, `rate` says how many then."""
    expected: Floats = rate.expected_purchases(horizon, **columns)
    if probability is None:
        return expected
    return probability * purchases_per_buyer(rate.repurchase_probability(horizon, **columns), expected)


def _value_per_purchase(history: PurchaseHistory, horizon: float) -> Floats:
    """Return each customer's expected spend per purchase; the mean of all where nobody has repeated one."""
    summary = history.summary()
    try:
        model = fit_spend(history, horizon)
    except ConvergenceError:
        return np.full(len(summary), history.amount.mean())
    return model.expected_spend(**summary.select(model.columns))


def _likeliest_first(forecasts: Forecast) -> Forecast:
    longest = forecasts.horizons[-1]
    order = np.lexsort((-forecasts.value[longest], -forecasts.probability[longest]))

    def sort(columns: Mapping[int, Floats]) -> dict[int, Floats]:
        return {horizon: values[order] for horizon, values in columns.items()}

    return replace(
        forecasts,
        summary=forecasts.summary[order],
        probability=sort(forecasts.probability),
        alive=forecasts.alive[order],
        purchases=sort(forecasts.purchases),
        value=sort(forecasts.value),
        ranges={horizon: ranges.sorted(order) for horizon, ranges in forecasts.ranges.items()},
        wait=forecasts.wait[order],
        weighted_score=forecasts.weighted_score[order],
        order=order,
    )
