"""Who buys again: scores as they stand when they are read, and what the shop as a whole looks like."""

from techmart.scoring.queries.customers import (
    RISING,
    SORTS,
    CustomerPage,
    ScoredCustomer,
    customer_scores,
    scored_customers,
)
from techmart.scoring.queries.one import CustomerCard, Entry, Forecast, customer_card
from techmart.scoring.queries.shop import (
    HeatMap,
    ModelCard,
    Quality,
    Week,
    WeightsInUse,
    currency,
    model_card,
    probability_histogram,
    repurchase_by_quintile,
    rfm_heat_map,
    weekly_revenue,
    weights_in_use,
)

__all__ = [
    "RISING",
    "SORTS",
    "CustomerCard",
    "CustomerPage",
    "Entry",
    "Forecast",
    "HeatMap",
    "ModelCard",
    "Quality",
    "ScoredCustomer",
    "Week",
    "WeightsInUse",
    "currency",
    "customer_card",
    "customer_scores",
    "model_card",
    "probability_histogram",
    "repurchase_by_quintile",
    "rfm_heat_map",
    "scored_customers",
    "weekly_revenue",
    "weights_in_use",
]
