"""How each model is fitted to a history: the same in a backtest and for real."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from techmart.prediction.beta_geo import BetaGeo, ModifiedBetaGeo
from techmart.prediction.beta_geo_beta_binomial import BetaGeoBetaBinomial
from techmart.prediction.beta_geo_cnbd import BetaGeoCNBD, ModifiedBetaGeoCNBD
from techmart.prediction.gamma_gamma import GammaGamma
from techmart.prediction.individual_regularity import IndividualRegularity
from techmart.prediction.pareto_nbd import ParetoNBD
from techmart.prediction.seasonal import Seasonal, SeasonalBetaGeo, SeasonalParetoNBD
from techmart.prediction.weighted_rfm import WeightedRFM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from techmart.prediction.base import Floats
    from techmart.prediction.history import PurchaseHistory
    from techmart.prediction.lifetime import LifetimeModel
    from techmart.prediction.summary import CustomerSummary

    Recipe = Callable[[PurchaseHistory, Sequence[float]], "RepurchaseModel"]

WEAK_PRIOR = 3.0


class RepurchaseModel(Protocol):
    """Any fitted estimator that says how likely a customer is to buy within a horizon."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields of a CustomerSummary that it takes."""

    @property
    def repurchase_probability(self) -> Callable[..., Floats]:
        """P(at least one purchase within `horizon`), from the horizon and the columns that the model names."""


def forecast(model: RepurchaseModel, summary: CustomerSummary, horizon: float) -> Floats:
    """Return each customer's repurchase probability, whichever model it comes from."""
    return model.repurchase_probability(horizon, *summary.select(model.columns).values())


def fit_beta_geo(past: PurchaseHistory, horizons: Sequence[float] = ()) -> BetaGeo:
    """Fit BG/NBD with its weak prior to all of the past; it foretells any horizon.

    Raises
    ------
    InputError
        If there is no customer.
    """
    return BetaGeo(prior_sd=WEAK_PRIOR).fit(**past.summary().select(BetaGeo.columns))


def fit_gamma_gamma(past: PurchaseHistory) -> GammaGamma:
    """Fit Gamma-Gamma with its weak prior to all of the past.

    Raises
    ------
    ConvergenceError
        If nobody has repeated a purchase of positive value.
    """
    return GammaGamma(prior_sd=WEAK_PRIOR).fit(**past.summary().select(GammaGamma.columns))


def fit_weighted_rfm(
    past: PurchaseHistory,
    horizons: Sequence[float],
    *,
    weights: str | Sequence[float] = "learned",
    scaling: str = "quantile",
) -> WeightedRFM:
    """Fit the weighted score on the customers of an earlier day and calibrate it on what they did next.

    Scales and weights come from the longest horizon's window, each calibration from the window of its own
    horizon that ends today. Where the history is younger than a horizon, that calibration is left out; where
    it is younger than all, weights to be learned are equal.

    Raises
    ------
    InputError
        If there is no customer or a setting cannot be.
    """
    watched = [h for h in sorted(horizons) if len(past.until(past.observed_until - h).code)]
    if not watched:
        weights = "equal" if weights == "learned" else weights
        return WeightedRFM(weights=weights, scaling=scaling).fit(**past.summary().select(WeightedRFM.columns))
    model = WeightedRFM(weights=weights, scaling=scaling)
    model.fit(**_window(past, watched[-1]))
    for horizon in watched:
        model.calibrate(horizon, **_window(past, horizon))
    return model


def _window(past: PurchaseHistory, horizon: float) -> dict[str, NDArray[Any]]:
    """Return the customers as they were `horizon` ago, and whether they have bought since."""
    cutoff = past.observed_until - horizon
    columns = past.until(cutoff).summary().select(WeightedRFM.columns)
    return {**columns, "bought": past.bought_after(cutoff, horizon)}


def lifetime_recipe(model: LifetimeModel | IndividualRegularity) -> Recipe:
    """Return the recipe that fits a copy of `model` to all of the past; it foretells any horizon."""

    def fit(past: PurchaseHistory, horizons: Sequence[float]) -> RepurchaseModel:
        return type(model)(**model.settings).fit(**past.summary().select(model.columns))

    return fit


def regular_recipe(model: BetaGeoCNBD) -> Recipe:
    """Return the recipe that fits a copy of `model` to all of the past, with the regularity that its gaps show."""

    def fit(past: PurchaseHistory, horizons: Sequence[float]) -> BetaGeoCNBD:
        columns = past.summary().select(model.columns)
        return type(model)(**model.settings).fit(**columns, log_gaps=past.log_gaps())

    return fit


def seasonal_recipe(model: Seasonal) -> Recipe:
    """Return the recipe that fits a copy of `model`, and the shop's clock, to all of the past."""

    def fit(past: PurchaseHistory, horizons: Sequence[float]) -> Seasonal:
        return type(model)(**model.settings).fit(**past.summary().select(model.columns), purchased_on=past.day)

    return fit


RECIPES: dict[str, Recipe] = {
    BetaGeo.model: fit_beta_geo,
    WeightedRFM.model: fit_weighted_rfm,
    ModifiedBetaGeo.model: lifetime_recipe(ModifiedBetaGeo(prior_sd=WEAK_PRIOR)),
    BetaGeoCNBD.model: regular_recipe(BetaGeoCNBD(prior_sd=WEAK_PRIOR)),
    ModifiedBetaGeoCNBD.model: regular_recipe(ModifiedBetaGeoCNBD(prior_sd=WEAK_PRIOR)),
    IndividualRegularity.model: lifetime_recipe(IndividualRegularity(prior_sd=WEAK_PRIOR)),
    ParetoNBD.model: lifetime_recipe(ParetoNBD(prior_sd=WEAK_PRIOR)),
    BetaGeoBetaBinomial.model: lifetime_recipe(BetaGeoBetaBinomial(prior_sd=WEAK_PRIOR)),
    SeasonalBetaGeo.model: seasonal_recipe(SeasonalBetaGeo(prior_sd=WEAK_PRIOR)),
    SeasonalParetoNBD.model: seasonal_recipe(SeasonalParetoNBD(prior_sd=WEAK_PRIOR)),
}
