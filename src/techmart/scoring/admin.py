"""What the shop knows about who buys again, in the stock admin: to look at."""

from django.contrib import admin

from techmart.core.admin import OnlyRow, ReadOnly
from techmart.scoring.models import CustomerSummary, FittedModel, Score, ScoringRun, ScoringSettings, WindowResult


@admin.register(CustomerSummary)
class CustomerSummaryAdmin(ReadOnly):
    """Purchases in numbers."""

    list_display = ("customer", "first_purchase_on", "last_purchase_on", "purchases", "orders", "spend")
    list_select_related = ("customer",)
    search_fields = ("customer__email",)


@admin.register(FittedModel)
class FittedModelAdmin(ReadOnly):
    """Learned parameters."""

    list_display = ("name", "role", "is_current", "customers", "orders", "observed_until", "fitted_at")
    list_filter = ("role", "is_current")


@admin.register(ScoringRun)
class ScoringRunAdmin(ReadOnly):
    """Passes over all customers."""

    list_display = ("observed_until", "started_at", "finished_at", "customers")


@admin.register(Score)
class ScoreAdmin(ReadOnly):
    """What was said of whom, when."""

    list_display = ("customer", "run", "probability_30", "probability_60", "probability_90", "next_purchase_on")
    list_select_related = ("customer", "run")
    search_fields = ("customer__email",)


@admin.register(WindowResult)
class WindowResultAdmin(ReadOnly):
    """How models did in stretches of the past."""

    list_display = ("model", "kind", "horizon", "cutoff", "customers", "buyers", "expected")
    list_filter = ("kind", "horizon", "model")


admin.site.register(ScoringSettings, OnlyRow)
