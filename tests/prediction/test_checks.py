"""Every estimator through the whole battery; and the battery itself, on one that breaks the contract."""

import numpy as np
import pytest
from tests.prediction.lifetimes import in_whole_days

from techmart.prediction import (
    BetaGeo,
    BetaGeoBetaBinomial,
    BetaGeoCNBD,
    CustomerSummary,
    GammaGamma,
    IndividualRegularity,
    ModifiedBetaGeo,
    ModifiedBetaGeoCNBD,
    ParetoNBD,
    PopulationBetaGeo,
    PurchaseHistory,
    SeasonalBetaGeo,
    SeasonalModifiedBetaGeo,
    SeasonalParetoNBD,
    SpendRegression,
    WeightedRFM,
)
from techmart.prediction.base import MODELS
from techmart.prediction.checks import (
    CHECKS,
    Case,
    check_fitting_twice_gives_the_same,
    check_json_round_trip_predicts_identically,
    check_one_row_equals_the_batch,
)
from techmart.prediction.lifetime import LifetimeModel
from techmart.prediction.seasonal import Seasonal
from techmart.prediction.simulate import simulate_history

HISTORY = simulate_history(np.random.default_rng(20), customers=400, joined_within=200, observed_until=400, alpha=25)
BEFORE = HISTORY.until(330).summary()
BOUGHT = HISTORY.bought_after(330, 70)


def rows(*names: str) -> dict[str, np.ndarray]:
    return BEFORE.select(names)


def lifetime_case(estimator: LifetimeModel | IndividualRegularity, history: PurchaseHistory = HISTORY) -> Case:
    def ask(method: str, *first: float):
        return lambda model, rows: getattr(model, method)(*first, *(rows[name] for name in estimator.columns))

    return Case(
        estimator=estimator,
        rows=history.until(330).summary().select(estimator.columns),
        fit=lambda model, rows: model.fit(**rows),
        predictions={
            "alive": ask("probability_alive"),
            "repurchase": ask("repurchase_probability", 30.0),
            "expected": ask("expected_purchases", 90.0),
            "median wait": ask("next_purchase_quantile", 0.5),
            "never": ask("never_probability"),
        },
        probabilities=frozenset({"alive", "repurchase", "never"}),
    )


def gamma_gamma_case() -> Case:
    return Case(
        estimator=GammaGamma(prior_sd=3.0),
        rows=rows(*GammaGamma.columns),
        fit=lambda model, rows: model.fit(**rows),
        predictions={"spend": lambda model, rows: model.expected_spend(**rows)},
        probabilities=frozenset(),
    )


def spend_regression_case() -> Case:
    columns = rows(*SpendRegression.columns)

    def fit(model: SpendRegression, rows: dict[str, np.ndarray]) -> SpendRegression:
        now = {name: column for name, column in rows.items() if name != "value"}
        return model.fit(**rows).set_level(**now)

    return Case(
        estimator=SpendRegression(ridge=10.0),
        rows={**columns, "value": np.where(BOUGHT, columns["spend"] / columns["purchases"], 0.0)},
        fit=fit,
        predictions={
            "spend": lambda model, rows: model.expected_spend(*(rows[name] for name in SpendRegression.columns))
        },
        probabilities=frozenset(),
    )


def weighted_rfm_case(weights: str, scaling: str) -> Case:
    def columns(rows):
        return [rows[name] for name in WeightedRFM.columns]

    return Case(
        estimator=WeightedRFM(weights=weights, scaling=scaling),
        rows={**rows(*WeightedRFM.columns), "bought": BOUGHT},
        fit=lambda model, rows: model.fit(**rows).calibrate(70, **rows),
        predictions={
            "score": lambda model, rows: model.score(*columns(rows)),
            "repurchase": lambda model, rows: model.repurchase_probability(70, *columns(rows)),
        },
        probabilities=frozenset({"score", "repurchase"}),
    )


