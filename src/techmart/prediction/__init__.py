"""Repurchase prediction: arrays in, arrays out. It knows no shop, no clock and no database."""

from techmart.prediction.base import (
    MODELS,
    ConvergenceError,
    Estimator,
    InputError,
    NotFittedError,
    PredictionError,
    from_dict,
)
from techmart.prediction.beta_geo import BetaGeo
from techmart.prediction.gamma_gamma import GammaGamma
from techmart.prediction.history import PurchaseHistory
from techmart.prediction.summary import CustomerSummary, day_numbers
from techmart.prediction.weighted_rfm import WeightedRFM

__all__ = [
    "MODELS",
    "BetaGeo",
    "ConvergenceError",
    "CustomerSummary",
    "Estimator",
    "GammaGamma",
    "InputError",
    "NotFittedError",
    "PredictionError",
    "PurchaseHistory",
    "WeightedRFM",
    "day_numbers",
    "from_dict",
]
