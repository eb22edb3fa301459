"""What each customer of a file is expected to do next, by the models that did best on its own past."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techmart.analyst.files import day_of
from techmart.analyst.judging import Judge
from techmart.orders.importing.lines import Progress, ignore_progress
from techmart.prediction import MODELS, BetaGeo, ConvergenceError, CustomerSummary, GammaGamma, PurchaseHistory
from techmart.prediction.lifetime import LifetimeModel
from techmart.prediction.reasons import Population, reasons_for
from techmart.prediction.recipes import RECIPES, fit_gamma_gamma, fit_weighted_rfm, forecast

FARTHEST_DAYS = 3650
AUTO = "auto"
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """One row per customer, the likeliest to buy within the longest horizon first.

    `models` names, by horizon, whose probabilities these are; what needs a customer's purchasing rate (alive,
    purchases, value, next purchase) comes from `lifetime`.
    """

    summary: CustomerSummary
    models: Mapping[int, str]
    lifetime: str
    probability: Mapping[int, Floats]
    alive: Floats
    purchases: Mapping[int, Floats]
    value: Mapping[int, Floats]
    wait: Floats
    weighted_score: Floats

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
            *(f"p_{horizon}" for horizon in self.horizons),
            *(f"expected_purchases_{longest}", f"expected_value_{longest}"),
            *("next_purchase_on", "weighted_score", "reasons"),
        ]

    def rows(self) -> Iterator[list[Any]]:
        """Yield every customer's cells; `next_purchase_on` is None where it is likelier never."""
        population, longest = Population.of(self.summary), self.horizons[-1]
        for row in range(len(self.summary)):
            yield [
                str(self.summary.customer[row]),
                int(self.summary.purchases[row]),
                day_of(self.summary.first_purchase_on[row]),
                day_of(self.summary.last_purchase_on[row]),
                round(float(self.alive[row]), 6),
                *(round(float(probability[row]), 6) for probability in self.probability.values()),
                round(float(self.purchases[longest][row]), 6),
                round(float(self.value[longest][row]), 2),
                self.next_purchase_on(row),
                round(float(self.weighted_score[row]), 6),
                self._reasons(row, population),
            ]

    def to_dict(self, *, top: int) -> dict[str, Any]:
        """Return the totals and the likeliest customers as plain values for JSON."""
        return {
            "lifetime_model": self.lifetime,
            "horizons": [
                {
                    "horizon_days": horizon,
                    "model": self.models[horizon],
                    "expected_buyers": float(probability.sum()),
                    "share": float(probability.mean()),
                    "expected_purchases": float(self.purchases[horizon].sum()),
                    "expected_value": float(self.value[horizon].sum()),
                }
                for horizon, probability in self.probability.items()
            ],
            "top": [dict(zip(self.header, map(_plain, row), strict=True)) for row in islice(self.rows(), top)],
        }

    def next_purchase_on(self, row: int) -> date | None:
        """Return the day by which a purchase is as likely as not; None beyond ten years."""
        if self.wait[row] > FARTHEST_DAYS:
            return None
        return day_of(self.summary.observed_until + round(float(self.wait[row])))

    def _reasons(self, row: int, population: Population) -> str:
        reasons = reasons_for(
            purchases=float(self.summary.purchases[row]),
            spend=float(self.summary.spend[row]),
            recency=float(self.summary.recency[row]),
            days_since_last_order=float(self.summary.days_since_last_order[row]),
            probability_alive=float(self.alive[row]),
            population=population,
        )
        return " ".join(reason.text for reason in reasons)


def predict(
    judge: Judge, horizons: Sequence[int], *, model: str = AUTO, progress: Progress = ignore_progress
) -> Forecast:
    """Forecast every customer; `auto` takes, for each horizon, the model that did best in the windows before.

    Raises
    ------
    ConvergenceError, InputError
        If the data do not carry the named model.
    """
    history, summary = judge.history, judge.history.summary()
    chosen = {h: judge.champion(history.observed_until, h) if model == AUTO else model for h in sorted(horizons)}
    longest = max(horizons)
    fitted = {name: RECIPES[name](history, sorted(horizons)) for name in dict.fromkeys(chosen.values())}
    progress(1, 2)
    probability = _growing({h: forecast(fitted[name], summary, h) for h, name in chosen.items()})
    lifetime = _lifetime(judge, chosen[longest], longest)
    rate: Any = fitted.get(lifetime) or RECIPES[lifetime](history, sorted(horizons))
    columns = summary.select(rate.columns)
    purchases = {h: rate.expected_purchases(h, **columns) for h in chosen}
    per_purchase = _value_per_purchase(history)
    baseline = fit_weighted_rfm(history, sorted(horizons))
    forecasts = Forecast(
        summary=summary,
        models=chosen,
        lifetime=lifetime,
        probability=probability,
        alive=rate.probability_alive(**columns),
        purchases=purchases,
        value={h: expected * per_purchase for h, expected in purchases.items()},
        wait=rate.next_purchase_quantile(0.5, **columns),
        weighted_score=baseline.score(**summary.select(baseline.columns)),
    )
    progress(2, 2)
    return _likeliest_first(forecasts)


def _plain(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell


def _growing(probability: dict[int, Floats]) -> dict[int, Floats]:
    """See to it that more days never mean a smaller chance, whichever models the horizons have."""
    values = np.maximum.accumulate(list(probability.values()))
    return dict(zip(probability, values, strict=True))


def _lifetime(judge: Judge, chosen: str, horizon: float) -> str:
    """Return which model says who is alive: the chosen one where it can, else the best that can."""
    ranking = judge.ranking(judge.history.observed_until, horizon)
    return next(
        (name for name in (chosen, *ranking) if issubclass(MODELS.get(name, object), LifetimeModel)), BetaGeo.model
    )


def _value_per_purchase(history: PurchaseHistory) -> Floats:
    """Return each customer's expected spend per purchase; the mean of all where nobody has repeated one."""
    summary = history.summary()
    try:
        model = fit_gamma_gamma(history)
    except ConvergenceError:
        return np.full(len(summary), history.amount.mean())
    return model.expected_spend(**summary.select(GammaGamma.columns))


def _likeliest_first(forecasts: Forecast) -> Forecast:
    longest = forecasts.horizons[-1]
    order = np.lexsort((-forecasts.value[longest], -forecasts.probability[longest]))

    def sort(columns: Mapping[int, Floats]) -> dict[int, Floats]:
        return {horizon: values[order] for horizon, values in columns.items()}

    return Forecast(
        summary=forecasts.summary[order],
        models=forecasts.models,
        lifetime=forecasts.lifetime,
        probability=sort(forecasts.probability),
        alive=forecasts.alive[order],
        purchases=sort(forecasts.purchases),
        value=sort(forecasts.value),
        wait=forecasts.wait[order],
        weighted_score=forecasts.weighted_score[order],
    )
