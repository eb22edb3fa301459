"""Who buys again: scores as they stand when they are read, and what the shop as a whole looks like."""

from techmart.scoring.queries.customers import (
    SORTS,
    CustomerPage,
    ScoredCustomer,
    customer_scores,
    scored_customers,
)
from techmart.scoring.queries.one import CustomerCard, customer_card
from techmart.scoring.queries.shop import (
    HeatMap,
    ModelCard,
    Week,
    model_card,
    probability_histogram,
    repurchase_by_quintile,
    rfm_heat_map,
    weekly_revenue,
)

__all__ = [
    "SORTS",
    "CustomerCard",
    "CustomerPage",
    "HeatMap",
    "ModelCard",
    "ScoredCustomer",
    "Week",
    "customer_card",
    "customer_scores",
    "model_card",
    "probability_histogram",
    "repurchase_by_quintile",
    "rfm_heat_map",
    "scored_customers",
    "weekly_revenue",
]
