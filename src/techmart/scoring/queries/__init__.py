"""Who buys again: scores as they stand when they are read, and what the shop as a whole looks like."""

from techmart.scoring.queries.customers import (
    RISING,
    SLIPPING,
    SORTS,
    Callers,
    CustomerPage,
    ScoredCustomer,
    customer_scores,
    likely_and_slipping,
    scored_customers,
)
from techmart.scoring.queries.model import ModelCard, Standing, TrackRecord, Window, model_card, track_record
from techmart.scoring.queries.one import CustomerCard, Entry, Forecast, customer_card
from techmart.scoring.queries.shop import (
    HeatMap,
    Week,
    WeightsInUse,
    currency,
    probability_histogram,
    repurchase_by_quintile,
    rfm_heat_map,
    weekly_revenue,
    weights_in_use,
    what_is_missing,
)

__all__ = [
    "RISING",
    "SLIPPING",
    "SORTS",
    "Callers",
    "CustomerCard",
    "CustomerPage",
    "Entry",
    "Forecast",
    "HeatMap",
    "ModelCard",
    "ScoredCustomer",
    "Standing",
    "TrackRecord",
    "Week",
    "WeightsInUse",
    "Window",
    "currency",
    "customer_card",
    "customer_scores",
    "likely_and_slipping",
    "model_card",
    "probability_histogram",
    "repurchase_by_quintile",
    "rfm_heat_map",
    "scored_customers",
    "track_record",
    "weekly_revenue",
    "weights_in_use",
    "what_is_missing",
]