def seasonal_case(estimator: Seasonal) -> Case:
    def ask(method: str, *first: float):
        return lambda model, rows: getattr(model, method)(*first, *(rows[name] for name in Seasonal.columns))

    def fit(model: Seasonal, rows: dict[str, np.ndarray]) -> Seasonal:
        first, last = rows["first_purchase_on"], rows["last_purchase_on"]
        return model.fit(**rows, purchased_on=np.concatenate([first, (first + last) / 2, last]))

    columns = rows(*Seasonal.columns)
    return Case(
        estimator=estimator,
        rows={**columns, "observed_until": np.full(len(BEFORE), columns["observed_until"])},
        fit=fit,
        predictions={
            "alive": ask("probability_alive"),
            "repurchase": ask("repurchase_probability", 30.0),
            "expected": ask("expected_purchases", 90.0),
            "median wait": ask("next_purchase_quantile", 0.5),
            "never": ask("never_probability"),
        },
        probabilities=frozenset({"alive", "repurchase", "never"}),
    )


CASES = {
    "bg-nbd": lifetime_case(BetaGeo()),
    "bg-nbd with prior": lifetime_case(BetaGeo(prior_sd=3.0)),
    "mbg-nbd": lifetime_case(ModifiedBetaGeo()),
    "bg-cnbd": lifetime_case(BetaGeoCNBD(k=2)),
    "mbg-cnbd": lifetime_case(ModifiedBetaGeoCNBD(k=3)),
    "individual-regularity": lifetime_case(IndividualRegularity(prior_sd=3.0)),
    "pareto-nbd": lifetime_case(ParetoNBD()),
    "bg-bb": lifetime_case(BetaGeoBetaBinomial(), in_whole_days(HISTORY)),
    "seasonal-bg-nbd": seasonal_case(SeasonalBetaGeo(prior_sd=3.0)),
    "seasonal-mbg-nbd": seasonal_case(SeasonalModifiedBetaGeo(prior_sd=3.0)),
    "seasonal-pareto-nbd": seasonal_case(SeasonalParetoNBD(prior_sd=3.0)),
    "population-mbg-nbd": lifetime_case(PopulationBetaGeo()),
    "gamma-gamma": gamma_gamma_case(),
    "spend-regression": spend_regression_case(),
    "weighted-rfm learned": weighted_rfm_case("learned", "quantile"),
    "weighted-rfm equal": weighted_rfm_case("equal", "minmax"),
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_estimator(case: Case, check):
    check(case)


def test_no_estimator_escapes():
    learners = {"logistic", "tree", "forest", "boosting", "ensemble"}  # in test_learners.py and test_ensemble.py
    assert {case.estimator.model for case in CASES.values()} | learners == set(MODELS)


@pytest.mark.parametrize(
    ("breach", "check"),
    [
        ({"_learned": lambda self: {"a_": 1.0}}, check_json_round_trip_predicts_identically),
        ({"fit": lambda self, **rows: drifting_fit(self, rows)}, check_fitting_twice_gives_the_same),
        ({"_alive": lambda self, x, t_x, T: (1 + x) / (1 + x.max())}, check_one_row_equals_the_batch),
    ],
    ids=["forgets when stored", "drifts", "looks at the neighbours"],
)
def test_the_battery_catches(monkeypatch, breach, check):
    for name, value in breach.items():
        monkeypatch.setattr(BetaGeo, name, value)
    with pytest.raises((AssertionError, AttributeError)):
        check(CASES["bg-nbd with prior"])


honest_fit = BetaGeo.fit


def drifting_fit(model: BetaGeo, rows: dict[str, np.ndarray]) -> BetaGeo:
    before = vars(model).get("r_", 0.0)
    honest_fit(model, **rows)
    model.r_ += before
    return model


def test_the_cast_is_learned_from():
    assert isinstance(BEFORE, CustomerSummary)
    assert 0 < BOUGHT.mean() < 1
