"""Keeping summaries and scores fresh, fitting the models, and scoring everybody."""

from techmart.prediction import NotEnoughData
from techmart.scoring.actions.models import FitSuperseded, fit_models, refit, set_weights
from techmart.scoring.actions.runs import fit_and_score, score_customers
from techmart.scoring.actions.summaries import forget_scores, refresh_customer, refresh_summaries

__all__ = [
    "FitSuperseded",
    "NotEnoughData",
    "fit_and_score",
    "fit_models",
    "forget_scores",
    "refit",
    "refresh_customer",
    "refresh_summaries",
    "score_customers",
    "set_weights",
]
