"""Repurchase prediction: arrays in, arrays out. It knows no shop, no hour and no database.

    history, summary       orders -> purchases -> one row of numbers per customer, as of any day
    undone                 what stood for a while: earlier days know of it, and not that it would be undone
    facts, fact_features   returns, lines and visits beside them, where a shop knows of them; what they tell learners
    base, checks           the contract of every model, and the battery that it must withstand
    weighted_rfm           the simple rule, the baseline of all others
    lifetime               what the models of customers who silently leave have in common:
                           beta_geo, pareto_nbd, beta_geo_cnbd, beta_geo_beta_binomial, individual_regularity
    steady                 customers who never leave: what a model of leaving has to beat
    prior                  what shops are like, for one that does not know itself yet
    clock, seasonal        the shop's own time, and lifetime models that keep it
    features, almanac, learners, forests       what may be known as of a day, and what learns from it
    ensemble, levels       a mean of forecasts for who comes first; how many come
    recipes, engine        how each model is fitted to a history, by its name
    backtest, metrics, tournament, champion    what that was worth on the shop's own past, and which is to be trusted
    calibration            setting probabilities right by how earlier ones came true
    diagnostics            what a forecast was worth as tables to draw: reliability, gain and lift
    intervals, misses      how far a forecast may be off, learned from how far earlier ones were
    outcomes               what one customer's purchases and spend may come to
    gamma_gamma, spend_regression, spend       what a purchase brings; and which model of it did best
    clv                    what customers are worth over any horizon, later money discounted
    rfm, contributions, fact_reasons  scores, groups and reasons for people
    phrases                sentences, apart from the values in them: to be said in any language
    blocks, cells, curves, quadrature, search, waiting    the tools of the models
    simulate               customers of known parameters

Scoring needs numpy alone; scipy is imported by fits, when they run.
"""

from techmart.prediction.base import (
    MODELS,
    ConvergenceError,
    Estimator,
    InputError,
    NotEnoughData,
    NotFittedError,
    PredictionError,
    from_dict,
)
from techmart.prediction.beta_geo import BetaGeo, ModifiedBetaGeo
from techmart.prediction.beta_geo_beta_binomial import BetaGeoBetaBinomial
from techmart.prediction.beta_geo_cnbd import BetaGeoCNBD, ModifiedBetaGeoCNBD
from techmart.prediction.clv import LifetimeValue, discounted_purchases, lifetime_value
from techmart.prediction.ensemble import Ensemble
from techmart.prediction.gamma_gamma import GammaGamma
from techmart.prediction.history import PurchaseHistory
from techmart.prediction.individual_regularity import IndividualRegularity
from techmart.prediction.learners import Boosting, Forest, Logistic, Tree
from techmart.prediction.pareto_nbd import ParetoNBD
from techmart.prediction.prior import PopulationBetaGeo
from techmart.prediction.seasonal import SeasonalBetaGeo, SeasonalModifiedBetaGeo, SeasonalParetoNBD
from techmart.prediction.spend_regression import SpendRegression
from techmart.prediction.summary import CustomerSummary, day_numbers
from techmart.prediction.waiting import NextPurchase
from techmart.prediction.weighted_rfm import WeightedRFM

__all__ = [
    "MODELS",
    "BetaGeo",
    "BetaGeoBetaBinomial",
    "BetaGeoCNBD",
    "Boosting",
    "ConvergenceError",
    "CustomerSummary",
    "Ensemble",
    "Estimator",
    "Forest",
    "GammaGamma",
    "IndividualRegularity",
    "InputError",
    "LifetimeValue",
    "Logistic",
    "ModifiedBetaGeo",
    "ModifiedBetaGeoCNBD",
    "NextPurchase",
    "NotEnoughData",
    "NotFittedError",
    "ParetoNBD",
    "PopulationBetaGeo",
    "PredictionError",
    "PurchaseHistory",
    "SeasonalBetaGeo",
    "SeasonalModifiedBetaGeo",
    "SeasonalParetoNBD",
    "SpendRegression",
    "Tree",
    "WeightedRFM",
    "day_numbers",
    "discounted_purchases",
    "from_dict",
    "lifetime_value",
]
